import type { AnyRow, Reader } from '../kernel/noun/noun.ts';
import type { Role } from '../people/roles.ts';
import { isSensitive } from './complaintRules.ts';
import { sensitiveCategories } from './topics.ts';

/** States before classification: until then, any complaint may be sensitive. */
const unclassified = ['RECIBIDO', 'REGISTRADO'] as const;

const isUnclassified = (state: string): boolean => (unclassified as readonly string[]).includes(state);

/**
 * Who may know of a complaint, beyond reach (domain brief 2.7, 1.3.3). In this order:
 * who it accuses never; the public the one whose code it holds; Transparencia those against who attends complaints or
 * coordinates, and those that were sent to it; until it is classified, who recorded it; then, of those that are against
 * neither, the officer, and nobody else what is the same as another one, which may be against them; once classified the
 * coordination; and of what is neither sensitive nor against somebody of the unit where it stands, who recorded it, who
 * attends it, the unit's operator and the auditor.
 */
function row(r: AnyRow, reader: Reader): boolean {
  const is = (role: Role) => reader.roles.includes(role);
  if (r.accusedId === reader.id) return false;
  if (is('PUBLICO')) return true;
  if (is('TRANSPARENCIA') && (r.against || r.referredTo === 'transparencia')) return true;
  if (isUnclassified(r.state) && r.recordedBy === reader.id) return true;
  if (r.against) return false;
  if (is('UCN_RECL')) return true;
  if (isUnclassified(r.state) || r.state === 'DUPLICADO') return false;
  if (is('UCN_COORD')) return true;
  const ownUnit = Boolean(r.accusedUnitId) && r.accusedUnitId === r.unitId;
  if (isSensitive(r.category) || ownUnit) return false;
  return r.recordedBy === reader.id || r.assigneeId === reader.id || is('UOD_OPERADOR') || is('AUDITOR');
}

/** The same rule in SQL; tests/nouns check over random rows and readers that both agree. */
function sql(t: string, reader: { readonly id: string; readonly roles: readonly Role[] }): string {
  const is = (role: Role) => (reader.roles.includes(role) ? 'true' : 'false');
  const open = `${t}.state in ('${unclassified.join("','")}')`;
  const sensitive = `coalesce(${t}.category, '') in ('${sensitiveCategories.join("','")}')`;
  return `(${t}.accused_id is distinct from ${reader.id} and (${is('PUBLICO')}
    or ${is('TRANSPARENCIA')} and (${t}.against is not null or ${t}.referred_to is not distinct from 'transparencia')
    or ${open} and ${t}.recorded_by is not distinct from ${reader.id}
    or ${t}.against is null and (${is('UCN_RECL')} or not ${open} and ${t}.state <> 'DUPLICADO' and (${is('UCN_COORD')}
      or not ${sensitive} and (${t}.accused_unit_id is null or ${t}.accused_unit_id is distinct from ${t}.unit_id)
        and (${t}.recorded_by is not distinct from ${reader.id} or ${t}.assignee_id is not distinct from ${reader.id}
          or ${is('UOD_OPERADOR')} or ${is('AUDITOR')})))))`;
}

export const complaintSight = { row, sql };
