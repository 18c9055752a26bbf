import * as z from 'zod/mini';
import { commands } from '../../../domain/commands.ts';
import type { CatalogueView, WaitingCommand, WaitingCommandListView } from '../../../domain/field/views.ts';
import { holdsOn } from '../../../domain/kernel/dates.ts';
import { parameterKeys, parameterOn, parameters } from '../../../domain/monitoring/parameters.ts';
import type { ParameterListView } from '../../../domain/monitoring/parameterViews.ts';
import { grantableRoles } from '../../../domain/people/roles.ts';
import { readParameters } from '../../commands/readParameters.ts';
import { RESERVED_KIND } from '../journal/entries.ts';
import { readPage } from '../list.ts';
import { defineQuery, pageParams, type Reading } from '../query.ts';
import { reservedKinds } from '../reservedKinds.ts';
import { heldColumns } from './columns.ts';

/** What forms offer: products, units, conversions, places, and the parameters in force today with their source. */
export const catalogue = defineQuery({
  name: 'catalogue',
  title: 'ver los catálogos',
  by: grantableRoles,
  params: z.object({ programme: z._default(z.string().check(z.maxLength(40)), 'PAR2FA') }),
  run: async ({ db, params, today }: Reading<{ programme: string }>): Promise<CatalogueView> => {
    const list = await readParameters(db);
    const ruling = (key: string) =>
      list.find(
        (p) =>
          p.key === key && p.programmeId === params.programme && holdsOn({ from: p.validFrom, to: p.validTo }, today),
      );
    return {
      programmes: await db.query('select id, name from programme order by starts_on'),
      products: await db.query('select code, name, rubro, base_unit as "baseUnit" from product order by rubro, name'),
      units: await db.query('select code, name, kind from measure_unit order by kind, name'),
      conversions: await db.query(
        'select product_code as "productCode", unit_code as "unitCode", factor from unit_conversion order by product_code, unit_code',
      ),
      departments: await db.query('select code, name from department order by code'),
      municipalities: await db.query(
        'select code, name, department_code as "departmentCode" from municipality order by name, code',
      ),
      operatingUnits: await db.query(
        `select code, short_name as name, kind from operating_unit order by kind <> 'UCN', kind, code`,
      ),
      parameters: parameterKeys.map((key) => ({
        key,
        name: parameters[key].name,
        unit: parameters[key].unit,
        value: parameterOn(list, key, today, params.programme),
        source: ruling(key)?.source ?? parameters[key].source,
        assumption: ruling(key)?.assumption ?? parameters[key].assumption,
        since: ruling(key)?.validFrom ?? null,
      })),
    };
  },
});

/** Every parameter with the value in force today, its source, and its earlier and later values. */
export const parameterList = defineQuery({
  name: 'parameter.list',
  title: 'ver los parámetros y su historia',
  by: grantableRoles,
  params: z.object({ programme: z._default(z.string().check(z.maxLength(40)), 'PAR2FA') }),
  run: async ({ db, params, today }: Reading<{ programme: string }>): Promise<ParameterListView> => {
    const list = await readParameters(db);
    const rows = parameterKeys.map((key) => {
      const own = list
        .filter((p) => p.programmeId === params.programme && p.key === key)
        .sort((a, b) => b.validFrom.localeCompare(a.validFrom));
      const ruling = own.find((p) => holdsOn({ from: p.validFrom, to: p.validTo }, today));
      return {
        key,
        name: parameters[key].name,
        unit: parameters[key].unit,
        value: parameterOn(list, key, today, params.programme),
        source: ruling?.source ?? parameters[key].source,
        assumption: ruling?.assumption ?? parameters[key].assumption,
        values: own.map((p) => ({
          id: p.id,
          value: Number(p.value),
          from: p.validFrom,
          to: p.validTo,
          source: p.source,
          assumption: p.assumption,
        })),
      };
    });
    return { programmeId: params.programme, rows };
  },
});

/** The title of a command; for a reserved one, only that it is reserved. */
const titleOf = (kind: string): string =>
  reservedKinds.includes(kind) ? RESERVED_KIND.title : (commands.get(kind)?.title ?? kind);

interface HeldParams {
  page: number;
  pageSize: number;
  late?: '0' | '1' | undefined;
}

/**
 * Commands that wait for one that they need: late ones first, by age. National reach sees all, a unit those of its
 * people. Of a reserved command the nation is told that it waits and not whose it is; a unit is told nothing, since its
 * list goes by whose they are.
 */
export const heldList = defineQuery({
  name: 'held.list',
  title: 'ver los registros en espera',
  by: ['UCN_ME', 'UCN_COORD', 'ADMIN_TI', 'AUDITOR', 'UOD_OPERADOR'],
  params: z.object({ ...pageParams, late: z.optional(z.enum(['0', '1'])) }) as unknown as z.ZodMiniType<HeldParams>,
  columns: heldColumns,
  run: async ({ db, scopes, view, params, today }: Reading<HeldParams>): Promise<WaitingCommandListView> => {
    const list = await readParameters(db);
    const term = parameterOn(list, 'heldDays', today);
    const values: unknown[] = [today, term];
    const national = scopes.some((s) => s.kind === 'national');
    if (!national)
      values.push(
        scopes.flatMap((s) => s.ids),
        reservedKinds,
      );
    const within = national
      ? 'true'
      : `(exists (select 1 from role_grant g where g.user_id = h.actor_id and g.scope_ids && $3::text[])
          or exists (select 1 from assignment s join alliance a on a.id = s.alliance_id
            where s.user_id = h.actor_id and a.unit_id = any($3::text[])))
         and not coalesce(rc.kind = any($4::text[]), false)`;
    const late = params.late
      ? `and ($1::date - (h.received_at at time zone 'America/La_Paz')::date > $2::integer) = ${params.late === '1'}`
      : '';
    const { rows, ...page } = await readPage<
      Omit<WaitingCommand, 'title' | 'waitsFor'> & {
        waitsFor: { id: string; kind: string | null; status: string | null }[] | null;
      }
    >(db, params, {
      sql: `select h.command_id as "commandId", coalesce(rc.kind, '') as kind, coalesce(u.name, 's/d') as "authorName",
        h.received_at as "receivedAt",
         $1::date - (h.received_at at time zone 'America/La_Paz')::date as days,
           $1::date - (h.received_at at time zone 'America/La_Paz')::date > $2::integer as late,
         (select jsonb_agg(coalesce((select jsonb_build_object('id', r.command_id, 'kind', r.kind, 'status', r.status)
           from receipt r where r.command_id = w.id),
           jsonb_build_object('id', w.id, 'kind', null, 'status', null))) from unnest(h.waits_for) w(id)) as "waitsFor",
         count(*) over () as "inAll"
       from held_command h left join receipt rc on rc.command_id = h.command_id
         left join user_account u on u.id = h.actor_id where ${within} ${late}`,
      values,
      order: 'h.received_at, h.command_id',
    });
    return {
      ...page,
      rows: rows.map((r) => ({
        ...r,
        authorName: reservedKinds.includes(r.kind) ? 'Reservado' : view === 'full' ? r.authorName : 's/d',
        title: titleOf(r.kind),
        ...(reservedKinds.includes(r.kind) ? RESERVED_KIND : {}),
        waitsFor: (r.waitsFor ?? []).map((w) => ({
          id: w.id,
          status: w.status,
          title: w.kind ? titleOf(w.kind) : null,
        })),
      })),
    };
  },
});
