import { buyer } from '../../../../domain/alliance/buyer.ts';
import type { Screen } from '../../screens.ts';

const { path } = buyer;

/** Screens of the declared nouns of alliances. */
export const allianceScreens: readonly Screen[] = [
  {
    path: '/embudo',
    title: 'Embudo',
    icon: 'figures',
    group: 'programme',
    needs: { query: 'alliance.funnel' },
    load: () => import('./FunnelScreen.tsx'),
  },
  {
    path,
    title: 'Compradores',
    icon: 'alliance',
    group: 'programme',
    needs: { query: 'buyer.list' },
    load: async () => ({
      default: (await import('../../nouns/NounListScreen.tsx')).nounListScreen('buyer', {
        icon: 'alliance',
        lead: 'Cada comprador una sola vez, para todas las alianzas a las que compra.',
        empty:
          'Registre un comprador antes del primer acuerdo con él; los que vienen en una planilla entran por Importar.',
      }),
    }),
  },
  {
    path: `${path}/$id`,
    title: 'Comprador',
    icon: 'alliance',
    group: 'programme',
    needs: { query: 'buyer.get' },
    hidden: true,
    load: () => import('./BuyerFile.tsx'),
  },
];
