import { complaint } from '../../../../domain/participation/complaint.ts';
import { complaintKey } from '../../../../domain/participation/complaintKey.ts';
import { holiday } from '../../../../domain/participation/holiday.ts';
import { nounScreens } from '../../nouns/nounScreens.ts';
import type { Screen } from '../../screens.ts';

/** Screens of the area of participation. */
export const participationScreens: readonly Screen[] = [
  ...nounScreens(complaint, {
    icon: 'speech',
    group: 'work',
    key: 'r',
    lead: 'Lo que la gente reclama, por cualquier medio. Hay 30 días para responder desde que lo dijo.',
    empty:
      'Cuando alguien reclame en la oficina, por teléfono o por carta, regístrelo aquí: desde ese día corre el plazo.',
    file: () => import('./ComplaintFile.tsx'),
  }),
  {
    path: '/cifras-de-reclamos',
    title: 'Reclamos en cifras',
    icon: 'figures',
    group: 'data',
    needs: { query: 'complaint.statistics' },
    load: () => import('./StatisticsScreen.tsx'),
  },
  {
    path: complaintKey.path,
    title: 'Llave de reclamos',
    icon: 'lock',
    group: 'system',
    needs: { query: 'complaint.keys' },
    load: () => import('./KeyScreen.tsx'),
  },
  ...nounScreens(holiday, {
    icon: 'clock',
    group: 'system',
    lead: 'Los nacionales de cada año ya se cuentan. Aquí van los decretados y los de cada departamento.',
    empty: 'Registre un feriado para que los plazos en días hábiles no lo cuenten.',
  }),
];
