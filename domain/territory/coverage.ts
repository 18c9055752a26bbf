/**
 * Municipalities whose city is excluded: the ten capital cities, El Alto among them (BR-01: the rural communities of
 * all 339 municipalities take part; urban areas and capital cities do not). Their rural communities do take part, so a
 * place there counts once a person has said that it is rural. INE codes.
 */
const withCapitalCity: ReadonlySet<string> = new Set([
  '010101', // Sucre
  '020101', // La Paz
  '020105', // El Alto
  '030101', // Cochabamba
  '040101', // Oruro
  '050101', // Potosí
  '060101', // Tarija
  '070101', // Santa Cruz de la Sierra
  '080101', // Trinidad
  '090101', // Cobija
]);

/** The parts of a place that BR-01 uses; `ruralConfirmed` is what a person said of it, null when nobody has. */
export interface CoveredPlace {
  readonly municipalityCode?: string | null;
  readonly ruralConfirmed?: boolean | null;
}

/** Whether a person must say that a place in this municipality is rural (BR-01). */
export function asksRural(municipalityCode: string | null | undefined): boolean {
  return !!municipalityCode && withCapitalCity.has(municipalityCode);
}

/**
 * Whether it still has to be said that a place is rural, or was denied (BR-01); either way it is a missing datum,
 * wherever the place came from.
 */
export function ruralMissing({ municipalityCode, ruralConfirmed }: CoveredPlace): boolean {
  return ruralConfirmed === false || (asksRural(municipalityCode) && ruralConfirmed !== true);
}
