import { addDays, writtenMonth } from '../../../domain/kernel/dates.ts';
import { isCaptured, versionedNames } from '../../../domain/monitoring/versioned.ts';
import { manyOf } from '../../../domain/records.ts';
import { scopeSql } from '../query.ts';
import { byOf, item, mine, narrowed, riskOf, type Source } from './workParts.ts';

interface Waiting {
  readonly noun: string;
  readonly unit: string;
  readonly name: string;
  /** 'YYYY-MM' for records captured in the field; null for records of an office, which have one line for each unit. */
  readonly month: string | null;
  readonly n: number;
  readonly since: string | null;
}

/**
 * When a version came to wait: the day it was received (for the verifier), verified (for the validator) or given to
 * another unit (for that unit). A person's time begins when the work reaches them, not when it was captured far away.
 */
const REACHED = '(select e.received_at from journal_entry e where e.id = v.entry_id)';

/**
 * The records of one kind, in SQL: versions `v` in force with the row `a` that gives their place, and the day `since`
 * which each waits.
 */
export interface AwaitingRows {
  readonly from: string;
  readonly since: string;
  /** Whether it has a day in the field; then its batches are by month and have a term. */
  readonly inField: boolean;
  /**
   * A condition over `a` that limits it to a programme.
   * @param id parameter of the statement
   */
  readonly ofProgramme: (id: string) => string;
}

export function awaitingRowsOf(noun: string): AwaitingRows {
  const ofOrganisation = noun === 'organisation_member';
  const placed = ofOrganisation ? 'organisation' : 'alliance';
  const key = ofOrganisation ? 'v.organisation_id' : noun === 'alliance_profile' ? 'v.record_id' : 'v.alliance_id';
  return {
    from: `${noun} v join ${placed} a on a.id = ${key} and v.standing = 'current'`,
    since: `(${REACHED} at time zone 'America/La_Paz')::date`,
    inField: isCaptured(noun),
    ofProgramme: (id) =>
      ofOrganisation
        ? `exists (select 1 from alliance x where x.organisation_id = a.id and x.programme_id = ${id})`
        : `a.programme_id = ${id}`,
  };
}

/**
 * The SQL of the records of one kind at level $1 that match `where`, counted by unit, and by month if they have a day
 * in the field.
 */
function waitingOf(noun: string, where: string): string {
  const { from, since, inField } = awaitingRowsOf(noun);
  const month = inField ? `to_char(v.occurred_on, 'YYYY-MM')` : 'null';
  return `select '${noun}' as noun, a.unit_id as unit, u.short_name as name, ${month} as month, count(*) as n, min(${since})::text as since
    from ${from} join operating_unit u on u.code = a.unit_id where v.level = $1 and ${where} group by 1, 2, 3, 4`;
}

/** The records that wait for the level that this reader gives. */
export function awaiting(level: 1 | 2, command: string, title: string): Source {
  return async (asked) => {
    const scopes = mine(asked, byOf(command));
    if (scopes.length === 0) return [];
    const values: unknown[] = [level];
    const where = `${scopeSql(scopes, { unit: 'a.unit_id' }, values)} and ${narrowed(asked, 'a.unit_id', values)}`;
    const rows = await asked.db.query<Waiting & Record<string, unknown>>(
      versionedNames.map((noun) => waitingOf(noun, where)).join(' union all '),
      values,
    );
    return rows.map((r) => {
      const term = asked.parameter('verificationDays');
      // For records of an office, one line for each unit, the oldest says little: they have no deadline.
      const dueOn = r.since && r.month ? addDays(r.since, term) : null;
      return item({
        id: `${command}:${r.unit}:${r.noun}:${r.month ?? ''}`,
        kind: 'verification',
        title: `${title} ${manyOf(r.noun)}${r.month ? ` de ${writtenMonth(r.month)}` : ''}`,
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
