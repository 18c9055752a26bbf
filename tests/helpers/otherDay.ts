/**
 * Loaded into a server before anything else (`startApp({}, day)`), and into each of its threads: its clock runs SIGG_TEST_AHEAD milliseconds ahead. For
 * stories that take weeks.
 */
const ahead = Number(process.env.SIGG_TEST_AHEAD);
if (!Number.isFinite(ahead)) throw new Error('SIGG_TEST_AHEAD: milliseconds that the clock is ahead.');
const Real = Date;

globalThis.Date = class extends Real {
  constructor(...parts: [] | [string | number]) {
    super(...((parts.length === 0 ? [Real.now() + ahead] : parts) as [number]));
  }
  static override now(): number {
    return Real.now() + ahead;
  }
} as DateConstructor;
