import { addDays, type Day } from '../../../domain/kernel/dates.ts';
import type { Life } from '../../../domain/kernel/noun/life.ts';
import { columnOf } from '../../../domain/kernel/noun/noun.ts';
import type { WorkItem } from '../../../domain/kernel/views.ts';
import { lives } from '../../../domain/nouns.ts';
import type { Role } from '../../../domain/people/roles.ts';
import { reachSql } from '../../nouns/reach.ts';
import { dueSql } from '../../nouns/read.ts';
import { sourceOf } from '../../nouns/source.ts';
import { type Asked, item, mine, narrowed, type Source } from './workParts.ts';

/** The most rows of one noun that are shown: those due first. Its list has the others. */
const MOST = 50;

/**
 * A line is urgent once it is overdue, and important from `warned` days before (domain brief 2.7: the warning on day 20
 * of 30).
 */
const riskBy = (pressing: boolean, dueOn: Day | null, today: Day, warned: number): WorkItem['risk'] => {
  if (pressing) return 'high';
  if (dueOn === null) return 'low';
  return dueOn < today ? 'high' : dueOn <= addDays(today, warned) ? 'medium' : 'low';
};

/**
 * What waits in the lives of nouns: each row for those who must take its next step or, once it was given to a person,
 * for that person.
 */
export const lived: Source = async (asked) => (await Promise.all(lives.map((l) => linesOf(l, asked)))).flat();

interface Line extends Record<string, unknown> {
  readonly id: string;
  readonly name: string;
  readonly state: string;
  readonly since: Day;
  readonly due: Day | null;
  readonly unit: string | null;
  readonly alliance: string | null;
  readonly pressing: boolean;
}

/** Rows that were raised to a role of the reader, in any state in which somebody has to act. */
function raisedTo({ noun: n, states, raised }: Life, asked: Asked, values: unknown[]): string[] {
  const scopes = raised ? mine(asked, raised.to) : [];
  if (!raised || scopes.length === 0) return [];
  const held = Object.keys(states).filter((state) => states[state]?.holder);
  return [
    `(t.${columnOf(raised.field)} = $${values.push(raised.value)} and t.state = any($${values.push(held)}::text[])
      and ${reachSql(n, 't', scopes, asked.actorId, values)})`,
  ];
}

/**
 * The conditions for the rows `t` that the reader holds: as the person to whom one was given, otherwise by the roles
 * that hold its state.
 * @param nobodys roles that hold rows in a state without a holder
 * @param values parameters of the statement, appended to
 */
export function heldBy(
  { noun: n, states }: Life,
  asked: Asked,
  values: unknown[],
  nobodys: readonly Role[] = [],
): string[] {
  return Object.entries(states).flatMap(([state, { holder = nobodys, holderBy, keeper }]) => {
    if (holderBy) {
      return Object.entries(holderBy.roles).flatMap(([value, roles]) => {
        const scopes = mine(asked, roles);
        if (scopes.length === 0) return [];
        const which = `t.${columnOf(holderBy.field)} = $${values.push(value)}`;
        return [
          `(t.state = $${values.push(state)} and ${which} and ${reachSql(n, 't', scopes, asked.actorId, values)})`,
        ];
      });
    }
    const scopes = mine(asked, holder);
    if (scopes.length === 0) return [];
    const given = keeper ? `and coalesce(t.${columnOf(keeper)} = $${values.push(asked.actorId)}::uuid, true)` : '';
    return [`(t.state = $${values.push(state)} and ${reachSql(n, 't', scopes, asked.actorId, values)} ${given})`];
  });
}

