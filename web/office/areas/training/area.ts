import { event } from '../../../../domain/training/event.ts';
import { eventAttendance } from '../../../../domain/training/eventAttendance.ts';
import { pressNotice } from '../../../../domain/training/pressNotice.ts';
import type { Screen } from '../../screens.ts';

/** Screens of training and diffusion. */
export const trainingScreens: readonly Screen[] = [
  {
    path: event.path,
    title: 'Eventos',
    icon: 'calendar',
    group: 'programme',
    needs: { query: 'event.list' },
    load: async () => ({
      default: (await import('../../nouns/NounListScreen.tsx')).nounListScreen('event', {
        icon: 'calendar',
        lead: 'Capacitaciones, encuentros y campañas: programados, realizados con su lista firmada, verificados.',
        empty: 'Programe un evento; los que vienen en una planilla entran por Importar.',
      }),
    }),
  },
  {
    path: `${event.path}/$id`,
    title: 'Evento',
    icon: 'calendar',
    group: 'programme',
    needs: { query: 'event.get' },
    hidden: true,
    load: () => import('./EventFile.tsx'),
  },
  {
    path: eventAttendance.path,
    title: 'Asistencias',
    icon: 'users',
    group: 'programme',
    needs: { query: 'eventAttendance.list' },
    hidden: true,
    load: async () => ({
      default: (await import('../../nouns/NounListScreen.tsx')).nounListScreen('eventAttendance', {
        icon: 'users',
        lead: 'Las personas de las listas firmadas, evento por evento.',
        empty: 'Anote a las personas de una lista, o traiga la planilla por Importar.',
      }),
    }),
  },
  {
    path: `${eventAttendance.path}/$id`,
    title: 'Asistencia',
    icon: 'users',
    group: 'programme',
    needs: { query: 'eventAttendance.get' },
    hidden: true,
    load: async () => ({ default: (await import('../../nouns/NounFileScreen.tsx')).nounFileScreen('eventAttendance') }),
  },
  {
    path: pressNotice.path,
    title: 'Avisos de prensa',
    icon: 'speech',
    group: 'programme',
    needs: { query: 'pressNotice.list' },
    hidden: true,
    load: async () => ({
      default: (await import('../../nouns/NounListScreen.tsx')).nounListScreen('pressNotice', {
        icon: 'speech',
        lead: 'Lo que se avisó en radio, periódico o redes, con su comprobante.',
        empty: 'Registre cada aviso con su medio y su fecha; después adjunte el comprobante.',
      }),
    }),
  },
  {
    path: `${pressNotice.path}/$id`,
    title: 'Aviso de prensa',
    icon: 'speech',
    group: 'programme',
    needs: { query: 'pressNotice.get' },
    hidden: true,
    load: async () => ({ default: (await import('../../nouns/NounFileScreen.tsx')).nounFileScreen('pressNotice') }),
  },
];
