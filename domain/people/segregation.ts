import { type Problem, problem } from '../kernel/problem.ts';
import { type Role, roles } from './roles.ts';

/** Somebody who already took part in a record, with what they did, in words that complete "La persona que …". */
export interface TookPart {
  readonly did: string;
  readonly personId: string | null | undefined;
}

/**
 * Separation of duties (domain brief 1.3.1, 1.3.6): whoever acts now must not be one of those who took part before.
 * Null when that holds.
 * @param now what the person is about to do: 'verifica', 'valida', 'paga'
 */
export function mustDiffer(before: readonly TookPart[], actorId: string, now: string): Problem | null {
  const same = before.find((b) => b.personId === actorId);
  return same ? problem('samePerson', { first: same.did, second: now }) : null;
}

/**
 * Pairs of roles that a person may not hold at the same time, anywhere: whoever certifies does not pay, whoever audits
 * does not operate.
 */
const incompatible: readonly {
  readonly roles: readonly Role[];
  readonly others: readonly Role[];
  readonly why: string;
}[] = [
  {
    roles: ['SUPERVISOR_CAMPO', 'UOD_RIEGO'],
    others: ['UCN_FIN', 'UCN_DESEMB', 'UOD_FIDUCIARIO'],
    why: 'quien certifica avances no revisa ni paga',
  },
  { roles: ['UOD_FIDUCIARIO'], others: ['UCN_FIN', 'UCN_DESEMB'], why: 'quien revisa descargos no paga' },
  {
    roles: ['IFI'],
    others: ['FACILITADOR', 'ACOMPANANTE', 'UCN_FIN', 'UCN_DESEMB'],
    why: 'quien certifica la evaluación financiera es independiente',
  },
  {
    roles: ['OPP_REP', 'COMPRADOR'],
    others: ['UCN_FIN', 'UCN_DESEMB', 'UOD_FIDUCIARIO', 'SUPERVISOR_CAMPO', 'UOD_RIEGO', 'COMITE'],
    why: 'quien recibe no decide sobre lo que recibe',
  },
];

/**
 * Roles that may not be held with any other: whoever audits or observes does not operate, and whoever administers the
 * system approves nothing (domain brief 1.2).
 */
const alone: Partial<Record<Role, string>> = {
  AUDITOR: 'quien audita no opera',
  BANCO: 'quien observa no opera',
  ADMIN_TI: 'quien administra el sistema no registra ni aprueba nada del programa',
};

/** Why a person with some roles may not get another one; null when they may. */
export function roleIncompatibility(
  role: Role,
  held: readonly Role[],
): { readonly other: Role; readonly why: string } | null {
  for (const other of held) {
    if (other === role) continue;
    const apart = alone[role] ?? alone[other];
    if (apart) return { other, why: apart };
    const rule = incompatible.find(
      (r) =>
        (r.roles.includes(role) && r.others.includes(other)) || (r.roles.includes(other) && r.others.includes(role)),
    );
    if (rule) return { other, why: rule.why };
  }
  return null;
}

/** Pairs of roles that one person may not have had in the same alliance, at any time (domain brief 1.3.2). */
const apartInAlliance: readonly (readonly [Role, Role])[] = [
  ['FACILITADOR', 'ACOMPANANTE'],
  ['FACILITADOR', 'SUPERVISOR_CAMPO'],
  ['FACILITADOR', 'IFI'],
  ['ACOMPANANTE', 'SUPERVISOR_CAMPO'],
];

/**
 * Whether a person who serves or served an alliance in some roles may serve it in another. Null when they may;
 * otherwise the problem *rol incompatible*.
 */
export function allianceIncompatibility(role: Role, servedAs: readonly Role[]): Problem | null {
  const other = servedAs.find((o) =>
    apartInAlliance.some(([a, b]) => (a === role && b === o) || (b === role && a === o)),
  );
  return other ? problem('incompatibleRole', { role: roles[role].name, other: roles[other].name }) : null;
}
