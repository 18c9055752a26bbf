import * as z from 'zod/mini';
import { capturedNames } from '../../../domain/monitoring/versioned.ts';
import type { NotificationView } from '../../../domain/monitoring/views.ts';
import { manyOf } from '../../../domain/records.ts';
import { accessNews } from '../people/accessNews.ts';
import { defineQuery, type Reading } from '../query.ts';
import { gatherWork, WORKERS } from './work.ts';

/** For this many days, a decision on a reader's own record counts as news. */
const NEWS_DAYS = 7;

/**
 * What concerns the reader now: what waits for them, and recent decisions on records that they captured. It is worked
 * out from the records each time and never stored, so it cannot disagree with them.
 */
export const notificationList = defineQuery({
  name: 'notification.list',
  title: 'ver mis avisos',
  by: WORKERS,
  params: z.object({}),
  run: async (reading: Reading<Record<string, never>>): Promise<NotificationView> => {
    const { db, actor, today } = reading;
    const { items } = await gatherWork(reading, null);
    const decided = await db.query<{
      noun: string;
      action: string;
      alliance_id: string;
      name: string;
      n: number;
      since: string;
    }>(
      capturedNames
        .map(
          (
            noun,
          ) => `select '${noun}' as noun, r.action, a.id as alliance_id, a.name, count(*) as n, max(r.reviewed_on) as since
             from ${noun} v join review r on r.version_id = v.id and r.action in ('verified', 'validated')
               join alliance a on a.id = v.alliance_id
            where v.author_id = $1 and r.reviewed_on > $2::date - ${NEWS_DAYS} group by r.action, a.id, a.name`,
        )
        .join(' union all '),
      [actor.id, today],
    );
    const waiting = items.map(({ id, kind, title, detail, path, since, risk, count, allianceName }) => ({
      id,
      kind,
      title,
      detail: detail ?? allianceName,
      path,
      since,
      urgent: risk === 'high',
      count,
    }));
    const news = decided.map((d) => ({
      id: `decided:${d.noun}:${d.action}:${d.alliance_id}`,
      kind: 'decided',
      title: `${d.action === 'verified' ? 'La unidad verificó' : 'Se validaron a nivel nacional'} ${manyOf(d.noun)} suyas`,
      detail: d.name,
      path: `/alianzas/${d.alliance_id}`,
      since: d.since,
      urgent: false,
      count: d.n,
    }));
    const access = (await accessNews(db, actor.id, today, NEWS_DAYS)).map((a) => ({
      ...a,
      kind: 'access',
      path: '/mi-cuenta',
      urgent: false,
      count: 1,
    }));
    const all = [...waiting, ...access, ...news];
    return { items: all, total: all.reduce((sum, item) => sum + item.count, 0) };
  },
});
