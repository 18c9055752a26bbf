import { complaint } from '../../../../domain/participation/complaint.ts';
import { complaintKey } from '../../../../domain/participation/complaintKey.ts';
import { holiday } from '../../../../domain/participation/holiday.ts';
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
        lead: 'Lo que la gente reclama, por cualquier medio. Hay 30 días para responder desde que lo dijo.',
        empty:
          'Cuando alguien reclame en la oficina, por teléfono o por carta, regístrelo aquí: desde ese día corre el plazo.',
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
    load: () => import('./ComplaintFile.tsx'),
  },
  {
    path: complaintKey.path,
    title: 'Llave de reclamos',
    icon: 'lock',
    group: 'system',
    needs: { query: 'complaint.keys' },
    load: () => import('./KeyScreen.tsx'),
  },
  {
    path: holiday.path,
    title: 'Feriados',
    icon: 'clock',
    group: 'system',
    needs: { query: 'holiday.list' },
    load: async () => ({
      default: (await import('../../nouns/NounListScreen.tsx')).nounListScreen('holiday', {
        icon: 'clock',
        lead: 'Los nacionales de cada año ya se cuentan. Aquí van los decretados y los de cada departamento.',
        empty: 'Registre un feriado para que los plazos en días hábiles no lo cuenten.',
      }),
    }),
  },
  {
    path: `${holiday.path}/$id`,
    title: 'Feriado',
    icon: 'clock',
    group: 'system',
    needs: { query: 'holiday.get' },
    hidden: true,
    load: async () => ({ default: (await import('../../nouns/NounFileScreen.tsx')).nounFileScreen('holiday') }),
  },
];
