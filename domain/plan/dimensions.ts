import type { Role } from '../people/roles.ts';

/** What is appraised of a plan (BR-21), and the design of its irrigation where it has one (BR-25). */
export const dimensions = {
  financiera: 'financiera',
  social: 'social',
  ambiental: 'ambiental',
  productiva: 'productiva',
  administrativa: 'capacidades administrativas',
  riego: 'diseño de riego',
} as const;
export type Dimension = keyof typeof dimensions;

/** The five without which no plan is viable (BR-21). */
export const five = [
  'financiera',
  'social',
  'ambiental',
  'productiva',
  'administrativa',
] as const satisfies Dimension[];

/**
 * Who appraises: the IFI certifies the finances of a complete plan, an official of the unit looks at those of an
 * abbreviated one in the acompañante's record (BR-22, BR-23); the staff of the unit does the rest (BR-24, BR-25).
 */
export const desks = {
  ifi: 'institución financiera',
  registro: 'oficial de alianzas, con el registro del acompañante',
  social: 'analista social',
  ambiental: 'analista ambiental',
  productiva: 'oficial de alianzas',
  administrativa: 'analista fiduciario',
  riego: 'oficial de riego',
} as const;
export type Desk = keyof typeof desks;

export const rolesOfDesks: Readonly<Record<Desk, readonly Role[]>> = {
  ifi: ['IFI'],
  registro: ['UOD_OFICIAL'],
  social: ['UOD_SOCIAL'],
  ambiental: ['UOD_AMBIENTAL'],
  productiva: ['UOD_OFICIAL'],
  administrativa: ['UOD_FIDUCIARIO'],
  riego: ['UOD_RIEGO'],
};

/** @param planKind 'completo' or 'abreviado' */
export const deskOf = (dimension: Dimension, planKind: string): Desk =>
  dimension === 'financiera' ? (planKind === 'completo' ? 'ifi' : 'registro') : dimension;

/** BR-21, BR-26: 'viable' may carry conditions, which are followed as measures. */
export const results = { viable: 'viable', observada: 'observada', no_viable: 'no viable' } as const;

/** What a decision on a plan needs to know of one of its appraisals. */
export interface AppraisalState {
  readonly dimension: Dimension;
  readonly state: string;
  readonly result: keyof typeof results | null;
}

/** The dimensions that keep a plan from being viable, in words: not issued, or issued as something else. */
export function unfavourable(appraisals: readonly AppraisalState[]): { missing: string[]; against: string[] } {
  const asked = [...new Set<Dimension>([...five, ...appraisals.map((a) => a.dimension)])];
  const issued = (dimension: Dimension) =>
    appraisals.find((a) => a.dimension === dimension && a.state === 'EMITIDO' && a.result !== null);
  return {
    missing: asked.filter((d) => !issued(d)).map((d) => dimensions[d]),
    against: asked.filter((d) => (issued(d)?.result ?? 'viable') !== 'viable').map((d) => dimensions[d]),
  };
}

/** Null when all five, and those opened besides, are favourable (BR-21); otherwise what is missing, in a sentence. */
export function whyNotViable(appraisals: readonly AppraisalState[]): string | null {
  const { missing, against } = unfavourable(appraisals);
  if (missing.length > 0) return `Faltan dictámenes del plan: ${missing.join(', ')}.`;
  return against.length > 0 ? `Hay dictámenes que no son favorables: ${against.join(', ')}.` : null;
}
