import { event } from '../../../../domain/training/event.ts';
import { eventAttendance } from '../../../../domain/training/eventAttendance.ts';
import { pressNotice } from '../../../../domain/training/pressNotice.ts';
import { nounScreens } from '../../nouns/nounScreens.ts';
import type { Screen } from '../../screens.ts';

/** Screens of training and diffusion. */
export const trainingScreens: readonly Screen[] = [
  ...nounScreens(event, {
    icon: 'calendar',
    group: 'programme',
    lead: 'Capacitaciones, encuentros y campañas: programados, realizados con su lista firmada, verificados.',
    empty: 'Programe un evento; los que vienen en una planilla entran por Importar.',
    file: () => import('./EventFile.tsx'),
  }),
  ...nounScreens(eventAttendance, {
    icon: 'users',
    group: 'programme',
    hidden: true,
    lead: 'Las personas de las listas firmadas, evento por evento.',
    empty: 'Anote a las personas de una lista, o traiga la planilla por Importar.',
  }),
  ...nounScreens(pressNotice, {
    icon: 'speech',
    group: 'programme',
    hidden: true,
    lead: 'Lo que se avisó en radio, periódico o redes, con su comprobante.',
    empty: 'Registre cada aviso con su medio y su fecha; después adjunte el comprobante.',
  }),
];
