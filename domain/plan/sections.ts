/** The sections of a plan de alianza, by the guides of its formulation (P-10, M-20), in their order. */
export const sections = {
  summary: 'resumen ejecutivo',
  objectives: 'objetivos',
  opportunity: 'oportunidad y acuerdo de negocios',
  organisationProfile: 'caracterización de la organización',
  buyerProfile: 'caracterización del comprador',
  supporters: 'coadyuvantes',
  municipalWorks: 'infraestructura municipal',
  diagnosis: 'diagnóstico sin proyecto',
  proposal: 'propuesta con proyecto',
  climate: 'adaptación al cambio climático',
  saleMode: 'modalidad de venta',
  memberNeeds: 'requerimientos de cada socio',
  investmentPlan: 'inversiones',
  creditStrategy: 'estrategia de crédito',
  evaluation: 'evaluación',
} as const;
export type Section = keyof typeof sections;

/** 'completo' for the integral model, 'abreviado' for technical assistance with or without credit (domain brief 2.1). */
export const planKinds = { completo: 'completo', abreviado: 'abreviado' } as const;
export type PlanKind = keyof typeof planKinds;

/**
 * Sections without which a plan of a kind is not presented: a complete one tells all but what may not exist
 * (coadyuvantes, municipal works, credit); an abbreviated one the business and how it is and will be (BR-17).
 */
export const neededSections: Readonly<Record<PlanKind, readonly Section[]>> = {
  completo: [
    'summary',
    'objectives',
    'opportunity',
    'organisationProfile',
    'buyerProfile',
    'diagnosis',
    'proposal',
    'climate',
    'saleMode',
    'memberNeeds',
    'investmentPlan',
    'evaluation',
  ],
  abreviado: ['summary', 'opportunity', 'diagnosis', 'proposal', 'saleMode'],
};
