import { type Problem, type ProblemName, problem } from '../../domain/kernel/problem.ts';
import { DatabaseError, sqlState } from './errors.ts';

/** Constraints whose violation has a message of its own; the others get a general one. */
const named: Readonly<Record<string, ProblemName>> = {
  alliance_code_key: 'alreadyExists',
  community_name_key: 'communityExists',
  user_account_username_key: 'usernameTaken',
  user_account_ci_key: 'oneAccountPerPerson',
  role_grant_two_people_check: 'twoPeopleNeeded',
};

const general: Readonly<Record<string, string>> = {
  [sqlState.uniqueViolation]: 'Ya existe un registro igual.',
  [sqlState.foreignKeyViolation]: 'Se refiere a algo que no existe.',
  [sqlState.checkViolation]: 'Un dato está fuera de lo permitido.',
  [sqlState.exclusionViolation]: 'Se superpone con otro registro en las mismas fechas.',
  '22P02': 'Un dato no tiene la forma que corresponde.',
  '22003': 'Un número es demasiado grande.',
  '22001': 'Un texto es demasiado largo.',
  '22008': 'Una fecha no es válida.',
  '22021': 'Un texto tiene caracteres que no se pueden guardar.',
  '22P05': 'Un texto tiene caracteres que no se pueden guardar.',
  '23502': 'Falta un dato obligatorio.',
};

/** The database checks, the program explains: the problem of a violated constraint; null for any other error. */
export function constraintProblem(error: unknown): Problem | null {
  if (!(error instanceof DatabaseError)) return null;
  const name = error.constraint ? named[error.constraint] : undefined;
  if (name) return problem(name as 'alreadyExists');
  const sentence = general[error.code];
  return sentence ? problem('constraint', { sentence }) : null;
}

/** Codes of a full disk, of the files or of the database. */
const FULL = new Set(['ENOSPC', 'EDQUOT', '53100']);

/** The problem of an error on the server's side: always one after which the same is tried again. */
export function ownTrouble(error: unknown): Problem {
  const code = (error as { code?: unknown } | null)?.code;
  if (typeof code === 'string' && FULL.has(code)) return problem('serverFull');
  return problem(isPassing(error) ? 'busy' : 'internal');
}

/**
 * Whether another try may succeed: after a deadlock, a serialisation failure, a cancelled statement or a lost
 * connection.
 */
export function isPassing(error: unknown): boolean {
  if (!(error instanceof DatabaseError)) return false;
  return (
    [sqlState.serializationFailure, sqlState.deadlock, sqlState.queryCanceled, 'connection', 'lease'].includes(
      error.code,
    ) ||
    /^(08|53|57)/.test(error.code) ||
    /^E[A-Z]+$/.test(error.code)
  );
}
