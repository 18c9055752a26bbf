import type { Estimator } from './estimators.ts';

/** By what a figure can be broken down. `multi` ones would not add up; none of these is. */
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

/** One way of counting an indicator: one SQL file in indicators/, one estimator. */
export interface Measure {
  /** File name without .sql, and key of its evidence. */
  readonly code: string;
  readonly name: string;
  readonly estimator: Estimator;
  /** Whether it counts everything up to the cut-off, or what happened in the period. */
  readonly window: 'cumulative' | 'period';
  readonly dimensions: readonly Dimension[];
  readonly unit: string;
  /** What one row is: a family, an alliance, a month of an alliance. */
  readonly thing: string;
  /** How it is computed, in words for the reader of the figure. */
  readonly definition: string;
  /** Nouns it reads: entries that touch them make its evidence be rebuilt. */
  readonly reads: readonly string[];
}

export interface Indicator {
  readonly code: string;
  /** Exact name in the programme document. */
  readonly name: string;
  readonly frequency: string;
  readonly target: number | null;
  readonly programmed2022: number | null;
  readonly source: string;
  /** The published measure first. */
  readonly measures: readonly Measure[];
}

const PLACE = ['unit', 'department', 'municipality', 'model', 'product', 'rubro'] as const;
const FAMILY = [...PLACE, 'sex', 'young', 'indigenous'] as const;
const CYCLE = ['alliance', 'agreement', 'alliance_profile', 'organisation', 'conflict'] as const;

