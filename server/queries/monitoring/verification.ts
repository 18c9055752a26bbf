import * as z from 'zod/mini';
import { idSchema } from '../../../domain/kernel/envelope.ts';
import { type BatchStage, drawnBy } from '../../../domain/monitoring/batch.ts';
import { type Checked, signalsOf } from '../../../domain/monitoring/checks.ts';
import type { Batch } from '../../../domain/monitoring/review.ts';
import { versionedNames } from '../../../domain/monitoring/versioned.ts';
import type { BatchGroup, BatchItem, BatchListView, BatchView } from '../../../domain/monitoring/views.ts';
import { recordTitle } from '../../../domain/words/recordTitle.ts';
import { readParameters } from '../../commands/readParameters.ts';
import { levelBefore, reviewSources } from '../../stores/reviewRows.ts';
import { Conditions, readPage } from '../list.ts';
import { defineQuery, pageParams, type Reading, scopeSql } from '../query.ts';
import { REVIEWERS } from '../readers.ts';
import { batchColumns } from './columns.ts';
import { readVersions } from './recordVersions.ts';

const noun = z.string().check(z.refine((n) => versionedNames.includes(n), 'Ese tipo de registro no se verifica.'));
const stages = ['unit', 'nation'] as const;

interface ListParams {
  page: number;
  pageSize: number;
  unit?: string | undefined;
  noun?: string | undefined;
  stage?: BatchStage | undefined;
  month?: string | undefined;
  done?: '0' | '1' | undefined;
}

interface Group extends Record<string, unknown> {
  batch: string | null;
  noun: string;
  unitId: string;
  unitName: string;
  month: string;
  stage: BatchStage;
  waiting: number;
  flagged: number;
  sample: number;
  rest: number;
  decided: number;
  since: string | null;
  drawnByName: string | null;
  drawnOn: string | null;
  total: number;
}

/** Counts the records of one kind that wait for a stage, by unit and month, whether in a batch or not. */
function waitingGroups(kind: string, stage: BatchStage): string {
  const source = reviewSources[kind];
  if (!source) throw new Error(`no review source for ${kind}`);
  return `select '${kind}' as noun, t.unit, t.month, '${stage}' as stage, b.id as batch, count(*) as waiting,
      count(*) filter (where t.id = any(b.flagged)) as flagged, count(*) filter (where t.id = any(b.sample)) as sample,
        count(*) filter (where t.id = any(b.rest)) as rest,
      min(t.since) as since
    from (select t.id, ${source.unit} as unit, ${source.since} as since, ${source.month} as month from ${source.waitingFrom}
           where t.standing = 'current' and t.level = ${levelBefore[stage]}) t
    left join verification_batch b on b.noun = '${kind}' and b.stage = '${stage}' and b.unit_id = t.unit and b.month = t.month
      and (t.id = any(b.flagged) or t.id = any(b.sample) or t.id = any(b.rest))
    group by 1, 2, 3, 4, 5`;
}

/**
 * Groups that wait to be drawn, and drawn batches with what is left of them: first those of the reader's own stage,
 * then by month from the oldest.
 */
export const batchList = defineQuery({
  name: 'verification.batches',
  title: 'ver lo que espera verificación',
  by: REVIEWERS,
  params: z.object({
    ...pageParams,
    unit: z.optional(z.string().check(z.maxLength(20))),
    noun: z.optional(noun),
    stage: z.optional(z.enum(stages)),
    month: z.optional(z.string().check(z.regex(/^\d{4}-\d{2}$/))),
    done: z.optional(z.enum(['0', '1'])),
  }) as unknown as z.ZodMiniType<ListParams>,
  columns: batchColumns,
  run: async ({ db, scopes, params }: Reading<ListParams>): Promise<BatchListView> => {
    const where = new Conditions();
    where.add(scopeSql(scopes, { unit: 'g.unit' }, where.values));
    where.on(params.unit, (at) => `g.unit = ${at}`);
    where.on(params.month, (at) => `g.month = ${at}`);
    where.on(params.noun, (at) => `g.noun = ${at}`);
    where.on(params.stage, (at) => `g.stage = ${at}`);
    const kinds = versionedNames.filter((n) => !params.noun || n === params.noun);
    const at = stages.filter((s) => !params.stage || s === params.stage);
    const groups = kinds.flatMap((kind) => at.map((stage) => waitingGroups(kind, stage)));
    const done =
      params.done === '1'
        ? `union all select b.noun, b.unit_id, b.month, b.stage, b.id, 0, 0, 0, 0, null from verification_batch b
          where not exists (select 1 from waiting w where w.batch = b.id)`
        : '';
    // The reader's own stage comes first.
    const own = stages
      .filter((stage) => scopes.some((scope) => drawnBy[stage].includes(scope.role)))
      .map((stage) => `'${stage}'`);
    const { rows, ...page } = await readPage<Group>(db, params, {
      sql: `with waiting as (${groups.join(' union all ')})
       select g.batch, g.noun, g.unit as "unitId", u.short_name as "unitName", g.month, g.stage, g.waiting, g.flagged, g.sample, g.rest,
         coalesce(cardinality(b.flagged) + cardinality(b.sample) + cardinality(b.rest) - g.waiting, 0) as decided,
         (g.since at time zone 'America/La_Paz')::date as since, du.name as "drawnByName", b.drawn_on as "drawnOn",
           count(*) over () as "inAll"
       from (select * from waiting ${done}) g join operating_unit u on u.code = g.unit
       left join verification_batch b on b.id = g.batch left join user_account du on du.id = b.drawn_by
       where ${where.sql}`,
      values: where.values,
      order:
        `g.waiting = 0, g.stage <> all(array[${own.join(', ')}]::text[]), g.month, g.stage desc, u.short_name, ` +
        'g.noun, g.batch nulls first',
    });
    return {
      ...page,
      rows: rows.map(({ batch, ...r }) => ({
        ...r,
        id: batch ?? `${r.unitId}:${r.noun}:${r.month}:${r.stage}`,
        drawn: batch !== null,
      })),
    };
  },
});

