/**
 * Sets the clock of where it runs, a server or a page, so many milliseconds ahead; it goes on running. Stands by
 * itself: a page is given its text.
 */
export function clockAhead(ahead: number): void {
  const Real = Date;
  globalThis.Date = class extends Real {
    constructor(...parts: [] | [string | number]) {
      super(...((parts.length === 0 ? [Real.now() + ahead] : parts) as [number]));
    }
    static override now(): number {
      return Real.now() + ahead;
    }
  } as DateConstructor;
}
