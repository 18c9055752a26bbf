import type { Municipality } from './municipality.ts';

/**
 * Whether a place may take part (BR-01: the rural communities of all municipalities; urban areas and capital cities are excluded).
 * 'confirm': a person must say that the community is rural before it counts.
 */
export type RuralCoverage =
  | { readonly outcome: 'covered' }
  | { readonly outcome: 'excluded'; readonly sentence: string }
  | { readonly outcome: 'confirm'; readonly sentence: string };

/**
 * BR-01 for a place in a municipality. `isUrbanArea`: true or false when a person or an official map said so, null when nobody has.
 * Without that knowledge a place is taken as rural, except where the municipality's city is a capital or covers most of it.
 */
export function ruralCoverage(municipality: Pick<Municipality, 'name' | 'city'>, isUrbanArea: boolean | null): RuralCoverage {
  if (isUrbanArea === true) {
    return { outcome: 'excluded', sentence: `El proyecto no llega a las áreas urbanas: este lugar está en el área urbana de ${municipality.name}.` };
  }
  if (isUrbanArea === null && municipality.city !== null) {
    const why = municipality.city === 'capital' ? `${municipality.name} es ciudad capital` : `${municipality.name} es en su mayor parte ciudad`;
    return { outcome: 'confirm', sentence: `${why} y el proyecto solo llega a comunidades rurales. Confirme que esta comunidad es rural.` };
  }
  return { outcome: 'covered' };
}
