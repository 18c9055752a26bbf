import * as z from 'zod/mini';
import { addDays, monthOf } from '../../../domain/kernel/dates.ts';
import type { WorkItem, WorkListView } from '../../../domain/kernel/views.ts';
import { parameterOn } from '../../../domain/monitoring/parameters.ts';
import { capturedNames } from '../../../domain/monitoring/versioned.ts';
import { guardianRoles } from '../../../domain/people/guardians.ts';
import type { Role } from '../../../domain/people/roles.ts';
import { manyOf, oneOf } from '../../../domain/records.ts';
import { readParameters } from '../../commands/readParameters.ts';
import { ACTIVE, ATTENDED, EXPECTED, UNVISITED } from '../alliance/filters.ts';
import { readPending } from '../people/pending.ts';
import { defineQuery, type Reading, scopeSql } from '../query.ts';
import { STAFF } from '../readers.ts';
import { reservedKinds } from '../reservedKinds.ts';
import { awaiting } from './workAwaiting.ts';
import { lived } from './workOfLives.ts';
import { conversed } from './workOfRemarks.ts';
import { type Asked, byOf, item, mine, narrowed, riskOf, type Source } from './workParts.ts';

interface WorkParams {
  readonly unit?: string | undefined;
}

const conflicts: Source = async (asked) => {
  const scopes = mine(asked, byOf('conflict.settle'));
  if (scopes.length === 0) return [];
  const values: unknown[] = [];
  const where = `${scopeSql(scopes, { unit: 'a.unit_id', alliance: 'a.id' }, values)} and ${narrowed(asked, 'a.unit_id', values)}`;
  const term = asked.parameter('verificationDays');
  const rows = await asked.db.query<{
    id: string;
    noun: string;
    alliance_id: string;
    name: string;
    unit: string;
    since: string;
  }>(
    `select c.id, c.noun, c.alliance_id, a.name, a.unit_id as unit, e.received_at::date::text as since
       from conflict c join alliance a on a.id = c.alliance_id join journal_entry e on e.id = c.entry_id
      where c.status = 'open' and ${where} order by e.n limit 50`,
    values,
  );
  return rows.map((r) =>
    item({
      id: `conflict:${r.id}`,
      kind: 'conflict',
      title: `Elegir entre dos valores: ${oneOf(r.noun)}`,
      path: `/conflictos/${r.id}`,
      unitId: r.unit,
      allianceName: r.name,
      since: r.since,
      dueOn: addDays(r.since, term),
      risk: riskOf(addDays(r.since, term), term, asked.today),
    }),
  );
};

const duplicates: Source = async (asked) => {
  const scopes = mine(asked, byOf('duplicate.decide'));
  if (scopes.length === 0) return [];
  const values: unknown[] = [];
  const where = `${scopeSql(scopes, { unit: 'd.unit_id' }, values)} and ${narrowed(asked, 'd.unit_id', values)}`;
  const [row] = await asked.db.query<{ n: number }>(
    `select count(*) as n from duplicate_question d where d.status = 'open' and ${where}`,
    values,
  );
  return row && row.n > 0
    ? [
        item({
          id: 'duplicates',
          kind: 'duplicate',
          title: 'Decidir si son lo mismo',
          detail: 'Nombres o carnets parecidos',
          path: '/duplicados',
          risk: 'medium',
          count: row.n,
        }),
      ]
    : [];
};

const gaps: Source = async (asked) => {
  const scopes = mine(asked, byOf('alliance.complete'));
  if (scopes.length === 0) return [];
  const values: unknown[] = [];
  const where = `${scopeSql(scopes, { unit: 'a.unit_id', alliance: 'a.id' }, values)} and ${narrowed(asked, 'a.unit_id', values)}`;
  const [row] = await asked.db.query<{ n: number; active: number }>(
    `select count(*) as n, count(*) filter (where a.state in (${ACTIVE})) as active
       from alliance a join alliance_profile p on p.record_id = a.id and p.standing = 'current' where p.gaps <> '{}' and ${where}`,
    values,
  );
  return row && row.n > 0
    ? [
        item({
          id: 'gaps',
          kind: 'gap',
          title: 'Completar datos de alianzas',
          detail: row.active > 0 ? `${row.active} ${row.active === 1 ? 'está activa' : 'están activas'}` : null,
          path: '/alianzas?gaps=1',
          risk: row.active > 0 ? 'medium' : 'low',
          count: row.n,
        }),
      ]
    : [];
};

