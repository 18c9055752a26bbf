import { complaint } from '../../../../domain/participation/complaint.ts';
import type { Screen } from '../../screens.ts';

const { path } = complaint;

/** Screens of the area of participation. */
export const participationScreens: readonly Screen[] = [
  {
    path,
    title: 'Reclamos',
    icon: 'speech',
    group: 'work',
    needs: { query: 'complaint.list' },
    key: 'r',
    load: async () => ({
      default: (await import('../../nouns/NounListScreen.tsx')).nounListScreen('complaint', {
        icon: 'speech',
        lead: 'Lo que la gente reclama, por cualquier medio. Hay 30 días para responder, desde que la persona lo dijo.',
        empty: 'Cuando alguien reclame en la oficina, por teléfono o por carta, regístrelo aquí: desde ese día corre el plazo.',
      }),
    }),
  },
  {
    path: '/cifras-de-reclamos',
    title: 'Reclamos en cifras',
    icon: 'figures',
    group: 'data',
    needs: { query: 'complaint.statistics' },
    load: () => import('./StatisticsScreen.tsx'),
  },
  {
    path: `${path}/$id`,
    title: 'Reclamo',
    icon: 'speech',
    group: 'work',
    needs: { query: 'complaint.get' },
    hidden: true,
    load: async () => ({ default: (await import('../../nouns/NounFileScreen.tsx')).nounFileScreen('complaint') }),
  },
];
