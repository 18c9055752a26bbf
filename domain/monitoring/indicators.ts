import type { Day } from '../kernel/dates.ts';
import type { Estimator } from './estimators.ts';

/**
 * The dimensions by which a figure can be broken down. One with several values for a row would not add up; there is
 * none.
 */
export const dimensions = {
  unit: { name: 'unidad operativa', column: 'unit_id' },
  department: { name: 'departamento', column: 'department' },
  municipality: { name: 'municipio', column: 'municipality_code' },
  model: { name: 'modelo', column: 'model' },
  product: { name: 'producto', column: 'product_code' },
  rubro: { name: 'rubro', column: 'rubro' },
  sex: { name: 'sexo de quien representa a la familia', column: 'sex' },
  young: { name: 'joven (18 a 28 años)', column: 'young' },
  indigenous: { name: 'autoidentificación indígena', column: 'indigenous' },
} as const;
export type Dimension = keyof typeof dimensions;

/** What evidence is about. It is read and rebuilt for some of these subjects at a time. */
export type Subject = 'alliance' | 'complaint' | 'event' | 'provider';

/** One way of counting an indicator: one SQL file in indicators/, one estimator. */
export interface Measure {
  /** File name without .sql, and key of its evidence. */
  readonly code: string;
  readonly name: string;
  /** Whose evidence its rows are: `subject_id`. */
  readonly subject: Subject;
  readonly estimator: Estimator;
  /** Whether it counts everything up to the cut-off, or what happened in the period. */
  readonly window: 'cumulative' | 'period';
  readonly dimensions: readonly Dimension[];
  readonly unit: string;
  /** What one row is: a family, an alliance, a month of an alliance. */
  readonly thing: string;
  /**
   * For a measure of families: whether it counts all of them or those that a woman represents. Small counts of them are
   * hidden from the public and from readers without personal data (domain brief 1.3.5).
   */
  readonly families?: 'all' | 'women';
  /**
   * Set for a measure that counts persons of lists: without personal data only its whole is told, and not where it is
   * of few (domain brief 1.3.5).
   */
  readonly persons?: true;
  /** What is shown when there is nothing of which to take a share: 'sin reclamos recibidos'. */
  readonly nothing?: string;
  /** How it is computed, in words for the reader of the figure. */
  readonly definition: string;
  /** All nouns that it reads: corrections of them that are under way are shown beside the figure. */
  readonly reads: readonly string[];
}

/**
 * A balance from before the records, read from a paper. It is shown apart and added only in *acumulado* (architecture
 * 1.4).
 */
export interface Opening {
  readonly value: number;
  /** Its last day; records that count up to this day are already in it. */
  readonly upTo: Day;
  readonly source: string;
}

/** What the 2022 POA says of an indicator, word for word; null where it says nothing. */
export interface Indicator {
  readonly code: string;
  /** Exact name in the programme document. */
  readonly name: string;
  readonly unit: 'Número' | 'Porcentaje';
  readonly frequency: string;
  readonly baseline: number | null;
  readonly target: number | null;
  readonly programmed2022: number | null;
  readonly source: string | null;
  /** How the POA says it is computed. */
  readonly methodology: string | null;
  /** Of the published measure. */
  readonly opening?: Opening;
  /** The published measure first. */
  readonly measures: readonly Measure[];
}

const PLACE = ['unit', 'department', 'municipality', 'model', 'product', 'rubro'] as const;
const FAMILY = [...PLACE, 'sex', 'young', 'indigenous'] as const;
/** Nouns that tell which alliances there are, with which convenio and in which unit. */
const CYCLE = ['alliance', 'alliance_profile', 'alliance_transfer', 'organisation', 'agreement'] as const;
/** And since when each alliance was in which state. */
const HISTORY = [...CYCLE, 'alliance_stage'] as const;

/** Complaints are broken down by place only; what they are about is on the page of their statistics. */
const COMPLAINT = ['unit', 'department'] as const;

/** Events, and the persons who came to them, are broken down by the place of the event. */
const EVENT = ['unit', 'department', 'municipality'] as const;

const EVENT_LEVELS =
  'Cuenta el día en que se realizó, con su lista firmada. Verificado: otra persona lo comparó con su lista; ' +
  'validado: lo validó M&E. Un evento anulado no cuenta.';

