import type { Day } from '../../domain/kernel/dates.ts';

export type DemoSizeName = 'small' | 'par2' | 'x10';

/** The size of a portfolio. */
export interface DemoSize {
  readonly name: DemoSizeName;
  readonly alliances: number;
  /** Families of all alliances together. */
  readonly families: number;
  /** Months of field work up to the last day. */
  readonly months: number;
  /** Side of the pictures, in pixels. */
  readonly photoPixels: number;
  /** How many months, counted from the last, have records with pictures in the file store. */
  readonly photoMonths: number;
  readonly postgresOnly: boolean;
  /** Approximate number of commands; for the progress line. */
  readonly about: number;
}

export const demoSizes: Readonly<Record<DemoSizeName, DemoSize>> = {
  small: {
    name: 'small',
    alliances: 30,
    families: 750,
    months: 14,
    photoPixels: 160,
    photoMonths: 14,
    postgresOnly: false,
    about: 1480,
  },
  par2: {
    name: 'par2',
    alliances: 1100,
    families: 27_825,
    months: 24,
    photoPixels: 96,
    photoMonths: 2,
    postgresOnly: false,
    about: 87_000,
  },
  x10: {
    name: 'x10',
    alliances: 11_000,
    families: 278_250,
    months: 24,
    photoPixels: 96,
    photoMonths: 1,
    postgresOnly: true,
    about: 870_000,
  },
};

/** What makes two loads equal: the same seed, size and last day. */
export interface DemoSeed {
  readonly size: DemoSize;
  readonly seed: string;
  /** The last day on which something happens in the portfolio. */
  readonly until: Day;
}

/** The first day of the month that is `n` months before the month of a day. */
export function monthsBefore(day: Day, n: number): Day {
  const index = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 - n;
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}-01`;
}
