import * as z from 'zod/mini';
import { type AllianceState, stateNames, states } from '../../../domain/alliance/states.ts';
import { holdersOf } from '../../../domain/alliance/workflow.ts';
import type { TableRow } from '../../../domain/kernel/columns.ts';
import { addDays } from '../../../domain/kernel/dates.ts';
import type { Life } from '../../../domain/kernel/noun/life.ts';
import { columnOf } from '../../../domain/kernel/noun/noun.ts';
import { upperFirst } from '../../../domain/kernel/text.ts';
import { parameterOn } from '../../../domain/monitoring/parameters.ts';
import { versionedNames } from '../../../domain/monitoring/versioned.ts';
import type { WaitingRow, WaitingView } from '../../../domain/monitoring/waiting.ts';
import { lives } from '../../../domain/nouns.ts';
import { scopeOf } from '../../../domain/people/actor.ts';
import { type Role, roles } from '../../../domain/people/roles.ts';
import { manyOf } from '../../../domain/records.ts';
import { waitingWords as w } from '../../../domain/words/waiting.ts';
import { readParameters } from '../../commands/readParameters.ts';
import { reachSql } from '../../nouns/reach.ts';
import { dueSql } from '../../nouns/read.ts';
import { sourceOf } from '../../nouns/source.ts';
import { defineQuery, pageParams, type Reading, scopeSql } from '../query.ts';
import { awaitingRowsOf } from './workAwaiting.ts';
import { byOf } from './workParts.ts';

interface Asked {
  readonly reading: Reading<Params>;
  /** The unit that was asked for; null for none. */
  readonly unit: string | null;
}
interface Params {
  readonly programme: string;
  readonly unit?: string | undefined;
  readonly sort?: string | undefined;
  readonly page: number;
  readonly pageSize: number;
}
/** A group of waiting rows, by state and unit; days are calendar days until today. */
interface Group extends Record<string, unknown> {
  readonly state: string;
  readonly unit: string | null;
  readonly n: number;
  readonly median: number | null;
  readonly longest: number | null;
  readonly overdue: number | null;
  /** Whether any of them has a day by which its step is due. */
  readonly dated?: boolean;
}

/**
 * For how long a group has waited, in SQL.
 * @param since the day since which each row waits
 * @param today parameter of the statement
 */
const waited = (since: string, today: string): string =>
  `percentile_cont(0.5) within group (order by (${today}::date - ${since})) as median, max(${today}::date - ${since}) as longest`;

const holders = (held: readonly Role[]): string => held.map((role) => roles[role].name).join(w.or);

/** Rows of a noun with a life, in each state with a holder: those that the reader may know of. */
async function ofLife(l: Life, { reading, unit }: Asked): Promise<WaitingRow[]> {
  const { noun: n } = l;
  const scopes = scopeOf(reading.actor, reading.today, n.reads);
  const held = Object.keys(l.states).filter((state) => l.states[state]?.holder);
  if (scopes.length === 0 || held.length === 0) return [];
  const values: unknown[] = [held, reading.today, reading.params.programme];
  const place = n.place.unit ? `t.${columnOf(n.place.unit)}` : 'null::text';
  const rows = await reading.db.query<Group>(
    `select t.state, ${place} as unit, count(*) as n, ${waited('t.state_since', '$2')},
      count(*) filter (where ${dueSql(l)} < $2::date) as overdue, bool_or(${dueSql(l)} is not null) as dated
       from ${sourceOf(n)} t where t.state = any($1::text[]) and t.programme_id = $3
        and ${reachSql(n, 't', scopes, reading.actor.id, values)}
        and ${unit === null ? 'true' : `${place} = $${values.push(unit)}`} group by 1, 2`,
    values,
  );
  return rows.map((row) => ({
    ...counted(row),
    id: `${n.name} ${row.state} ${row.unit ?? ''}`,
    what: n.words.many,
    stateName: upperFirst(l.states[row.state]?.name ?? row.state),
    holder: l.states[row.state]?.keeper ? w.keeper : holders(l.states[row.state]?.holder ?? []),
    overdue: row.dated ? row.overdue : null,
    path: `${n.path}?state=${row.state}${row.unit ? `&unit=${row.unit}` : ''}`,
  }));
}

const counted = ({ unit, n, median, longest }: Group) => ({
  unitName: unit,
  count: n,
  medianDays: median,
  longestDays: longest,
});

async function ofAlliances({ reading, unit }: Asked): Promise<WaitingRow[]> {
  const values: unknown[] = [
    stateNames.filter((state) => holdersOf(state).length > 0),
    reading.today,
    reading.params.programme,
  ];
  const within = scopeSql(reading.scopes, { unit: 'a.unit_id', alliance: 'a.id' }, values);
  const rows = await reading.db.query<Group>(
    `select a.state, a.unit_id as unit, count(*) as n, ${waited('a.state_since', '$2')} from alliance a
      where a.state = any($1::text[]) and a.programme_id = $3 and a.suspended_on is null and ${within}
        and ${unit === null ? 'true' : `a.unit_id = $${values.push(unit)}`} group by 1, 2`,
    values,
  );
  return rows.map((row) => ({
    ...counted(row),
    id: `alliance ${row.state} ${row.unit}`,
    what: w.alliances,
    stateName: states[row.state as AllianceState].name,
    holder: holders(holdersOf(row.state as AllianceState)),
    overdue: null,
    path: `/alianzas?state=${row.state}&unit=${row.unit}`,
  }));
}

