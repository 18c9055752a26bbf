import { call } from '../../../../domain/calls/call.ts';
import { credit } from '../../../../domain/calls/credit.ts';
import { request } from '../../../../domain/calls/request.ts';
import type { Screen } from '../../screens.ts';

/** Screens of calls, requests and credit. */
export const callScreens: readonly Screen[] = [
  {
    path: call.path,
    title: 'Convocatorias',
    icon: 'speech',
    group: 'programme',
    needs: { query: 'call.list' },
    load: async () => ({
      default: (await import('../../nouns/NounListScreen.tsx')).nounListScreen('call', {
        icon: 'speech',
        lead: 'Bases, requisitos y plazo; la que está abierta se lee en el sitio público.',
        empty: 'Prepare una convocatoria; la coordinación la abre con sus bases aprobadas.',
      }),
    }),
  },
  {
    path: `${call.path}/$id`,
    title: 'Convocatoria',
    icon: 'speech',
    group: 'programme',
    needs: { query: 'call.get' },
    hidden: true,
    load: async () => ({ default: (await import('../../nouns/NounFileScreen.tsx')).nounFileScreen('call') }),
  },
  {
    path: request.path,
    title: 'Solicitudes',
    icon: 'journal',
    group: 'programme',
    needs: { query: 'request.list' },
    load: async () => ({
      default: (await import('../../nouns/NounListScreen.tsx')).nounListScreen('request', {
        icon: 'journal',
        lead: 'Las que se presentaron en papel, hasta que se admiten o se declaran inadmisibles.',
        empty: 'Reciba una solicitud y entregue su recibo.',
      }),
    }),
  },
  {
    path: `${request.path}/$id`,
    title: 'Solicitud',
    icon: 'journal',
    group: 'programme',
    needs: { query: 'request.get' },
    hidden: true,
    load: () => import('./RequestFile.tsx'),
  },
  {
    path: credit.path,
    title: 'Créditos',
    icon: 'figures',
    group: 'programme',
    needs: { query: 'credit.list' },
    load: async () => ({
      default: (await import('../../nouns/NounListScreen.tsx')).nounListScreen('credit', {
        icon: 'figures',
        lead: 'Los que tomaron las organizaciones, con su estado según la institución y sus inversiones.',
        empty: 'Registre un crédito de una alianza; su estado se anota con el papel de la institución.',
      }),
    }),
  },
  {
    path: `${credit.path}/$id`,
    title: 'Crédito',
    icon: 'figures',
    group: 'programme',
    needs: { query: 'credit.get' },
    hidden: true,
    load: async () => ({ default: (await import('../../nouns/NounFileScreen.tsx')).nounFileScreen('credit') }),
  },
];
