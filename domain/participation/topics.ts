/** What a complaint is about (domain brief 2.7). */
export const categories = {
  informacion: 'información',
  servicio: 'servicio del proyecto',
  transferencias_y_descargo: 'transferencias y descargo',
  seleccion_y_evaluacion: 'selección y evaluación',
  ambiental_social: 'ambiental o social',
  conducta_corrupcion: 'conducta o corrupción',
  violencia_o_acoso: 'violencia o acoso',
  obra_municipal: 'obra municipal',
  otro: 'otro',
} as const;

/** Who is best placed to look into it; the officer may give it to another. */
export const teams = {
  acompanamiento: 'acompañamiento de alianzas',
  fiduciario: 'administración y finanzas',
  social: 'social',
  ambiental: 'ambiental',
  infraestructura: 'infraestructura y riego',
  negocios: 'negocios',
  reclamos: 'responsable de reclamos',
  transparencia: 'Unidad de Transparencia',
} as const;

export type Category = keyof typeof categories;
type Severity = 'baja' | 'media' | 'alta';

/** A topic, the second level within a category, with what follows from it. */
interface Topic {
  readonly name: string;
  readonly category: Category;
  readonly severity: Severity;
  readonly team: keyof typeof teams;
  /** True when it is answered within `complaintUrgentDays`, by the national coordination from the start. */
  readonly urgent?: true;
}

/** Categories that only the complaints officer and the coordinator see (domain brief 2.7). */
export const sensitiveCategories = ['conducta_corrupcion', 'violencia_o_acoso'] as const satisfies readonly Category[];

/**
 * The two levels (lessons: categories in two levels that determine severity, sensitivity, term and team). The brief
 * names the first level; the second, and what follows from each topic, is a proposal that the programme must confirm
 * (docs/decisions/complaints.md).
 */
const topics = {
  pide_informacion: {
    name: 'pide información o una copia',
    category: 'informacion',
    severity: 'baja',
    team: 'acompanamiento',
  },
  informacion_equivocada: {
    name: 'le informaron mal',
    category: 'informacion',
    severity: 'media',
    team: 'acompanamiento',
  },
  acompanamiento: {
    name: 'acompañamiento o capacitación',
    category: 'servicio',
    severity: 'media',
    team: 'acompanamiento',
  },
  demora: { name: 'demora en un trámite', category: 'servicio', severity: 'media', team: 'acompanamiento' },
  calidad_de_bienes: {
    name: 'calidad o entrega de bienes',
    category: 'servicio',
    severity: 'media',
    team: 'acompanamiento',
  },
  comprador: { name: 'trato del comprador', category: 'servicio', severity: 'media', team: 'negocios' },
  desembolso: {
    name: 'desembolso que no llega',
    category: 'transferencias_y_descargo',
    severity: 'alta',
    team: 'fiduciario',
  },
  descargo: {
    name: 'descargo observado o rechazado',
    category: 'transferencias_y_descargo',
    severity: 'media',
    team: 'fiduciario',
  },
  contraparte: {
    name: 'contraparte o cuota',
    category: 'transferencias_y_descargo',
    severity: 'media',
    team: 'fiduciario',
  },
  seleccion: {
    name: 'quedó fuera de una convocatoria',
    category: 'seleccion_y_evaluacion',
    severity: 'media',
    team: 'negocios',
  },
  evaluacion: {
    name: 'resultado de una evaluación',
    category: 'seleccion_y_evaluacion',
    severity: 'media',
    team: 'negocios',
  },
  lista_de_beneficiarios: {
    name: 'lista de beneficiarias y beneficiarios',
    category: 'seleccion_y_evaluacion',
    severity: 'media',
    team: 'social',
  },
  dano_ambiental: {
    name: 'daño al agua, al suelo o al monte',
    category: 'ambiental_social',
    severity: 'alta',
    team: 'ambiental',
  },
  exclusion: {
    name: 'exclusión de mujeres, jóvenes o pueblos indígenas',
    category: 'ambiental_social',
    severity: 'alta',
    team: 'social',
  },
  tierra_y_agua: {
    name: 'conflicto por tierra o agua',
    category: 'ambiental_social',
    severity: 'alta',
    team: 'social',
  },
  maltrato: {
    name: 'maltrato de personal del programa',
    category: 'conducta_corrupcion',
    severity: 'alta',
    team: 'reclamos',
  },
  cobro_indebido: {
    name: 'cobro o favor indebido',
    category: 'conducta_corrupcion',
    severity: 'alta',
    team: 'transparencia',
  },
  desvio: {
    name: 'desvío de dinero o de bienes',
    category: 'conducta_corrupcion',
    severity: 'alta',
    team: 'transparencia',
  },
  acoso: {
    name: 'acoso o abuso sexual',
    category: 'violencia_o_acoso',
    severity: 'alta',
    team: 'reclamos',
    urgent: true,
  },
  violencia: {
    name: 'violencia o amenaza',
    category: 'violencia_o_acoso',
    severity: 'alta',
    team: 'reclamos',
    urgent: true,
  },
  represalia: {
    name: 'represalia por haber reclamado',
    category: 'violencia_o_acoso',
    severity: 'alta',
    team: 'reclamos',
    urgent: true,
  },
  obra_calidad: {
    name: 'calidad o avance de una obra',
    category: 'obra_municipal',
    severity: 'media',
    team: 'infraestructura',
  },
  obra_dano: {
    name: 'daño causado por una obra',
    category: 'obra_municipal',
    severity: 'alta',
    team: 'infraestructura',
  },
  otro: { name: 'otro asunto', category: 'otro', severity: 'baja', team: 'reclamos' },
} as const satisfies Record<string, Topic>;

export type TopicCode = keyof typeof topics;

/** The words of each topic, with its category before it. */
export const topicWords = Object.fromEntries(
  Object.entries(topics).map(([code, { category, name }]) => [code, `${categories[category]}: ${name}`]),
) as Record<TopicCode, string>;

/** The properties of a topic. */
export const topicOf = (code: string): Topic => topics[code as TopicCode];
