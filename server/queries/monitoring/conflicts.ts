import * as z from 'zod/mini';
import { idSchema } from '../../../domain/kernel/envelope.ts';
import { isTold } from '../../../domain/kernel/noun/record.ts';
import { sameValue } from '../../../domain/kernel/versions.ts';
import { isVersioned, versioned } from '../../../domain/monitoring/versioned.ts';
import type { ConflictListView, ConflictRow, ConflictSide, ConflictView } from '../../../domain/monitoring/views.ts';
import type { View } from '../../../domain/people/roles.ts';
import { fieldsOfTable } from '../../../domain/records.ts';
import { Conditions, readPage, searchedPage } from '../list.ts';
import { defineQuery, pageParams, type Reading, scopeSql } from '../query.ts';
import { STAFF } from '../readers.ts';
import { conflictColumns } from './columns.ts';
import { type Disputed, disputedFields, versionJson, writtenBy } from './conflictFields.ts';
import { type ReadVersion, readVersions } from './recordVersions.ts';

interface ListParams {
  page: number;
  pageSize: number;
  unit?: string | undefined;
  noun?: string | undefined;
  status?: 'open' | 'settled' | undefined;
  allianceId?: string | undefined;
  text?: string | undefined;
}

const SCOPE = {
  unit: 'coalesce(a.unit_id, c.unit_id)',
  alliance: 'c.alliance_id',
  organisation: 'a.organisation_id',
} as const;
const SINCE = `(select e.occurred_on from journal_change jc join journal_entry e on e.id = jc.entry_id
  where jc.row_id = c.id and jc.op = 'insert' limit 1)`;

/** Conflicts within reach, oldest first, both values side by side. */
export const conflictList = defineQuery({
  name: 'conflict.list',
  title: 'ver los conflictos',
  by: STAFF,
  params: z.object({
    ...pageParams,
    unit: z.optional(z.string().check(z.maxLength(20))),
    noun: z.optional(z.string().check(z.maxLength(40))),
    status: z.optional(z.enum(['open', 'settled'])),
    allianceId: z.optional(idSchema),
    text: z.optional(z.string().check(z.maxLength(120))),
  }) as unknown as z.ZodMiniType<ListParams>,
  columns: conflictColumns,
  run: async ({ db, scopes, view, params }: Reading<ListParams>): Promise<ConflictListView> => {
    return searchedPage(params.text, async (how) => {
      const where = new Conditions();
      where.add(scopeSql(scopes, SCOPE, where.values));
      where.on(params.status ?? 'open', (at) => `c.status = ${at}`);
      where.on(params.unit, (at) => `coalesce(a.unit_id, c.unit_id) = ${at}`);
      where.on(params.noun, (at) => `c.noun = ${at}`);
      where.on(params.allianceId, (at) => `c.alliance_id = ${at}::uuid`);
      where.words(params.text, how, ['a.name', 'a.code']);
      const { rows, ...page } = await readPage<Omit<ConflictRow, 'fields'> & Disputed>(db, params, {
        sql: `select c.id, c.noun, c.fields, ${versionJson('c.noun', 'c.current_id')} as current,
          ${versionJson('c.noun', 'c.proposed_id')} as proposed,
         coalesce(${writtenBy('c.noun', 'c.current_id')}, 's/d') as "currentBy",
           coalesce(${writtenBy('c.noun', 'c.proposed_id')}, 's/d') as "proposedBy", ${SINCE} as since,
         c.record_id as "recordId", c.status, c.alliance_id as "allianceId", a.name as "allianceName",
           coalesce(a.unit_id, c.unit_id) as "unitId", u.short_name as "unitName", count(*) over () as "inAll"
       from conflict c left join alliance a on a.id = c.alliance_id left join operating_unit u on u.code = coalesce(a.unit_id, c.unit_id)
       where ${where.sql}`,
        values: where.values,
        order: 'since, c.id',
      });
      const fields = await disputedFields(db, rows, view);
      return {
        ...page,
        rows: rows.map(({ current: _current, proposed: _proposed, ...row }, i) => ({
          ...row,
          currentBy: view === 'full' ? row.currentBy : 's/d',
          proposedBy: view === 'full' ? row.proposedBy : 's/d',
          fields: fields[i] ?? [],
        })),
      };
    });
  },
});

