const systems: readonly (readonly [RegExp, string])[] = [
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iPhone'],
  [/Windows/, 'Windows'],
  [/Mac/, 'Mac'],
];
const browsers: readonly (readonly [RegExp, string])[] = [
  [/Firefox\//, 'Firefox'],
  [/Edg\//, 'Edge'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];

/** What the office calls this phone until somebody names it better. */
export function deviceName(agent = globalThis.navigator?.userAgent ?? ''): string {
  const first = (among: typeof systems, otherwise: string) =>
    among.find(([sign]) => sign.test(agent))?.[1] ?? otherwise;
  return `Teléfono ${first(systems, 'Linux')} (${first(browsers, 'navegador')})`;
}
