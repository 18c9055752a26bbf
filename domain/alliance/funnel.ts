import type { Day } from '../kernel/dates.ts';
import { type AllianceState, stateNames, states } from './states.ts';

/** The states that people count alliances by, from the request to the convenio. */
export const FUNNEL_STEPS = [
  'SOLICITUD_RECIBIDA',
  'OPORTUNIDAD',
  'PLAN_PRESENTADO',
  'PLAN_VIABLE',
  'CONVENIO_FIRMADO',
] as const satisfies readonly AllianceState[];

/** The state that an alliance beside the cycle must have passed: it cannot have left the cycle before it. */
const BESIDE: Readonly<Partial<Record<AllianceState, AllianceState>>> = {
  PLAN_OBSERVADO: 'EN_EVALUACION',
  PLAN_NO_VIABLE: 'EN_EVALUACION',
  DIFERIDA: 'PRIORIZADA',
  RECHAZADA: 'PRIORIZADA',
  CONVENIO_RESUELTO: 'CONVENIO_FIRMADO',
  EN_RECUPERACION: 'CONVENIO_FIRMADO',
};

/** The place in the cycle, from 1, that an alliance in a state has come to at least. */
export const placeReached = (state: AllianceState): number =>
  states[state].stage ?? states[BESIDE[state] ?? 'SOLICITUD_RECIBIDA'].stage ?? 1;

/** The places of all states, by state. */
export const placesReached: Readonly<Record<string, number>> = Object.fromEntries(
  stateNames.map((state) => [state, placeReached(state)]),
);

/** What the funnel is divided by. */
export const funnelGroups = { unit: 'unidad', model: 'modelo', product: 'rubro', year: 'año de la solicitud' } as const;
export type FunnelGroup = keyof typeof funnelGroups;

/** A state of the cycle: how many alliances came to it up to the day, and how many were in it on the day. */
export interface FunnelRow {
  readonly state: AllianceState;
  /** Alliances that came to this state or to a later one. */
  readonly reached: number;
  readonly here: number;
  /** Median of the days from this state to the next, over those that came to both in the system; null where none did. */
  readonly medianDays: number | null;
  /** Over how many alliances the median is. */
  readonly timed: number;
  /** The longest that one of those here has been here, in days; null where nobody is, or no day is known. */
  readonly longestDays: number | null;
}

/** Alliances of one unit, model, product or year that came to each of `FUNNEL_STEPS`, in that order. */
export interface FunnelGroupRow {
  readonly code: string | null;
  readonly name: string;
  readonly reached: readonly number[];
}

/** `alliance.funnel`: where the alliances of a programme were on a day, by what was known at a level. */
export interface FunnelView {
  readonly rows: readonly FunnelRow[];
  readonly total: number;
  readonly page: number;
  readonly pageSize: number;
  readonly asOf: Day;
  /** Alliances counted; those in a state beside the cycle stand in `aside`. */
  readonly alliances: number;
  /** Alliances of which nobody knows whether they existed on the day: what they had reached has no day before a later one. */
  readonly undated: number;
  readonly aside: readonly { readonly state: AllianceState; readonly here: number }[];
  readonly groups: readonly FunnelGroupRow[];
}
