/**
 * The states of the alliance cycle (domain brief 2.2), in order, with side states apart. `stage` is the position in the
 * cycle; side states have none.
 */
interface StateDefinition {
  readonly name: string;
  readonly stage: number | null;
  /**
   * Whether an alliance in this state counts against an acompañante's cap (BR-46). When data are expected of an
   * alliance is another question: `active_span` (N8, BR-48).
   */
  readonly active: boolean;
  readonly final?: boolean;
}

const s = (name: string, stage: number | null, active = false, final = false): StateDefinition => ({
  name,
  stage,
  active,
  final,
});

export const states = {
  SOLICITUD_RECIBIDA: s('Solicitud recibida', 1),
  SOLICITUD_INADMITIDA: s('Solicitud inadmitida', null, false, true),
  EN_GABINETE: s('En revisión de gabinete', 2),
  EVALUADA_GABINETE: s('Evaluada en gabinete', 3),
  VERIFICADA_EN_CAMPO: s('Verificada en campo', 4),
  OPORTUNIDAD: s('Oportunidad identificada', 5),
  PLAN_EN_FORMULACION: s('Plan en formulación', 6),
  PLAN_PRESENTADO: s('Plan presentado', 7),
  EN_EVALUACION: s('En evaluación', 8),
  PLAN_OBSERVADO: s('Plan observado', null),
  PLAN_NO_VIABLE: s('Plan no viable', null, false, true),
  PLAN_VIABLE: s('Plan viable', 9),
  PRIORIZADA: s('Priorizada', 10),
  APROBADA_COMITE: s('Aprobada por el Comité', 11),
  DIFERIDA: s('Diferida por el Comité', null),
  RECHAZADA: s('Rechazada por el Comité', null, false, true),
  CONVENIO_FIRMADO: s('Convenio firmado', 12, true),
  CONTRAPARTE_DEPOSITADA: s('Contraparte depositada', 13, true),
  EN_INVERSION: s('En inversión', 14, true),
  INVERSION_CONCLUIDA: s('Inversión concluida', 15, true),
  EN_OPERACION: s('En operación', 16, true),
  OPERACION_CONCLUIDA: s('Operación concluida', 17, true),
  CERRADA: s('Cerrada', 18, false, true),
  DESISTIDA: s('Desistida', null, false, true),
  CONVENIO_RESUELTO: s('Convenio resuelto', null),
  EN_RECUPERACION: s('En recuperación', null),
} as const satisfies Record<string, StateDefinition>;

export type AllianceState = keyof typeof states;
export const stateNames = Object.keys(states) as AllianceState[];

/** What each state is called. */
export const wordsOfStates = Object.fromEntries(stateNames.map((state) => [state, states[state].name])) as Readonly<
  Record<AllianceState, string>
>;

export function isAllianceState(text: string): text is AllianceState {
  return Object.hasOwn(states, text);
}

/** Whether an alliance in this state has left the cycle without a convenio. */
export const hasLeft = (state: AllianceState): boolean => states[state].final === true && states[state].stage === null;

/** Whether an alliance in this state has, or had, a signed convenio. */
export function hasConvenio(state: AllianceState): boolean {
  return state === 'CONVENIO_RESUELTO' || state === 'EN_RECUPERACION' || stagesUpTo(state).includes('CONVENIO_FIRMADO');
}

/**
 * The states that an alliance in this state must have passed, from the first to this one; a side state tells nothing of
 * the past.
 */
export function stagesUpTo(state: AllianceState): AllianceState[] {
  const stage = states[state].stage;
  if (stage === null) return [state];
  return stateNames.filter((n) => {
    const at = states[n].stage;
    return at !== null && at <= stage;
  });
}
