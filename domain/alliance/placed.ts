import type { AlliancePoint, MapMunicipality } from '../territory/map.ts';
import { type Phase, phaseNames, phaseOf } from './portfolio.ts';
import { isAllianceState } from './states.ts';

type Counts = Readonly<Record<Phase, number>> & { readonly all: number };

/** The number of alliances of a municipality in each part of the cycle. */
export interface PlacedRow {
  /** Null for alliances without a known municipality, which are drawn in none. */
  readonly code: string | null;
  readonly name: string | null;
  readonly departmentCode: string | null;
  readonly count: Counts;
}

export const phases = Object.keys(phaseNames) as Phase[];

/** Alliances by municipality and part of the cycle, those with most first and those without a municipality last. */
export function placed(alliances: readonly AlliancePoint[], municipalities: readonly MapMunicipality[]): PlacedRow[] {
  const named = new Map(municipalities.map((m) => [m.code, m]));
  const found = new Map<string | null, Record<Phase | 'all', number>>();
  for (const { municipalityCode, state } of alliances) {
    const count = found.get(municipalityCode) ?? { all: 0, request: 0, plan: 0, investment: 0, operation: 0, left: 0 };
    count.all += 1;
    if (isAllianceState(state)) count[phaseOf(state)] += 1;
    found.set(municipalityCode, count);
  }
  const last = (row: PlacedRow) => (row.code === null ? 1 : 0);
  return [...found]
    .map(([code, count]) => {
      const of = code === null ? undefined : named.get(code);
      return { code, name: of?.name ?? code, departmentCode: of?.departmentCode ?? null, count };
    })
    .sort((a, b) => last(a) - last(b) || b.count.all - a.count.all || (a.name ?? '').localeCompare(b.name ?? '', 'es'));
}
