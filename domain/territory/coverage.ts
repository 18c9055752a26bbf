/**
 * Municipalities whose city is excluded: the ten capital cities, El Alto among them (BR-01: the rural communities of all 339
 * municipalities; urban areas and capital cities are left out). Their rural communities take part, so a place there counts
 * once a person has said that it is one of them. INE codes.
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

/** A place as far as BR-01 is concerned; `ruralConfirmed` is what a person said of it, null when nobody has. */
export interface CoveredPlace {
  readonly municipalityCode?: string | null;
  readonly ruralConfirmed?: boolean | null;
}

/** Whether a place in this municipality needs a person to say that it is rural (BR-01). */
export function asksRural(municipalityCode: string | null | undefined): boolean {
  return !!municipalityCode && withCapitalCity.has(municipalityCode);
}

/** Whether that a place is rural is still to be said, or was denied (BR-01): it is then a datum to complete, wherever it came from. */
export function ruralMissing({ municipalityCode, ruralConfirmed }: CoveredPlace): boolean {
  return ruralConfirmed === false || (asksRural(municipalityCode) && ruralConfirmed !== true);
}