function sideOf({ view: v }: ReadVersion): ConflictSide {
  const { id, version, authorName, role, deviceName, occurredOn, capturedAt, receivedAt, clock } = v;
  return {
    versionId: id,
    version,
    authorName,
    role,
    deviceName,
    occurredOn,
    capturedAt,
    receivedAt,
    clockOffsetMs: clock?.offsetMs ?? null,
  };
}

/** All fields of content of both versions side by side, those in dispute first. */
function fieldsOf(
  noun: string,
  names: readonly string[],
  current: ReadVersion,
  proposed: ReadVersion,
  view: View,
): ConflictView['fields'] {
  const written = (version: ReadVersion, field: string) =>
    version.view.fields.find((f) => f.field === field)?.value ?? null;
  const labels = new Map([...current.view.fields, ...proposed.view.fields].map((f) => [f.field, f.label]));
  return (versioned[noun]?.fields ?? [])
    .filter(
      (field) =>
        labels.has(field) &&
        (names.includes(field) || !sameValue(current.row[field], null) || !sameValue(proposed.row[field], null)),
    )
    .map((field) => ({
      field,
      label: labels.get(field) ?? field,
      current: written(current, field),
      proposed: written(proposed, field),
      disputed: names.includes(field),
      raw:
        names.includes(field) && isTold(fieldsOfTable(noun)[field], view)
          ? { current: current.row[field] ?? null, proposed: proposed.row[field] ?? null }
          : null,
    }))
    .sort((a, b) => Number(b.disputed) - Number(a.disputed));
}

/** One conflict, open or settled, with both whole versions and both authors. */
export const conflictGet = defineQuery({
  name: 'conflict.get',
  title: 'ver un conflicto',
  by: STAFF,
  params: z.object({ id: idSchema }),
  run: async ({ db, scopes, view, params }: Reading<{ id: string }>): Promise<ConflictView | null> => {
    const values: unknown[] = [params.id];
    const [found] = await db.query<
      Omit<ConflictView, 'current' | 'proposed' | 'fields'> & {
        names: string[];
        currentId: string;
        proposedId: string;
      } & Record<string, unknown>
    >(
      `select c.id, c.version, c.noun, c.record_id as "recordId", c.status, c.choice, c.reason,
        su.name as "settledByName", c.settled_on as "settledOn", c.alliance_id as "allianceId",
         a.name as "allianceName", u.short_name as "unitName", c.fields as names, c.current_id as "currentId", c.proposed_id as "proposedId"
       from conflict c left join alliance a on a.id = c.alliance_id
         left join operating_unit u on u.code = coalesce(a.unit_id, c.unit_id)
         left join user_account su on su.id = c.settled_by
       where c.id = $1::uuid and ${scopeSql(scopes, SCOPE, values)}`,
      values,
    );
    if (!found || !isVersioned(found.noun)) return null;
    const { names, currentId, proposedId, ...head } = found;
    const versions = await readVersions(
      db,
      found.noun,
      't.id = any($1::text[]::uuid[])',
      [[currentId, proposedId]],
      view,
    );
    const current = versions.find((v) => v.row.id === currentId);
    const proposed = versions.find((v) => v.row.id === proposedId);
    if (!current || !proposed) return null;
    return {
      ...head,
      reason: view === 'full' ? head.reason : null,
      settledByName: view === 'full' ? head.settledByName : null,
      current: sideOf(current),
      proposed: sideOf(proposed),
      fields: fieldsOf(found.noun, names, current, proposed, view),
    };
  },
});