/** Counts events of one kind that were held in the period. */
const ofEvents = (code: string, name: string, definition: string): Measure => ({
  code,
  name,
  subject: 'event',
  estimator: 'sum',
  window: 'period',
  dimensions: EVENT,
  unit: 'eventos',
  thing: 'evento',
  definition: `${definition} ${EVENT_LEVELS}`,
  reads: ['event'],
});
/** Counts the persons of the lists of one kind of event, each once in the period; of women, their share. */
const ofAttendance = (code: string, name: string, of: string, women: boolean): Measure => ({
  code,
  name,
  subject: 'event',
  estimator: women ? 'ratio' : 'sum',
  window: 'period',
  dimensions: women ? EVENT : [...EVENT, 'sex'],
  unit: women ? '% de personas' : 'personas',
  thing: 'persona',
  persons: true,
  definition: women
    ? `Mujeres entre las personas de sexo conocido que participaron en ${of} del período, cada una una sola vez.`
    : `Personas distintas que participaron en ${of} del período: cada una cuenta una vez, por su carnet o, sin ` +
      'él, por su nombre y organización. No cuentan facilitadores, autoridades ni invitados; de quien no se anotó ' +
      'cómo asistió no se sabe. Lo que dice un papel sin nombres no se suma.',
  reads: ['event', 'event_attendance'],
});

/** Counts providers who serve alliances, each once; of women, their share. */
const ofProviders = (code: string, name: string, definition: string, women = false): Measure => ({
  code,
  name,
  subject: 'provider',
  estimator: women ? 'ratio' : 'sum',
  window: 'cumulative',
  dimensions: women ? ['unit'] : ['unit', 'sex'],
  unit: women ? '% de proveedores' : 'proveedores',
  thing: 'proveedor',
  persons: true,
  definition,
  reads: ['event', 'event_attendance', 'life_step', 'provider_contract', 'service_provider'],
});

const POA = (target: number | null, programmed2022: number | null) => ({
  unit: 'Número' as const,
  frequency: 'Anual',
  baseline: null,
  target,
  programmed2022,
  source: null,
  methodology: null,
});
const NATIONAL = { ...POA(null, null), frequency: 'Trimestral y anual', source: 'Reportes SIGG' };
const DEPARTMENTAL = { ...POA(null, null), frequency: 'Recurrente' };

/** The measure whose rows are months of alliances; those without a visit are listed (N8). */
export const VISITS_BY_MONTH = 'N8-visitas';

