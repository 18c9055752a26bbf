const KEY = 'sigg.shortcuts';

/** One-key shortcuts can be turned off (WCAG 2.1.4); Ctrl+K always works. */
export function areShortcutsOn(): boolean {
  return localStorage.getItem(KEY) !== 'off';
}

export function setShortcuts(on: boolean): void {
  if (on) localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, 'off');
}
