/** Colours of the map for one theme. Lines and texts are those of the visual language (web/ui/tokens.css), read from the page. */
export interface MapInk {
  readonly ground: string;
  readonly land: string;
  readonly line: string;
  readonly edge: string;
  readonly ink: string;
  readonly ink2: string;
  readonly accent: string;
  readonly accentText: string;
  readonly focus: string;
}

/**
 * One colour for each unit, chosen so that neighbours differ for people who do not distinguish red from green; each has
 * at least 3:1 against the ground of its theme (palette.test.ts). Colour is never the only sign: the legend, the card
 * and the list name the unit.
 */
const UNIT_COLOURS: Readonly<Record<string, readonly [light: string, dark: string]>> = {
  LPZ: ['#332288', '#9d90f0'],
  ORU: ['#b84a5b', '#ee93a0'],
  POT: ['#117733', '#57bd7a'],
  CBB: ['#96761a', '#e3c55c'],
  CHU: ['#2274b8', '#86c5f4'],
  TAR: ['#882255', '#e07cb0'],
  SCZ: ['#1f8a7d', '#5fd3c3'],
  BEN: ['#6f6f12', '#bfbf55'],
  PAN: ['#aa4499', '#e39ad6'],
  CHA: ['#bd5410', '#f5a064'],
  SAL: ['#5d7186', '#b4c5d6'],
};
const OTHER: readonly [string, string] = ['#5a5a5a', '#b5b5b5'];

/**
 * The colour of a unit in a theme; a unit that is not in the palette is grey, and the legend names it like the others.
 */
export function unitColour(unitCode: string, theme: 'light' | 'dark'): string {
  return (UNIT_COLOURS[unitCode] ?? OTHER)[theme === 'light' ? 0 : 1];
}

/** Every colour of a theme, for checking. */
export function unitColours(theme: 'light' | 'dark'): string[] {
  return Object.values(UNIT_COLOURS).map((pair) => pair[theme === 'light' ? 0 : 1]);
}

const TOKENS: Readonly<Record<keyof MapInk, string>> = {
  ground: '--surface-2',
  land: '--surface',
  line: '--line',
  edge: '--edge',
  ink: '--ink',
  ink2: '--ink-2',
  accent: '--lago',
  accentText: '--on-lago',
  focus: '--focus',
};

/** The colours of the theme as the page computes them now; the map's canvas does not understand custom properties. */
export function readInk(host: HTMLElement): MapInk {
  const probe = host.ownerDocument.createElement('span');
  host.append(probe);
  const entries = Object.entries(TOKENS).map(([name, token]) => {
    probe.style.color = `var(${token})`;
    return [name, getComputedStyle(probe).color];
  });
  probe.remove();
  return Object.fromEntries(entries) as MapInk;
}