/** The indicators computed so far (domain brief 4.1 to 4.5). A test refuses one without its SQL file and its story. */
export const indicators: readonly Indicator[] = [
  {
    code: 'R5',
    name: 'Productores que son beneficiarios directos de las OPP',
    unit: 'Número',
    frequency: 'Anual',
    baseline: 0,
    target: 27_825,
    programmed2022: 27_825,
    source: 'Sistema de M&E - Información individual y agregada de las OPP',
    methodology:
      'Se calcula este indicador al contabilizar el número total de familias beneficiarias de las alianzas de todos los modelos',
    measures: [
      {
        code: 'R5',
        name: 'Familias de OPP con convenio',
        subject: 'alliance',
        estimator: 'sum',
        window: 'cumulative',
        dimensions: FAMILY,
        unit: 'familias',
        thing: 'familia',
        families: 'all',
        definition:
          'Familias distintas que son o fueron socias de una OPP con convenio firmado hasta la fecha de corte. ' +
          'Una familia cuenta una sola vez, en la primera alianza por fecha; en las demás figura como «ya ' +
          'contado».',
        reads: [...CYCLE, 'organisation_member', 'family', 'person'],
      },
    ],
  },
  {
    code: 'R5.a',
    name: 'Mujeres beneficiarias',
    unit: 'Porcentaje',
    frequency: 'Anual',
    baseline: 0,
    target: 30,
    programmed2022: 35,
    source: 'Sistema de M&E - Información individual y agregada de las OPP',
    methodology:
      'Se calcula este indicador contabilizando el número de familias beneficiarias que son representadas por ' +
      'mujeres en una alianza dividida entre el número total de familias beneficiarias multiplicada por 100.',
    measures: [
      {
        code: 'R5a',
        name: 'Familias representadas por mujeres sobre familias beneficiarias',
        subject: 'alliance',
        estimator: 'ratio',
        window: 'cumulative',
        dimensions: PLACE,
        unit: '% de familias',
        thing: 'familia',
        families: 'women',
        definition:
          'Familias de R5 cuya representante es mujer, sobre todas las familias de R5. Si no se sabe quién ' +
          'representa a la familia, cuenta abajo y no arriba; si no se sabe de ninguna, no hay cifra.',
        reads: [...CYCLE, 'organisation_member', 'family', 'person'],
      },
    ],
  },
  {
    code: '1.2a',
    name: 'Alianzas con convenio de financiamiento integral firmado para apoyo del Proyecto',
    unit: 'Número',
    frequency: 'Semestre',
    baseline: 0,
    target: 678,
    programmed2022: 1000,
    source: 'Convenios de transferencias firmados con organizaciones de productores',
    methodology:
      'Se calcula este indicador al sumar el número de OPP del modelo 1 (678) que concretizan un convenio para recibir apoyo.',
    measures: [
      {
        code: '1.2a',
        name: 'Alianzas del modelo 1 con convenio integral',
        subject: 'alliance',
        estimator: 'sum',
        window: 'cumulative',
        dimensions: PLACE,
        unit: 'alianzas',
        thing: 'alianza',
        definition:
          'Alianzas del modelo 1 con convenio integral firmado hasta la fecha de corte. Los convenios ' +
          'resueltos siguen contando. Sin modelo conocido o sin fecha de firma no cuenta, figura como «sin ' +
          'dato» y se dice cuántas son.',
        reads: CYCLE,
      },
    ],
  },
  {
    code: 'P9',
    name: 'Alianzas en implementación: Alianzas priorizadas de los modelo 1, 2 y 3',
    unit: 'Número',
    frequency: 'Anual',
    baseline: null,
    target: 1100,
    programmed2022: 200,
    source: null,
    methodology: null,
    opening: {
      value: 900,
      upTo: '2021-12-31',
      source: 'POA 2022, cuadro de principales procesos: 33 + 20 + 222 + 625 alianzas de 2018 a 2021',
    },
    measures: [
      {
        code: 'P9',
        name: 'Alianzas con convenio',
        subject: 'alliance',
        estimator: 'sum',
        window: 'cumulative',
        dimensions: PLACE,
        unit: 'alianzas',
        thing: 'alianza',
        definition:
          'Alianzas de cualquier modelo con convenio firmado hasta la fecha de corte. Un convenio sin fecha de ' +
          'firma no cuenta y se dice cuántos son.',
        reads: CYCLE,
      },
    ],
  },
  {
    code: 'A4',
    name: 'Incremento en el volumen comercializado al agente de mercado',
    unit: 'Porcentaje',
    frequency: 'Por hitos y ciclos productivos',
    baseline: null,
    target: null,
    programmed2022: null,
    source: 'Seguimiento a hitos y actividades; reportes de acompañantes',
    methodology: null,
    measures: [
      {
        code: 'A4',
        name: 'Volumen vendido al comprador con acuerdo vigente frente a la línea base',
        subject: 'alliance',
        estimator: 'change',
        window: 'period',
        dimensions: ['unit', 'department', 'municipality', 'model', 'product', 'rubro'],
        unit: '%',
        thing: 'producto de una alianza',
        definition:
          'Volumen vendido al comprador pactado, con el acuerdo vigente el día de la venta, en los doce meses ' +
          'que terminan en la fecha de corte o, si la operación ya terminó, con ella; valorado al precio ' +
          'pactado para poder sumar productos distintos, frente al volumen del ciclo anterior al proyecto. Es ' +
          'exigible a los doce meses de operación o cuando termina. Si en esos meses no se registró ninguna ' +
          'venta de la alianza, o no se sabe la línea base, el precio pactado, una cantidad o las fechas de la ' +
          'operación, no entra y se dice por qué; con línea base cero tampoco, porque no hay porcentaje de ' +
          'ella.',
        reads: [...HISTORY, 'commercial_agreement', 'sale'],
      },
      {
        code: 'A4-aumento',
        name: 'Aumento de lo vendido al comprador con acuerdo vigente',
        subject: 'alliance',
        estimator: 'increase',
        window: 'period',
        dimensions: ['unit', 'department', 'municipality', 'model', 'product', 'rubro'],
        unit: 'Bs a precios pactados',
        thing: 'producto de una alianza',
        definition:
          'Lo mismo que A4, como cantidad: lo vendido en los doce meses menos lo del ciclo anterior al ' +
          'proyecto, ambos al precio pactado. Incluye a los compradores nuevos, a los que antes no se vendía ' +
          'nada y de los que no hay porcentaje.',
        reads: [...HISTORY, 'commercial_agreement', 'sale'],
      },
      {
        code: 'A4-comprador',
        name: 'Volumen vendido al comprador, con acuerdo vigente o sin él, frente a la línea base',
        subject: 'alliance',
        estimator: 'change',
        window: 'period',
        dimensions: ['unit', 'department', 'municipality', 'model', 'product', 'rubro'],
        unit: '%',
        thing: 'producto de una alianza',
        definition:
          'Segunda lectura de A4: lo mismo, con toda venta del producto al comprador pactado, esté o no ' +
          'vigente el acuerdo el día de la venta.',
        reads: [...HISTORY, 'commercial_agreement', 'sale'],
      },
    ],
  },
  {
    code: 'N5',
    name: '% de alianzas que concretan la operación de compra y venta en el marco del acuerdo de negocios pactado',
    unit: 'Porcentaje',
    frequency: 'Trimestral y anual',
    baseline: null,
    target: null,
    programmed2022: null,
    source: 'Reportes SIGG',
    methodology: null,
    measures: [
      {
        code: 'N5',
        name: 'Alianzas en operación que vendieron al comprador pactado',
        subject: 'alliance',
        estimator: 'ratio',
        window: 'period',
        dimensions: PLACE,
        unit: '% de alianzas',
        thing: 'alianza',
        definition:
          'Alianzas que estuvieron en operación en el período y vendieron en él al menos una vez el producto ' +
          'pactado al comprador pactado, con el acuerdo vigente ese día, sobre todas las que estuvieron en ' +
          'operación. Si no se sabe desde o hasta cuándo lo estuvo, no entra y se dice por qué.',
        reads: [...HISTORY, 'commercial_agreement', 'sale'],
      },
    ],
  },
  {
    code: 'N8',
    name: 'Sistema de monitoreo y evaluación funcionando',
    unit: 'Porcentaje',
    frequency: 'Trimestral y anual',
    baseline: null,
    target: null,
    programmed2022: null,
    source: 'Reportes del sistema en los tres niveles',
    methodology: null,
    measures: [
      {
        code: 'N8-datos',
        name: '% de alianzas con datos en el período',
        subject: 'alliance',
        estimator: 'ratio',
        window: 'period',
        dimensions: PLACE,
        unit: '% de alianzas',
        thing: 'alianza',
        definition:
          'Alianzas activas en el período, de la firma del convenio al fin de la operación, con al menos una ' +
          'visita o una venta registrada en él, sobre todas las alianzas activas en el período. Sin una de ' +
          'esas fechas no entra y se dice por qué.',
        reads: [...HISTORY, 'visit', 'sale'],
      },
      {
        code: VISITS_BY_MONTH,
        name: 'Cobertura mensual de visitas',
        subject: 'alliance',
        estimator: 'ratio',
        window: 'period',
        dimensions: PLACE,
        unit: '% de meses de alianza',
        thing: 'mes de una alianza',
        definition:
          'Meses en que la alianza estuvo activa, de la firma del convenio al fin de la operación, y tuvo al ' +
          'menos una visita realizada, sobre los meses del período, ya empezados, en que estuvo activa. Sin ' +
          'una de esas fechas no entra y se dice por qué. Se espera una visita al mes (supuesto).',
        reads: [...HISTORY, 'visit'],
      },
    ],
  },
  {
    code: '3.2.1',
    name: 'Reclamos respondidos de acuerdo con las normas estipuladas para tiempos de respuesta',
    unit: 'Porcentaje',
    frequency: 'Semestre',
    baseline: 0,
    target: 80,
    programmed2022: 80,
    source: 'Sistema de Información (sitio web)',
    methodology:
      'El plazo estándar para respuestas no debería ser superior a los 30 días, desde la fecha en que se ' +
      'recibe el reclamo. Este indicador se calcula al contar el número total de reclamos respondidos por el ' +
      'Proyecto durante los primeros 30 días a través del módulo de interacción con los beneficiarios del ' +
      'Proyecto del Sistema de Información, dividido por el número total de reclamos recibidos. Esto es ' +
      'multiplicado por 100.',
    measures: [
      {
        code: '3.2.1',
        name: 'Reclamos respondidos en plazo, de todos los recibidos',
        subject: 'complaint',
        estimator: 'ratio',
        window: 'period',
        dimensions: COMPLAINT,
        unit: '% de reclamos',
        thing: 'reclamo',
        nothing: 'sin reclamos recibidos',
        definition:
          'Reclamos recibidos en el período cuya respuesta se comunicó dentro del plazo (30 días desde que se ' +
          'recibieron), sobre todos los recibidos en él. Cuenta la primera respuesta, también la que declara ' +
          'no admisible. Un reclamo derivado a otra entidad no está respondido hasta que se comunica una ' +
          'respuesta. Los duplicados cuentan una vez. Los recibidos en los últimos días del período, aún en ' +
          'plazo, cuentan abajo y no arriba.',
        reads: ['complaint', 'life_step'],
      },
      {
        code: '3.2.1-exigible',
        name: 'Reclamos respondidos en plazo, de los exigibles',
        subject: 'complaint',
        estimator: 'ratio',
        window: 'period',
        dimensions: COMPLAINT,
        unit: '% de reclamos',
        thing: 'reclamo',
        nothing: 'sin reclamos recibidos',
        definition:
          'Segunda lectura de 3.2.1: lo mismo, sobre los reclamos cuyo plazo se cumplió hasta la fecha de ' +
          'corte o que ya fueron respondidos. Los demás están en plazo y figuran como «aún no exigible».',
        reads: ['complaint', 'life_step'],
      },
    ],
  },
  {
    code: 'P1',
    name: 'Comunicación y difusión: Eventos de capacitación (facilitación) para solicitar apoyo y ' + 'financiamiento',
    ...POA(645, 15),
    measures: [
      ofEvents(
        'P1',
        'Eventos de difusión realizados',
        'Eventos de difusión para solicitar apoyo y financiamiento realizados en el período.',
      ),
    ],
  },
  {
    code: 'P4',
    name: 'Capacitación a proveedores de servicios: Eventos de capacitación concluidos',
    ...POA(660, 25),
    measures: [
      ofEvents(
        'P4',
        'Capacitaciones a proveedores realizadas',
        'Eventos de capacitación a proveedores de servicios realizados en el período.',
      ),
    ],
  },
  {
    code: 'P5',
    name:
      'Capacitación a organizaciones de productores para formulación de planes de alianzas: ' +
      'Eventos de capacitación concluidos',
    ...POA(270, 0),
    measures: [
      ofEvents(
        'P5',
        'Capacitaciones para formular planes realizadas',
        'Eventos de capacitación a organizaciones para formular planes realizados en el período.',
      ),
    ],
  },
  {
    code: 'P7',
    name:
      'Capacitación a organizaciones de productores para la administración técnica y financiera ' +
      'de sus planes de alianzas: Eventos de capacitación concluidos',
    ...POA(650, 33),
    measures: [
      ofEvents(
        'P7',
        'Capacitaciones para administrar planes realizadas',
        'Eventos de capacitación a organizaciones para administrar sus planes realizados en el período.',
      ),
    ],
  },
  {
    code: 'N1',
    name:
      '# campañas de difusión por actores (productores, compradores y proveedores de servicios) ' +
      'implementadas con estrategia de género',
    ...NATIONAL,
    measures: [
      ofEvents(
        'N1',
        'Campañas con estrategia de género',
        'Campañas de difusión con estrategia de género realizadas en el período, para cualquier actor.',
      ),
      ofEvents(
        'N1-productores',
        'Campañas para productores',
        'Campañas de difusión con estrategia de género para productores realizadas en el período.',
      ),
      ofEvents(
        'N1-compradores',
        'Campañas para compradores',
        'Campañas de difusión con estrategia de género para compradores realizadas en el período.',
      ),
      ofEvents(
        'N1-proveedores',
        'Campañas para proveedores de servicios',
        'Campañas de difusión con estrategia de género para proveedores de servicios realizadas en el período.',
      ),
    ],
  },
  {
    code: 'N3',
    name: '# de acciones para generar encuentros entre productores y compradores',
    ...NATIONAL,
    measures: [
      ofEvents('N3', 'Encuentros realizados', 'Encuentros de productores y compradores realizados en el período.'),
    ],
  },
  {
    code: 'D12',
    name:
      '# de miembros de organizaciones de productores que recibieron entrenamiento gerencial ' +
      'para el manejo de la alianza (desagregado por genero)',
    ...DEPARTMENTAL,
    measures: [
      ofAttendance('D12', 'Personas con entrenamiento gerencial', 'un entrenamiento gerencial', false),
      ofAttendance('D12-mujeres', 'Mujeres con entrenamiento gerencial', 'un entrenamiento gerencial', true),
    ],
  },
  {
    code: 'D14',
    name: '# de productores que reciben entrenamiento para la evaluación financiera básica (x% de mujeres)',
    ...DEPARTMENTAL,
    measures: [
      ofAttendance(
        'D14',
        'Personas capacitadas en evaluación financiera básica',
        'una capacitación en evaluación financiera básica',
        false,
      ),
      ofAttendance(
        'D14-mujeres',
        'Mujeres capacitadas en evaluación financiera básica',
        'una capacitación en evaluación financiera básica',
        true,
      ),
    ],
  },
  {
    code: 'D20',
    name: '# de talleres de capacitación en monitoreo y evaluación',
    ...DEPARTMENTAL,
    measures: [
      ofEvents(
        'D20',
        'Talleres de monitoreo y evaluación realizados',
        'Talleres de capacitación en monitoreo y evaluación realizados en el período.',
      ),
    ],
  },
  {
    code: '1.4',
    name:
      'Proveedores de servicios de las OPP se benefician con el desarrollo de capacidad para mejorar sus ' +
      'conocimientos',
    unit: 'Número',
    frequency: 'Semestre',
    baseline: 0,
    target: 514,
    programmed2022: 400,
    source: 'Directorio de proveedores de servicios (facilitadores y asistentes técnicos)',
    methodology: null,
    measures: [
      ofProviders(
        '1.4',
        'Proveedores en servicio',
        'Facilitadores, acompañantes y asistentes técnicos del directorio con un contrato firmado y empezado ' +
          'hasta la fecha de corte, cada uno una vez.',
      ),
      ofProviders(
        '1.4-capacitados',
        'Proveedores en servicio y capacitados',
        'Segunda lectura de 1.4: los mismos, si además figuran como participantes en una capacitación a proveedores ' +
          'realizada hasta la fecha de corte.',
      ),
    ],
  },
  {
    code: '1.4.a',
    name: 'Mujeres beneficiarias (de 1.4)',
    unit: 'Porcentaje',
    frequency: 'Semestre',
    baseline: null,
    target: null,
    programmed2022: null,
    source: null,
    methodology: null,
    measures: [
      ofProviders(
        '1.4a',
        'Mujeres entre los proveedores en servicio',
        'Mujeres entre los proveedores de 1.4 de sexo conocido; las empresas no tienen sexo y no entran.',
        true,
      ),
    ],
  },
];

/** The month `YYYY-MM` of a row of evidence; null for rows that are not months of an alliance. */
export const monthOfCounted = (thing: string): string | null =>
  /^[0-9a-f-]{36}:(\d{4}-\d{2})$/.exec(thing)?.[1] ?? null;

export const measures: readonly Measure[] = indicators.flatMap((i) => i.measures);

/**
 * Whether the evidence of a measure is stored. That of alliances is: there are thousands, each with its history.
 * Complaints are few and their figures take one simple statement, so they are computed when asked for; then no
 * complaint causes anything else to be computed again.
 */
export const isKeptMeasure = ({ subject }: Pick<Measure, 'subject'>): boolean => subject === 'alliance';

export const keptMeasures: readonly Measure[] = measures.filter(isKeptMeasure);

export function measureOf(code: string): Measure | null {
  return measures.find((m) => m.code === code) ?? null;
}

export function indicatorOfMeasure(code: string): Indicator | null {
  return indicators.find((i) => i.measures.some((m) => m.code === code)) ?? null;
}