const ORDER: Readonly<Record<BatchGroup, number>> = { flagged: 0, sample: 1, rest: 2 };

/**
 * One batch, one line for each record: first those with signals (the unlikely ones before the others), then the sample,
 * then the rest.
 */
export const batchGet = defineQuery({
  name: 'verification.batch',
  title: 'ver un lote de verificación',
  by: REVIEWERS,
  params: z.object({ id: idSchema }),
  run: async ({ db, scopes, view, params, today }: Reading<{ id: string }>): Promise<BatchView | null> => {
    const values: unknown[] = [params.id];
    const [batch] = await db.query<
      Omit<Batch, 'version' | 'drawnBy'> & { unitName: string; drawnByName: string | null } & Record<string, unknown>
    >(
      `select b.id, b.noun, b.unit_id as "unitId", b.month, b.stage, b.seed, b.population, b.flagged, b.sample, b.rest,
        b.drawn_on as "drawnOn", u.short_name as "unitName", du.name as "drawnByName"
         from verification_batch b join operating_unit u on u.code = b.unit_id left join user_account du on du.id = b.drawn_by
        where b.id = $1 and ${scopeSql(scopes, { unit: 'b.unit_id' }, values)}`,
      values,
    );
    const source = batch ? reviewSources[batch.noun] : undefined;
    if (!batch || !source) return null;
    const groups = new Map<string, BatchGroup>([
      ...batch.flagged.map((id) => [id, 'flagged'] as const),
      ...batch.sample.map((id) => [id, 'sample'] as const),
      ...batch.rest.map((id) => [id, 'rest'] as const),
    ]);
    const ids = [...groups.keys()];
    const versions = await readVersions(db, batch.noun, 't.id = any($1::text[]::uuid[])', [ids], view);
    // Only the records that had signals when the batch was drawn are compared again; the others had none.
    const checked = await db.query<
      { id: string; allianceId: string | null; allianceName: string | null; checked: Checked | null } & Record<
        string,
        unknown
      >
    >(
      `select t.id, ${source.alliance} as "allianceId", ${batch.noun === 'organisation_member' ? 'o.name' : 'a.name'} as "allianceName",
         case when t.id = any($2::text[]::uuid[]) then ${source.checked} end as checked
       from ${source.from} where t.id = any($1::text[]::uuid[])`,
      [ids, batch.flagged],
    );
    const parameters = await readParameters(db);
    const action = batch.stage === 'unit' ? 'verified' : 'validated';
    const decisions = await db.query<{
      versionId: string;
      decision: 'verified' | 'validated' | 'observed';
      byName: string;
    }>(
      `select distinct on (v.version_id) v.version_id as "versionId", v.action as decision,
        coalesce(u.name, 's/d') as "byName"
        from review v left join user_account u on u.id = v.reviewed_by
         join journal_entry e on e.id = v.entry_id
           where v.version_id = any($1::text[]::uuid[]) and v.action in ($2, 'observed')
           order by v.version_id, e.n desc`,
      [ids, action],
    );
    const decided = new Map(decisions.map((d) => [d.versionId, d]));
    const placed = new Map(checked.map((c) => [c.id, c]));
    const items = versions.map(({ row, names, view: v }): BatchItem => {
      const where = placed.get(row.id);
      const done = decided.get(row.id);
      return {
        versionId: row.id,
        recordId: row.recordId,
        group: groups.get(row.id) ?? 'rest',
        title: recordTitle(batch.noun, row, view === 'full' ? names : { ...names, representativeId: null }),
        allianceId: where?.allianceId ?? null,
        allianceName: where?.allianceName ?? null,
        occurredOn: v.occurredOn || null,
        authorName: v.authorName,
        signals: where?.checked ? signalsOf(where.checked, parameters, today).map((s) => s.code) : [],
        decision: done?.decision ?? null,
        decidedByName: done?.byName ?? null,
        gone: !done && v.standing !== 'current',
      };
    });
    const { id, unitId, unitName, noun: kind, month, stage, seed, population, drawnOn } = batch;
    return {
      id,
      unitId,
      unitName,
      noun: kind,
      month,
      stage,
      seed,
      population,
      drawnOn,
      drawnByName: batch.drawnByName ?? 's/d',
      items: items.sort(
        (a, b) =>
          ORDER[a.group] - ORDER[b.group] ||
          Number(b.signals.includes('unlikely')) - Number(a.signals.includes('unlikely')) ||
          (a.occurredOn ?? '').localeCompare(b.occurredOn ?? '') ||
          a.versionId.localeCompare(b.versionId),
      ),
    };
  },
});
