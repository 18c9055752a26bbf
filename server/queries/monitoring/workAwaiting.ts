import { addDays, writtenMonth } from '../../../domain/kernel/dates.ts';
import { recordPlurals } from '../../../domain/words/records.ts';
import { scopeSql } from '../query.ts';
import { versionedNouns } from './conflictFields.ts';
import { byOf, item, mine, narrowed, riskOf, type Source } from './workParts.ts';

interface Waiting {
  readonly noun: string;
  readonly unit: string;
  readonly name: string;
  /** 'YYYY-MM' of what was captured in the field; null for office records, which are one line per unit. */
  readonly month: string | null;
  readonly n: number;
  readonly since: string | null;
}

/**
 * When a version came to stand as it does: received, for who verifies; verified, for who validates; passed on, for the unit it was
 * passed to. The time somebody has begins when the work reaches them, not when it was captured far away.
 */
export const REACHED = '(select e.received_at from journal_entry e where e.id = v.entry_id)';

/** SQL of the records of one kind at level $1 within `where`, by unit, and by month for what has a day in the field. */
function waitingOf(noun: string, where: string): string {
  const current = `v.standing = 'current' and v.level = $1 and ${where}`;
  if (noun === 'visit' || noun === 'sale') {
    return `select '${noun}' as noun, a.unit_id as unit, u.short_name as name, to_char(v.occurred_on, 'YYYY-MM') as month, count(*) as n, min((${REACHED} at time zone 'America/La_Paz')::date)::text as since
      from ${noun} v join alliance a on a.id = v.alliance_id join operating_unit u on u.code = a.unit_id where ${current} group by 1, 2, 3, 4`;
  }
  const placed = noun === 'organisation_member' ? '(select o.id, o.unit_id from organisation o)' : 'alliance';
  const key = noun === 'organisation_member' ? 'v.organisation_id' : noun === 'alliance_profile' ? 'v.record_id' : 'v.alliance_id';
  return `select '${noun}' as noun, a.unit_id as unit, u.short_name as name, null as month, count(*) as n, min((${REACHED} at time zone 'America/La_Paz')::date)::text as since
    from ${noun} v join ${placed} a on a.id = ${key} join operating_unit u on u.code = a.unit_id where ${current} group by 1, 2, 3`;
}

/** Records that wait for this reader's level. */
export function awaiting(level: 1 | 2, command: string, title: string): Source {
  return async (asked) => {
    const scopes = mine(asked, byOf(command));
    if (scopes.length === 0) return [];
    const values: unknown[] = [level];
    const where = `${scopeSql(scopes, { unit: 'a.unit_id' }, values)} and ${narrowed(asked, 'a.unit_id', values)}`;
    const rows = await asked.db.query<Waiting & Record<string, unknown>>(versionedNouns.map((noun) => waitingOf(noun, where)).join(' union all '), values);
    return rows.map((r) => {
      const term = asked.parameter('verificationDays');
      // Of office records, a line per unit, the oldest says little: they have no deadline.
      const dueOn = r.since && r.month ? addDays(r.since, term) : null;
      return item({
        id: `${command}:${r.unit}:${r.noun}:${r.month ?? ''}`,
        kind: 'verification',
        title: `${title} ${recordPlurals[r.noun] ?? r.noun}${r.month ? ` de ${writtenMonth(r.month)}` : ''}`,
        detail: r.name,
        path: `/verificacion?unit=${r.unit}&noun=${r.noun}${r.month ? `&month=${r.month}` : ''}&stage=${level === 1 ? 'unit' : 'nation'}`,
        unitId: r.unit,
        since: r.since,
        dueOn,
        risk: riskOf(dueOn, term, asked.today),
        count: r.n,
      });
    });
  };
}
