import { commitment } from '../../../../domain/field/commitment.ts';
import { nounScreens } from '../../nouns/nounScreens.ts';
import type { Screen } from '../../screens.ts';

/** Screens of the nouns of field records. */
export const fieldScreens: readonly Screen[] = [
  ...nounScreens(commitment, {
    icon: 'clock',
    group: 'work',
    lead: 'Lo que se acordó en las visitas, hasta que se diga si se cumplió, se traslada o se descarta.',
    empty: 'Los que se acuerden en una visita aparecen aquí por sí solos.',
  }),
];
