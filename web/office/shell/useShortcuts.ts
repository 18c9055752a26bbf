import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { isOpen, screens } from '../screens.ts';
import { useSession } from '../session.tsx';
import { areShortcutsOn } from './shortcutChoice.ts';

/**
 * Shortcuts: Ctrl+K opens the search, '/' goes to the page's search, '?' lists the shortcuts, 'g' and a letter open a
 * screen. They do nothing while something is typed.
 */
export function useShortcuts({ onPalette, onHelp }: { onPalette: () => void; onHelp: () => void }): void {
  const navigate = useNavigate();
  const { may } = useSession();
  useEffect(() => {
    let going = 0;
    const onKey = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        onPalette();
        return;
      }
      const target = event.target as HTMLElement;
      if (
        event.ctrlKey ||
        event.metaKey ||
        event.altKey ||
        target.matches('input, select, textarea, [contenteditable]') ||
        document.querySelector('[role="dialog"]') ||
        !areShortcutsOn()
      )
        return;
      if (going > Date.now() - 1200) {
        going = 0;
        const screen = screens.find((s) => s.key === event.key.toLowerCase() && isOpen(s, may));
        if (screen) {
          event.preventDefault();
          void navigate({ to: screen.path } as never);
        }
        return;
      }
      if (event.key === 'g') going = Date.now();
      else if (event.key === '?') onHelp();
      else if (event.key === '/') {
        const search = document.querySelector<HTMLElement>('main input[type="search"]');
        if (search) {
          event.preventDefault();
          search.focus();
        }
      }
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [may, navigate, onPalette, onHelp]);
}