async function linesOf(l: Life, asked: Asked): Promise<WorkItem[]> {
  const { noun: n, states } = l;
  const values: unknown[] = [];
  const held = heldBy(l, asked, values);
  held.push(...raisedTo(l, asked, values));
  if (held.length === 0) return [];
  const due = dueSql(l);
  const near =
    l.shownBefore === undefined ? 'true' : `${due} <= $${values.push(addDays(asked.today, l.shownBefore))}::date`;
  const unit = n.place.unit ? `t.${columnOf(n.place.unit)}` : 'null::text';
  const alliance = n.place.alliance
    ? `(select a.name from alliance a where a.id = t.${columnOf(n.place.alliance)})`
    : 'null::text';
  if (l.gathered) return gatheredOf(l, asked, { held: held.join(' or '), near, due, values });
  const pressing = n.pressing ? `coalesce(t.${columnOf(n.pressing)}, false)` : 'false';
  const warned = l.warns ? asked.parameter(l.warns) : 0;
  const rows = await asked.db.query<Line>(
    `select t.id, t.${columnOf(n.named)}::text as name, t.state, t.state_since as since, ${due} as due, ${unit} as unit,
      ${alliance} as alliance, ${pressing} as pressing
       from ${sourceOf(n)} t where (${held.join(' or ')}) and ${near} and ${n.place.unit ? narrowed(asked, unit, values) : 'true'}
      order by pressing desc, ${due} nulls last, t.id limit ${MOST}`,
    values,
  );
  return rows.map((r) =>
    item({
      id: `${n.name}:${r.id}`,
      kind: n.name,
      title: `Atender ${n.words.the} ${r.name}`,
      detail: [n.pressing && r.pressing ? n.fields[n.pressing]?.label : null, states[r.state]?.name ?? r.state]
        .filter(Boolean)
        .join(' · '),
      path: `${n.path}/${r.id}`,
      unitId: r.unit,
      allianceName: r.alliance,
      since: r.since,
      dueOn: r.due,
      ...(r.pressing ? { first: true as const } : {}),
      risk: riskBy(r.pressing, r.due, asked.today, warned),
    }),
  );
}

interface Gathered extends Record<string, unknown> {
  readonly id: string | null;
  readonly name: string | null;
  readonly unit: string | null;
  readonly n: number;
  readonly late: number;
  readonly since: Day;
  readonly due: Day | null;
}

/** With more alliances than this, there is one line for all of them. */
const MOST_APART = 5;

/** One line for what waits of each alliance, those due first before the others; or one line for all. */
async function gatheredOf(
  { noun: n, gathered, states, due: dueOn }: Life,
  asked: Asked,
  { held, near, due, values }: { held: string; near: string; due: string; values: unknown[] },
): Promise<WorkItem[]> {
  const unit = n.place.unit ? `t.${columnOf(n.place.unit)}` : 'null::text';
  const alliance = n.place.alliance ? `t.${columnOf(n.place.alliance)}` : 'null::uuid';
  const today = `$${values.push(asked.today)}::date`;
  const within = n.place.unit ? narrowed(asked, unit, values) : 'true';
  const rows = await asked.db.query<Gathered>(
    `select ${alliance} as id, (select a.name from alliance a where a.id = ${alliance}) as name, min(${unit}) as unit, count(*)::int as n,
            (count(*) filter (where ${due} < ${today}))::int as late, min(t.state_since) as since, min(${due}) as due
       from ${sourceOf(n)} t where (${held}) and ${near} and ${within} group by 1 order by due nulls last, 1`,
    values,
  );
  const verb = typeof gathered === 'string' ? gathered : 'Ver qué pasó con';
  const plural = n.words.the.startsWith('la ') ? 'las' : 'los';
  const hasDue = dueOn !== undefined || Object.values(states).some((s) => s.due);
  const open = `${n.path}?open=1${hasDue ? '&sort=dueOn' : ''}`;
  const line = (id: string, of: readonly Gathered[], name: string | null, path: string): WorkItem => {
    const [count, late] = [of.reduce((sum, r) => sum + r.n, 0), of.reduce((sum, r) => sum + r.late, 0)];
    return item({
      id: `${n.name}:${id}`,
      kind: n.name,
      title: [verb, count === 1 ? n.words.the : `${plural} ${n.words.many}`, name ? '' : `de ${of.length} alianzas`]
        .filter(Boolean)
        .join(' '),
      detail: late === 0 ? null : late === 1 ? '1 pasó su día' : `${late} pasaron su día`,
      path,
      unitId: of[0]?.unit ?? null,
      allianceName: name,
      since: of.map((r) => r.since).sort()[0] ?? null,
      dueOn: of[0]?.due ?? null,
      count,
      risk: late > 0 ? 'medium' : 'low',
    });
  };
  if (rows.length > MOST_APART) return [line('*', rows, null, open)];
  return rows.map((r) => line(r.id ?? '-', [r], r.name, `${open}${r.id ? `&${n.place.alliance}=${r.id}` : ''}`));
}