const held: Source = async (asked) => {
  const scopes = mine(asked, ['UCN_ME', 'UOD_OPERADOR', 'ADMIN_TI']);
  if (scopes.length === 0) return [];
  const values: unknown[] = [addDays(asked.today, -asked.parameter('heldDays'))];
  const national = scopes.some((s) => s.kind === 'national');
  const within = national
    ? 'true'
    : `(exists (select 1 from role_grant g where g.user_id = h.actor_id and g.scope_ids && $2::text[])
         or exists (select 1 from assignment s join alliance a on a.id = s.alliance_id
           where s.user_id = h.actor_id and a.unit_id = any($2::text[])))
        and not exists (select 1 from receipt rc where rc.command_id = h.command_id and rc.kind = any($3::text[]))`;
  if (!national)
    values.push(
      scopes.flatMap((s) => s.ids),
      reservedKinds,
    );
  const [row] = await asked.db.query<{ n: number; since: string | null }>(
    `select count(*) as n, min(h.received_at)::date::text as since from held_command h where h.received_at < $1::date and (${within})`,
    values,
  );
  return row && row.n > 0
    ? [
        item({
          id: 'held',
          kind: 'held',
          title: 'Registros que esperan a otro que no llega',
          path: '/en-espera',
          since: row.since,
          risk: 'medium',
          count: row.n,
        }),
      ]
    : [];
};

/** What another person asked for and this one can confirm: the same list as on the screen. */
const access: Source = async (asked) => {
  const scopes = mine(asked, byOf('role.confirm'));
  if (scopes.length === 0) return [];
  const { grants, delegations, resets } = await readPending(
    asked.db,
    asked.actorId,
    scopes,
    mine(asked, guardianRoles.roles).length > 0,
  );
  const open = [...grants, ...delegations, ...resets].filter((x) => !x.mine);
  return open.length > 0
    ? [
        item({
          id: 'grants',
          kind: 'grant',
          title: 'Confirmar lo que pidió otra persona',
          detail: 'Roles, delegaciones y códigos de acceso',
          path: '/por-confirmar',
          risk: 'medium',
          count: open.length,
        }),
      ]
    : [];
};

const unattended: Source = async (asked) => {
  const scopes = mine(asked, byOf('assignment.start'));
  if (scopes.length === 0) return [];
  const values: unknown[] = [asked.today];
  const where = `${scopeSql(scopes, { unit: 'a.unit_id' }, values)} and ${narrowed(asked, 'a.unit_id', values)}`;
  const [row] = await asked.db.query<{ n: number }>(
    `select count(*) as n from alliance a where a.state in (${ACTIVE}) and ${where} and not ${ATTENDED('$1')}`,
    values,
  );
  return row && row.n > 0
    ? [
        item({
          id: 'unattended',
          kind: 'assignment',
          title: 'Alianzas activas sin acompañante',
          path: '/alianzas?attended=0',
          risk: 'medium',
          count: row.n,
        }),
      ]
    : [];
};

const unvisited: Source = async (asked) => {
  const scopes = mine(asked, ['UOD_OPERADOR', 'UOD_OFICIAL', 'ACOMPANANTE']);
  if (scopes.length === 0) return [];
  const first = `${monthOf(asked.today)}-01`;
  const values: unknown[] = [first, asked.today];
  const where = `${scopeSql(scopes, { unit: 'a.unit_id', alliance: 'a.id' }, values)} and ${narrowed(asked, 'a.unit_id', values)}`;
  const [row] = await asked.db.query<{ n: number }>(
    `select count(*) as n from alliance a where ${EXPECTED} and ${where} and ${UNVISITED('$1', '$2')}`,
    values,
  );
  const dueOn = addDays(`${monthOf(addDays(first, 31))}-01`, -1);
  return row && row.n > 0
    ? [
        item({
          id: 'unvisited',
          kind: 'visit',
          title: 'Alianzas sin visita este mes',
          path: '/alianzas?unvisited=1',
          dueOn,
          risk: 'low',
          count: row.n,
        }),
      ]
    : [];
};

