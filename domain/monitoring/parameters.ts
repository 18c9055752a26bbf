import * as z from 'zod/mini';
import { type Day, holdsOn } from '../kernel/dates.ts';

/** A value in force over a span of days (table `parameter`). */
export interface ParameterRow {
  readonly id: string;
  readonly programmeId: string;
  readonly key: string;
  readonly value: unknown;
  readonly validFrom: Day;
  readonly validTo: Day | null;
  readonly source: string;
  readonly assumption: boolean;
  readonly version: number;
}

/** The parts of a row that tell which value is in force; a phone holds only these. */
export type ParameterValue = Pick<ParameterRow, 'programmeId' | 'key' | 'value' | 'validFrom' | 'validTo'>;

interface ParameterDefinition<T> {
  readonly name: string;
  /** In words: 'alianzas', 'km', 'días'. */
  readonly unit: string;
  readonly schema: z.ZodMiniType<T>;
  /** Value recorded when an installation starts. */
  readonly initial: T;
  readonly source: string;
  /** True when no source gives it: it is our choice, and the programme must confirm it. */
  readonly assumption: boolean;
}

const whole = (min: number, max: number) =>
  z.int().check(z.minimum(min), z.maximum(max)) as unknown as z.ZodMiniType<number>;
const poa = (
  name: string,
  unit: string,
  initial: number,
  rule: string,
  schema: z.ZodMiniType<number>,
): ParameterDefinition<number> => ({
  name,
  unit,
  schema,
  initial,
  source: rule,
  assumption: false,
});
const assumed = (
  name: string,
  unit: string,
  initial: number,
  why: string,
  schema: z.ZodMiniType<number>,
): ParameterDefinition<number> => ({
  name,
  unit,
  schema,
  initial,
  source: `Supuesto: ${why}`,
  assumption: true,
});

/** All parameters, with their initial value and its source. Rules use only parameters of this list. */
export const parameters = {
  allianceCap: poa(
    'Alianzas activas por acompañante',
    'alianzas',
    6,
    'POA 2022: «apoyará hasta 6 alianzas en una misma zona»',
    whole(1, 50),
  ),
  zoneKm: assumed(
    'Distancia entre municipios de una misma zona, cuando no hay límites cargados',
    'km',
    80,
    'el POA no define la zona',
    whole(1, 500),
  ),
  weakCapacityBelow: assumed(
    'Puntaje de capacidades por debajo del cual una organización es débil',
    '%',
    50,
    'el POA pide un acompañamiento más intenso cuando la asociación es más débil, sin decir cuándo lo es',
    whole(0, 100),
  ),
  weakVisitsPerMonth: assumed(
    'Visitas que se proponen a una organización débil',
    'por mes',
    2,
    'el POA no dice cuánto más intenso es el acompañamiento',
    whole(0, 10),
  ),
  statementDueDays: assumed(
    'Plazo de los estados financieros desde el fin de la gestión',
    'días',
    120,
    'el plazo usual de cierre del 31 de diciembre',
    whole(1, 366),
  ),
  visitsPerMonth: assumed('Visitas a cada alianza', 'por mes', 1, 'mínimo de una visita al mes', whole(0, 10)),
  placeToleranceM: assumed(
    'Distancia al lugar de la alianza que pide revisión',
    'm',
    2000,
    'criterio de verificación de 2 km',
    whole(100, 50_000),
  ),
  outlierTimes: assumed(
    'Veces que un precio o volumen se aparta de la mediana para pedir revisión',
    'veces',
    3,
    'criterio de revisión',
    whole(2, 100),
  ),
  outlierMinimum: assumed(
    'Registros anteriores que hacen falta para comparar',
    'registros',
    5,
    'criterio de revisión',
    whole(1, 100),
  ),
  unlikelyDistanceKm: assumed(
    'Distancia al lugar de la alianza desde la que se pregunta al registrar',
    'km',
    50,
    'pregunta al registrar',
    whole(1, 1000),
  ),
  unlikelyPriceTimes: assumed(
    'Veces que un precio se aparta del acordado o usual para preguntar al registrar',
    'veces',
    5,
    'pregunta al registrar',
    whole(2, 1000),
  ),
  unlikelyCycleTimes: assumed(
    'Veces lo acordado para todo el ciclo que una venta debe pasar para preguntar al registrar',
    'veces',
    2,
    'pregunta al registrar',
    whole(1, 1000),
  ),
  unlikelySaleTimes: assumed(
    'Veces la venta usual que una venta debe alcanzar para preguntar al registrar',
    'veces',
    20,
    'pregunta al registrar',
    whole(2, 1000),
  ),
  unlikelySalesBefore: assumed(
    'Ventas anteriores que hacen falta para hablar de lo usual al registrar',
    'ventas',
    3,
    'pregunta al registrar',
    whole(1, 100),
  ),
  unlikelyLateDays: assumed(
    'Días entre el hecho y su registro tras los que se pregunta al registrar',
    'días',
    60,
    'pregunta al registrar',
    whole(1, 1000),
  ),
  unlikelyPeoplePerFamily: assumed(
    'Personas presentes por familia tras las que se pregunta al registrar',
    'personas',
    4,
    'pregunta al registrar',
    whole(1, 100),
  ),
  photoLikenessBits: assumed(
    'Diferencia por debajo de la cual dos fotos se parecen',
    'puntos de 64',
    6,
    'criterio de revisión',
    whole(0, 16),
  ),
  duplicateDays: assumed(
    'Días entre dos registros iguales que piden revisión',
    'días',
    3,
    'criterio de revisión',
    whole(0, 30),
  ),
  samplePercent: assumed(
    'Parte de los registros sin señales que se revisa uno por uno',
    '%',
    10,
    'muestra al azar',
    whole(0, 100),
  ),
  sampleMinimum: assumed(
    'Registros sin señales que se revisan como mínimo',
    'registros',
    5,
    'muestra al azar',
    whole(0, 500),
  ),
  heldDays: assumed(
    'Días tras los que un registro en espera se muestra a la oficina',
    'días',
    5,
    'plazo de atención',
    whole(1, 60),
  ),
  verificationDays: assumed('Plazo para verificar un registro', 'días', 10, 'plazo de atención', whole(1, 90)),
  minimumFamilies: assumed(
    'Familias que una alianza reúne como mínimo',
    'familias',
    15,
    'Guía PAR III, aplicada por defecto',
    whole(1, 1000),
  ),
  maximumAmountPerFamily: assumed(
    'Aporte máximo del proyecto por familia',
    'Bs',
    21_000,
    'PAR III; el del PAR II no se encontró',
    whole(0, 1_000_000),
  ),
  parShare: poa(
    'Parte del proyecto en el cofinanciamiento',
    '%',
    70,
    'POA 2022: 151.062.203 de 215.803.147 Bs',
    whole(0, 100),
  ),
  shareTolerance: assumed(
    'Puntos que la parte del proyecto puede apartarse de la fijada',
    'puntos',
    2,
    'criterio propuesto; ningún documento lo fija',
    whole(0, 50),
  ),
  complaintDays: poa(
    'Plazo para responder un reclamo',
    'días',
    30,
    'POA 2022: «no debería ser superior a los 30 días»',
    whole(1, 365),
  ),
  complaintEscalationDays: assumed(
    'Días tras los que un reclamo sin respuesta pasa a la coordinación nacional',
    'días',
    25,
    'la norma del POA no lo dice; ciclo del reclamo',
    whole(1, 365),
  ),
  complaintWarningDays: assumed(
    'Días antes del plazo en que un reclamo pide atención',
    'días',
    10,
    'aviso del día 20 de los 30; la norma del POA no lo dice',
    whole(1, 365),
  ),
  complaintUrgentDays: assumed(
    'Plazo para responder un reclamo de violencia o represalia',
    'días',
    15,
    'criterio propuesto; nunca más que el plazo general',
    whole(1, 365),
  ),
  complaintSecondDays: assumed(
    'Plazo para responder en segunda instancia un reclamo reabierto',
    'días',
    30,
    'criterio propuesto: el mismo que el de la primera respuesta, desde que se reabrió',
    whole(1, 365),
  ),
  complaintAcknowledgeDays: assumed(
    'Plazo para avisar que un reclamo se recibió',
    'días hábiles',
    2,
    'el Banco Mundial usa dos días hábiles (GRS)',
    whole(1, 30),
  ),
  complaintRedDays: assumed(
    'Días antes del plazo de un reclamo en que queda por vencer',
    'días',
    3,
    'ciclo del reclamo: día 27 de 30',
    whole(0, 60),
  ),
  publicCellMinimum: assumed(
    'Personas que una casilla pública cuenta como mínimo',
    'personas',
    5,
    'protección de datos personales',
    whole(1, 50),
  ),
  committeeQuorum: assumed(
    'Integrantes del Comité que deben estar presentes para decidir',
    'personas',
    3,
    'ningún documento fija el quórum',
    whole(1, 30),
  ),
  buyerYears: assumed(
    'Años de actividad que un comprador debe tener',
    'años',
    2,
    'Guía PAR III, aplicada por defecto',
    whole(0, 20),
  ),
} as const satisfies Record<string, ParameterDefinition<number>>;

