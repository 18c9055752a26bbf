import * as z from 'zod/mini';
import type { Role } from '../../../domain/people/roles.ts';
import type { PlaceSuggestion } from '../../../domain/territory/place.ts';
import { placeSuggestion } from '../../geo/placeSuggestion.ts';
import { defineQuery, type Reading } from '../query.ts';

/** Who places an alliance or a community. */
const READERS: readonly Role[] = [
  'UCN_ME',
  'UOD_OPERADOR',
  'UOD_OFICIAL',
  'UOD_SOCIAL',
  'UOD_AMBIENTAL',
  'UOD_RIEGO',
  'ACOMPANANTE',
  'SUPERVISOR_CAMPO',
];

interface Params {
  lon: number;
  lat: number;
  accuracy: number;
}

/**
 * The municipalities in which a point may lie: one by the boundaries, several near a border, the nearest five without
 * boundaries.
 */
export const placeSuggest = defineQuery({
  name: 'place.suggest',
  title: 'proponer el municipio de un punto',
  by: READERS,
  params: z.object({
    lon: z.coerce.number().check(z.minimum(-180), z.maximum(180)),
    lat: z.coerce.number().check(z.minimum(-90), z.maximum(90)),
    accuracy: z._default(z.coerce.number().check(z.nonnegative(), z.maximum(100_000)), 0),
  }),
  run: ({ db, params }: Reading<Params>): Promise<PlaceSuggestion> =>
    placeSuggestion(db, { lon: params.lon, lat: params.lat, accuracyM: params.accuracy }),
});
