import type { CountryShapes } from '../territory/map.ts';

/** What every map says about the shapes that it draws. */
export const mapWords = {
  areas:
    'Cada área es el área de influencia de un municipio: lo más cercano a su centro dentro de su departamento. No son límites.',
  someAreas:
    'De los municipios sin límites cargados se dibuja el área de influencia: lo más cercano a su centro dentro de su departamento.',
  official: 'Límites municipales simplificados, para orientarse; no tienen valor legal.',
  source: (source: string, year: string | null) => `Límites: ${source}${year ? ` (${year})` : ''}.`,
  whole: 'Ver todo el país',
  own: 'Volver a la unidad',
} as const;

/** One or two sentences that explain the areas of a map. */
export const saidOfShapes = ({ official, influence }: Pick<CountryShapes, 'official' | 'influence'>): string =>
  !influence ? mapWords.official : official ? `${mapWords.official} ${mapWords.someAreas}` : mapWords.areas;
