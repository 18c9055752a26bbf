import { type AllianceState, stateNames, states } from './states.ts';

/** Parts of the cycle as people speak of them (POA 5.2.2.1-5.2.2.9), in order. */
export const phaseNames = {
  request: 'Solicitud y oportunidad',
  plan: 'Plan y aprobación',
  investment: 'Convenio e inversión',
  operation: 'Operación y cierre',
  left: 'Fuera del ciclo',
} as const;
export type Phase = keyof typeof phaseNames;

/** Side states from which an alliance returns to the part of the cycle in which its plan is decided. */
const WITH_PLAN: readonly AllianceState[] = ['PLAN_OBSERVADO', 'DIFERIDA'];

/** The part of the cycle a state belongs to; side states without a way back are *fuera del ciclo*. */
export function phaseOf(state: AllianceState): Phase {
  const { stage } = states[state];
  if (stage === null) return WITH_PLAN.includes(state) ? 'plan' : 'left';
  if (stage <= (states.OPORTUNIDAD.stage ?? 0)) return 'request';
  if (stage <= (states.APROBADA_COMITE.stage ?? 0)) return 'plan';
  return stage <= (states.INVERSION_CONCLUIDA.stage ?? 0) ? 'investment' : 'operation';
}

/** The states of a part of the cycle, in order. */
export const statesOf = (phase: Phase): AllianceState[] => stateNames.filter((s) => phaseOf(s) === phase);

/**
 * How a group of alliances is accompanied. The counts are of what is registered today; they are no indicator of the
 * programme.
 */
interface Attendance {
  readonly alliances: number;
  /** Expected to be accompanied (states from the convenio to the end of operation). */
  readonly active: number;
  /** Expected to be visited every month: active and not suspended (BR-48). */
  readonly expected: number;
  /** Those of the expected with a visit done in this calendar month, at any level. */
  readonly visited: number;
  /** Active ones without an acompañante today (BR-46). */
  readonly unattended: number;
}

/** The answer of `alliance.portfolio`: an overview of the alliances within the reader's reach. */
export interface PortfolioView {
  readonly month: string;
  readonly total: Attendance & { readonly suspended: number };
  readonly byState: readonly { readonly state: AllianceState; readonly alliances: number }[];
  readonly byUnit: readonly (Attendance & { readonly unitId: string; readonly unitName: string })[];
  /** By acompañante, when the overview is of one unit and the reader may see names. */
  readonly byPerson: readonly {
    readonly userId: string;
    readonly name: string;
    readonly expected: number;
    readonly visited: number;
  }[];
}
