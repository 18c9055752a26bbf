/**
 * Sets the clock of a server or a page that many milliseconds ahead; it keeps running. The function uses nothing
 * outside itself, because a page receives its source text.
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
