import type { Day } from '../../domain/kernel/dates.ts';

export type DemoSizeName = 'small' | 'par2' | 'x10';

/** How much is made. */
export interface DemoSize {
  readonly name: DemoSizeName;
  readonly alliances: number;
  /** Families of all alliances together. */
  readonly families: number;
  /** Months of field life up to the last day. */
  readonly months: number;
  /** Edge of the pictures, in pixels. */
  readonly photoPixels: number;
  /** Months, counted from the last, whose records carry their picture in the file store. */
  readonly photoMonths: number;
  readonly postgresOnly: boolean;
  /** Commands it comes to, about; for the progress line. */
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

/** What makes two runs the same: the same seed, the same size, the same last day. */
export interface DemoSeed {
  readonly size: DemoSize;
  readonly seed: string;
  /** The last day on which something happened in the portfolio. */
  readonly until: Day;
}

/** The first day of the month that lies `n` months before that of a day. */
export function monthsBefore(day: Day, n: number): Day {
  const index = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 - n;
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}-01`;
}
