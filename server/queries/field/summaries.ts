import type { SaleSummary, VisitSummary } from '../../../domain/alliance/views.ts';
import type { View } from '../../../domain/people/roles.ts';
import { roles } from '../../../domain/people/roles.ts';
import type { Executor } from '../../db/database.ts';
import { restsOnAnnulled } from '../../stores/reviewRows.ts';

/** What a reader without personal data is shown instead of the author. */
const SOMEBODY = roles.ACOMPANANTE.name;

/** The newest visits of an alliance, in their current versions. `id` is the record's. */
export async function visitSummaries(
  db: Executor,
  allianceId: string,
  limit: number,
  view: View,
): Promise<VisitSummary[]> {
  const rows = await db.query<VisitSummary & Record<string, unknown>>(
    `select v.record_id as id, v.occurred_on as "occurredOn", coalesce(u.name, 's/d') as "authorName", v.done,
      v.not_done_reason as "notDoneReason",
       v.present_women as "presentWomen", v.present_men as "presentMen", v.topics, v.photos, v.level, v.flags,
         v.observed_reason as "observedReason"
     from visit v left join user_account u on u.id = v.author_id
     where v.alliance_id = $1 and v.standing = 'current' and not v.annulled order by v.occurred_on desc, v.record_id desc limit $2`,
    [allianceId, limit],
  );
  return view === 'full' ? rows : rows.map((r) => ({ ...r, authorName: SOMEBODY, photos: [], observedReason: null }));
}

/** The newest sales of an alliance, in their current versions. `id` is the record's. */
export async function saleSummaries(
  db: Executor,
  allianceId: string,
  limit: number,
  view: View,
): Promise<SaleSummary[]> {
  const rows = await db.query<SaleSummary & Record<string, unknown>>(
    `select s.record_id as id, s.occurred_on as "occurredOn", coalesce(u.name, 's/d') as "authorName",
      coalesce(b.name, s.buyer_other, 's/d') as "buyerName",
       p.name as "productName", s.quantity, s.unit_code as "unitCode", s.price, s.total, s.photos, s.level, s.flags,
         ${restsOnAnnulled('s')} as "agreementAnnulled", s.observed_reason as "observedReason"
     from sale s join product p on p.code = s.product_code left join buyer b on b.id = s.buyer_id
       left join user_account u on u.id = s.author_id
     where s.alliance_id = $1 and s.standing = 'current' and not s.annulled order by s.occurred_on desc, s.record_id desc limit $2`,
    [allianceId, limit],
  );
  return view === 'full'
    ? rows
    : rows.map((r) => ({ ...r, authorName: SOMEBODY, buyerName: 'Comprador', photos: [], observedReason: null }));
}