const returned: Source = async (asked) => {
  const rows = await asked.db.query<{ noun: string; n: number; alliance_id: string; name: string }>(
    capturedNames
      .map(
        (noun) =>
          `select '${noun}' as noun, count(*) as n, a.id as alliance_id, a.name from ${noun} v
            join alliance a on a.id = v.alliance_id where v.standing = 'current' and v.level = 0 and v.author_id = $1
            group by a.id, a.name`,
      )
      .join(' union all '),
    [asked.actorId],
  );
  return rows.map((r) =>
    item({
      id: `returned:${r.noun}:${r.alliance_id}`,
      kind: 'verification',
      title: `Corregir ${manyOf(r.noun)} observadas`,
      path: `/alianzas/${r.alliance_id}`,
      allianceName: r.name,
      risk: 'medium',
      count: r.n,
    }),
  );
};

const sources: readonly Source[] = [
  awaiting(1, 'record.verify', 'Verificar'),
  awaiting(2, 'record.validate', 'Validar'),
  lived,
  conversed,
  conflicts,
  returned,
  held,
  unattended,
  access,
  duplicates,
  gaps,
  unvisited,
];
const RISK = { high: 0, medium: 1, low: 2 } as const;
const NO_DEADLINE = '9999-12-31';

/** The order of lines: pressing ones first, then by risk; of the same risk by deadline, the overdue first. */
function before(a: WorkItem, b: WorkItem): number {
  const due = (a.dueOn ?? NO_DEADLINE).localeCompare(b.dueOn ?? NO_DEADLINE);
  return (
    Number(b.first ?? false) - Number(a.first ?? false) ||
    RISK[a.risk] - RISK[b.risk] ||
    due ||
    a.id.localeCompare(b.id)
  );
}

/** All roles for which something can wait. */
export const WORKERS: readonly Role[] = [...STAFF, 'ADMIN_TI'];

/** All lines that wait for a reader, in order, limited to a unit when one is given. */
export async function gatherWork(
  { db, actor, scopes, today }: Pick<Reading<unknown>, 'db' | 'actor' | 'scopes' | 'today'>,
  unit: string | null,
): Promise<{ items: WorkItem[]; asked: Asked }> {
  const parameters = await readParameters(db);
  const asked: Asked = {
    db,
    actorId: actor.id,
    scopes,
    unit,
    today,
    parameter: (key) => parameterOn(parameters, key, today),
  };
  const items: WorkItem[] = [];
  for (const source of sources) items.push(...(await source(asked)));
  return { items: items.sort(before), asked };
}

/** What waits for this reader, by risk and deadline; each line only for those who may settle it. */
export const workList = defineQuery({
  name: 'work.list',
  title: 'ver lo que espera por mí',
  by: WORKERS,
  params: z.object({ unit: z.optional(z.string().check(z.maxLength(20))) }),
  run: async ({ db, actor, scopes, params, today }: Reading<WorkParams>): Promise<WorkListView> => {
    const { items, asked } = await gatherWork({ db, actor, scopes, today }, params.unit ?? null);
    const values: unknown[] = [];
    const where =
      `${scopeSql(scopes, { unit: 'a.unit_id', alliance: 'a.id', organisation: 'a.organisation_id' }, values)} ` +
      `and ${narrowed(asked, 'a.unit_id', values)}`;
    const corrections = capturedNames
      .map(
        (t) =>
          `(select count(*) from ${t} v join alliance a on a.id = v.alliance_id
            where v.standing = 'current' and v.level = 1 and v.version > 1 and ${where})`,
      )
      .join(' + ');
    const [n] = await db.query<{ alliances: number; active: number; corrections: number }>(
      `select (select count(*) from alliance a where ${where}) as alliances,
        (select count(*) from alliance a where a.state in (${ACTIVE}) and ${where}) as active,
        ${corrections} as corrections`,
      values,
    );
    // Administrators of the system do not read alliances, so these are not counted for them either.
    if (scopes.every((s) => s.role === 'ADMIN_TI')) return { items, counters: [] };
    return {
      items,
      counters: [
        { label: 'alianzas que usted ve', value: n?.alliances ?? 0, path: '/alianzas' },
        { label: 'alianzas activas', value: n?.active ?? 0, path: '/alianzas?active=1' },
        { label: 'correcciones en camino', value: n?.corrections ?? 0, path: null },
      ],
    };
  },
});
