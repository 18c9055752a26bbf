import * as z from 'zod/mini';
import { commands } from '../../../domain/commands.ts';
import type { ErasureListView, ErasureRow } from '../../../domain/kernel/views.ts';
import { defineQuery, pageParams } from '../query.ts';
import { reservedKinds } from '../reservedKinds.ts';
import { erasureColumns } from './columns.ts';
import { RESERVED_KIND } from './entries.ts';

const params = z.object({ ...pageParams, status: z.optional(z.enum(['proposed', 'confirmed', 'refused'])) });
type Params = z.infer<typeof params>;

type Read = Omit<ErasureRow, 'title'> & Record<string, unknown>;

/** Requests to erase content of the journal, newest first: why, by whom, what was decided, and whether it is done. */
export const erasureList = defineQuery<Params, ErasureListView>({
  name: 'erasure.list',
  title: 'ver los borrados',
  by: ['UCN_COORD', 'UCN_ME', 'ADMIN_TI', 'AUDITOR'],
  params: params as unknown as z.ZodMiniType<Params>,
  columns: erasureColumns,
  run: async ({ db, actor, params: p }) => {
    const rows = await db.query<Read>(
      `select r.id, r.version, r.target_id as "targetId", e.kind, s.number, r.reason, r.basis, r.status,
        coalesce(q.name, 'Sistema') as "proposedByName",
         r.proposed_on as "proposedOn", d.name as "decidedByName", r.decided_on as "decidedOn", r.decided_reason as "decidedReason",
         r.proposed_by = $1::uuid as mine,
         r.status = 'confirmed' and not exists (select from journal_body b where b.entry_id = r.target_id and b.body is not null) as done
         from erasure r left join journal_entry e on e.id = r.target_id left join journal_seal s on s.entry_id = r.target_id
         left join user_account q on q.id = r.proposed_by left join user_account d on d.id = r.decided_by
        where $2::text is null or r.status = $2 order by r.proposed_on desc, r.id desc limit $3 offset $4`,
      [actor.id, p.status ?? null, p.pageSize, (p.page - 1) * p.pageSize],
    );
    const [all] = await db.query<{ n: number }>(
      'select count(*) as n from erasure where $1::text is null or status = $1',
      [p.status ?? null],
    );
    return {
      rows: rows.map(
        (row) =>
          ({
            ...row,
            title: commands.get(row.kind)?.title ?? row.kind,
            ...(reservedKinds.includes(row.kind) ? RESERVED_KIND : {}),
          }) as ErasureRow,
      ),
      total: all?.n ?? 0,
      page: p.page,
      pageSize: p.pageSize,
    };
  },
});