export type ParameterKey = keyof typeof parameters;
export const parameterKeys = Object.keys(parameters) as ParameterKey[];

export function isParameterKey(text: string): text is ParameterKey {
  return Object.hasOwn(parameters, text);
}

/** First day of the values recorded at the start of an installation. */
export const PARAMETERS_SINCE: Day = '2017-01-01';

/**
 * The value in force on a day (architecture 5: parameters are those of the day of the fact). When the programme
 * recorded none for that day, the value of the list above is used, as its source says.
 */
export function parameterOn(
  list: readonly ParameterValue[] | null,
  key: ParameterKey,
  day: Day,
  programmeId = 'PAR2FA',
): number {
  const found = (list ?? []).find(
    (p) => p.key === key && p.programmeId === programmeId && holdsOn({ from: p.validFrom, to: p.validTo }, day),
  );
  const read = found ? parameters[key].schema.safeParse(found.value) : null;
  return read?.success ? read.data : parameters[key].initial;
}

/** Reads the value of a parameter, for a day and a programme given beforehand. */
export type ReadParameter = (key: ParameterKey) => number;

export const readOn =
  (list: readonly ParameterValue[], day: Day, programmeId: string): ReadParameter =>
  (key) =>
    parameterOn(list, key, day, programmeId);

/**
 * Whether the value in force on a day rests on a source. One that does not warns, and is applied with a recorded reason;
 * one that does refuses (issue 12.1).
 */
export function isConfirmed(
  list: readonly ParameterRow[],
  key: ParameterKey,
  day: Day,
  programmeId = 'PAR2FA',
): boolean {
  const found = list.find(
    (p) => p.key === key && p.programmeId === programmeId && holdsOn({ from: p.validFrom, to: p.validTo }, day),
  );
  return !(found?.assumption ?? parameters[key].assumption);
}