/** The indicators computed so far (domain brief 4.1 to 4.5). A test refuses one without its SQL file and its story. */
export const indicators: readonly Indicator[] = [
  {
    code: 'R5',
    name: 'Productores que son beneficiarios directos de las OPP',
    frequency: 'Anual',
    target: 27_825,
    programmed2022: 27_825,
    source: 'Sistema de M&E - Información individual y agregada de las OPP',
    measures: [
      {
        code: 'R5',
        name: 'Familias de OPP con convenio',
        estimator: 'sum',
        window: 'cumulative',
        dimensions: FAMILY,
        unit: 'familias',
        thing: 'familia',
        definition:
          'Familias distintas que son o fueron socias de una OPP con convenio firmado hasta la fecha de corte. Una familia cuenta una sola vez, en la primera alianza por fecha; en las demás figura como «ya contado».',
        reads: [...CYCLE, 'organisation_member', 'family', 'person'],
      },
    ],
  },
  {
    code: 'R5.a',
    name: 'Mujeres beneficiarias',
    frequency: 'Anual',
    target: 30,
    programmed2022: 35,
    source: 'Sistema de M&E - Información individual y agregada de las OPP',
    measures: [
      {
        code: 'R5a',
        name: 'Familias representadas por mujeres sobre familias beneficiarias',
        estimator: 'ratio',
        window: 'cumulative',
        dimensions: PLACE,
        unit: '% de familias',
        thing: 'familia',
        definition:
          'Familias de R5 cuya representante es mujer, sobre todas las familias de R5. Si no se sabe quién representa a la familia, cuenta abajo y no arriba.',
        reads: [...CYCLE, 'organisation_member', 'family', 'person'],
      },
    ],
  },
  {
    code: '1.2a',
    name: 'Alianzas con convenio de financiamiento integral firmado para apoyo del Proyecto',
    frequency: 'Semestre',
    target: 678,
    programmed2022: 1000,
    source: 'Convenios de transferencias firmados con organizaciones de productores',
    measures: [
      {
        code: '1.2a',
        name: 'Alianzas del modelo 1 con convenio integral',
        estimator: 'sum',
        window: 'cumulative',
        dimensions: PLACE,
        unit: 'alianzas',
        thing: 'alianza',
        definition:
          'Alianzas del modelo 1 con convenio integral firmado hasta la fecha de corte. Los convenios resueltos siguen contando. Sin modelo conocido no cuenta y figura como «sin dato».',
        reads: CYCLE,
      },
    ],
  },
  {
    code: 'P9',
    name: 'Alianzas en implementación: Alianzas priorizadas de los modelo 1, 2 y 3',
    frequency: 'Anual',
    target: 1100,
    programmed2022: 200,
    source: 'Convenios firmados',
    measures: [
      {
        code: 'P9',
        name: 'Alianzas con convenio',
        estimator: 'sum',
        window: 'cumulative',
        dimensions: PLACE,
        unit: 'alianzas',
        thing: 'alianza',
        definition: 'Alianzas de cualquier modelo con convenio firmado hasta la fecha de corte.',
        reads: CYCLE,
      },
    ],
  },
  {
    code: 'A4',
    name: 'Incremento en el volumen comercializado al agente de mercado',
    frequency: 'Por ciclo productivo',
    target: null,
    programmed2022: null,
    source: 'Reportes de acompañantes',
    measures: [
      {
        code: 'A4',
        name: 'Volumen vendido al comprador pactado frente a la línea base',
        estimator: 'change',
        window: 'period',
        dimensions: ['unit', 'department', 'municipality', 'model', 'product', 'rubro'],
        unit: '%',
        thing: 'producto de una alianza',
        definition:
          'Volumen vendido al comprador pactado en los doce meses que terminan en la fecha de corte, valorado al precio pactado para poder sumar productos distintos, frente al volumen del ciclo anterior al proyecto. Es exigible desde los doce meses del inicio de la operación; sin línea base o sin precio pactado no entra.',
        reads: ['alliance', 'alliance_profile', 'commercial_agreement', 'sale', 'conflict', 'alliance_stage'],
      },
    ],
  },
  {
    code: 'N5',
    name: '% de alianzas que concretan la operación de compra y venta en el marco del acuerdo de negocios pactado',
    frequency: 'Trimestral',
    target: null,
    programmed2022: null,
    source: 'Reportes SIGG',
    measures: [
      {
        code: 'N5',
        name: 'Alianzas en operación que vendieron al comprador pactado',
        estimator: 'ratio',
        window: 'period',
        dimensions: PLACE,
        unit: '% de alianzas',
        thing: 'alianza',
        definition: 'Alianzas con al menos una venta al comprador pactado en el período, sobre las alianzas en operación.',
        reads: ['alliance', 'alliance_profile', 'commercial_agreement', 'sale', 'conflict'],
      },
    ],
  },
  {
    code: 'N8',
    name: 'Sistema de monitoreo y evaluación funcionando',
    frequency: 'Trimestral',
    target: null,
    programmed2022: null,
    source: 'Reportes del sistema en los tres niveles',
    measures: [
      {
        code: 'N8-datos',
        name: '% de alianzas con datos en el período',
        estimator: 'ratio',
        window: 'period',
        dimensions: PLACE,
        unit: '% de alianzas',
        thing: 'alianza',
        definition: 'Alianzas activas con al menos una visita o una venta registrada en el período, sobre las alianzas activas.',
        reads: ['alliance', 'alliance_profile', 'visit', 'sale', 'conflict'],
      },
      {
        code: 'N8-visitas',
        name: 'Cobertura mensual de visitas (BR-48)',
        estimator: 'ratio',
        window: 'period',
        dimensions: PLACE,
        unit: '% de meses de alianza',
        thing: 'mes de una alianza',
        definition: 'Meses de alianza activa con al menos una visita realizada, sobre los meses de alianza activa del período ya transcurridos.',
        reads: ['alliance', 'alliance_profile', 'visit', 'conflict'],
      },
    ],
  },
];

export const measures: readonly Measure[] = indicators.flatMap((i) => i.measures);

export function measureOf(code: string): Measure | null {
  return measures.find((m) => m.code === code) ?? null;
}

export function indicatorOfMeasure(code: string): Indicator | null {
  return indicators.find((i) => i.measures.some((m) => m.code === code)) ?? null;
}
