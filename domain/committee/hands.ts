import { nationalTeam, type Role } from '../people/roles.ts';

/** The ministry's planning office, which agrees the criteria with the programme and ranks by them (BR-27). */
export const planners: readonly Role[] = ['MDRYT_DGP'];

/** Who prepares what the planning office and the Comité decide on. */
export const preparers: readonly Role[] = ['UCN_NEG', 'UCN_COORD'];

/** Who reads how alliances are prioritised and what the Comité decided of them. */
export const committeeReaders: readonly Role[] = [
  ...nationalTeam,
  'UOD_OPERADOR',
  'UOD_OFICIAL',
  'MDRYT_DGP',
  'AUDITOR',
];

/** Who reads what belongs to a session. */
export const sessionReaders: readonly Role[] = [...nationalTeam, 'COMITE', 'MDRYT_DGP', 'AUDITOR'];

/** Whether a session of the Comité still takes members, ties and decisions: until its acta, or until it is called off. */
export const isOpen = (state: unknown): boolean => state === 'PROGRAMADA' || state === 'CELEBRADA';
export const ENDED = 'Esa sesión ya terminó.';
