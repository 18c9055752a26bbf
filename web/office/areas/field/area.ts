import { commitment } from '../../../../domain/field/commitment.ts';
import type { Screen } from '../../screens.ts';

const { path } = commitment;

/** Screens of the nouns of field records. */
export const fieldScreens: readonly Screen[] = [
  {
    path,
    title: 'Compromisos',
    icon: 'clock',
    group: 'work',
    needs: { query: 'commitment.list' },
    load: async () => ({
      default: (await import('../../nouns/NounListScreen.tsx')).nounListScreen('commitment', {
        icon: 'clock',
        lead: 'Lo que se acordó en las visitas, hasta que se diga si se cumplió, se traslada o se descarta.',
        empty: 'Los que se acuerden en una visita aparecen aquí por sí solos.',
      }),
    }),
  },
  {
    path: `${path}/$id`,
    title: 'Compromiso',
    icon: 'clock',
    group: 'work',
    needs: { query: 'commitment.get' },
    hidden: true,
    load: async () => ({ default: (await import('../../nouns/NounFileScreen.tsx')).nounFileScreen('commitment') }),
  },
];