/**
 * Records that wait to be verified by the unit or validated by the nation, since the day on which they came to wait.
 * Records of the field are due after the days of the parameter of verification.
 */
async function ofRecords({ reading, unit }: Asked): Promise<WaitingRow[]> {
  const { db, today, scopes, params } = reading;
  const term = parameterOn(await readParameters(db), 'verificationDays', today, params.programme);
  const values: unknown[] = [today, params.programme, addDays(today, -term)];
  const within = `${scopeSql(scopes, { unit: 'a.unit_id' }, values)} and ${unit === null ? 'true' : `a.unit_id = $${values.push(unit)}`}`;
  const parts = versionedNames.map((noun) => {
    const { from, since, inField, ofProgramme } = awaitingRowsOf(noun);
    return `select '${noun}' as noun, v.level::text as state, a.unit_id as unit, ${since} as since, ${inField} as dated
      from ${from} where v.level in (1, 2) and ${ofProgramme('$2')} and ${within}`;
  });
  const rows = await db.query<Group & { noun: string }>(
    `select noun, state, unit, dated, count(*) as n, ${waited('since', '$1')}, count(*) filter (where since < $3::date) as overdue
       from (${parts.join(' union all ')}) r group by 1, 2, 3, 4`,
    values,
  );
  return rows.map((row) => {
    const stage = row.state === '1' ? ('unit' as const) : ('nation' as const);
    return {
      ...counted(row),
      id: `${row.noun} ${row.state} ${row.unit}`,
      what: manyOf(row.noun),
      stateName: w.stages[stage],
      holder: holders(byOf(stage === 'unit' ? 'record.verify' : 'record.validate') as readonly Role[]),
      overdue: row.dated ? row.overdue : null,
      path: `/verificacion?unit=${row.unit}&noun=${row.noun}&stage=${stage}`,
    };
  });
}

const SORTS = ['count', 'medianDays', 'longestDays', 'overdue'] as const;

/** The order: overdue first, then by the longest wait; or by a column. */
function ordered(rows: readonly WaitingRow[], sort = '-overdue'): WaitingRow[] {
  const by = SORTS.find((name) => name === sort.replace('-', '')) ?? 'overdue';
  const way = sort.startsWith('-') ? -1 : 1;
  const of = (row: WaitingRow) => row[by] ?? Number.NEGATIVE_INFINITY;
  return rows.toSorted(
    (a, b) => way * (of(a) - of(b)) || (b.longestDays ?? -1) - (a.longestDays ?? -1) || a.id.localeCompare(b.id),
  );
}

const { columns } = w;
const tableOf = (rows: readonly WaitingRow[]): TableRow[] =>
  rows.map((row) => ({
    [columns.what]: row.what,
    [columns.state]: row.stateName,
    [columns.holder]: row.holder,
    [columns.unit]: row.unitName,
    [columns.count]: row.count,
    [columns.median]: row.medianDays,
    [columns.longest]: row.longestDays,
    [columns.overdue]: row.overdue,
  }));

/**
 * Where work waits, for whom and since when (domain brief 7: at any moment it can be seen who has each thing): in the
 * lives of all nouns, the alliance cycle and the two stages of verification. Each reader counts what their own lists
 * show.
 */
export const workWaiting = defineQuery<Params, WaitingView>({
  name: 'work.waiting',
  title: 'ver dónde espera el trabajo',
  by: ['UCN_COORD', 'UCN_ME', 'UCN_NEG', 'UOD_OPERADOR', 'AUDITOR'],
  params: z.object({
    ...pageParams,
    programme: z._default(z.string().check(z.maxLength(40)), 'PAR2FA'),
    unit: z.optional(z.string().check(z.maxLength(20))),
    sort: z.optional(z.enum(SORTS.flatMap((name) => [name, `-${name}`]))),
  }) as unknown as z.ZodMiniType<Params>,
  table: (rows) => tableOf(rows as readonly WaitingRow[]),
  run: async (reading) => {
    const { params, db } = reading;
    const asked: Asked = { reading, unit: params.unit ?? null };
    const found = (
      await Promise.all([...lives.map((l) => ofLife(l, asked)), ofAlliances(asked), ofRecords(asked)])
    ).flat();
    const units = new Map(
      (await db.query<{ code: string; name: string }>('select code, short_name as name from operating_unit')).map(
        (u) => [u.code, u.name],
      ),
    );
    const rows = ordered(found, params.sort).map((row) => ({
      ...row,
      unitName: row.unitName === null ? null : (units.get(row.unitName) ?? row.unitName),
    }));
    const { page, pageSize } = params;
    return {
      rows: rows.slice((page - 1) * pageSize, page * pageSize),
      total: rows.length,
      page,
      pageSize,
      waiting: rows.reduce((sum, { count }) => sum + count, 0),
      overdue: rows.reduce((sum, row) => sum + (row.overdue ?? 0), 0),
    };
  },
});
