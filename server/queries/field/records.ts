import * as z from 'zod/mini';
import { businessAgreement } from '../../../domain/alliance/businessAgreement.ts';
import { sale } from '../../../domain/field/sale.ts';
import type { RecordView } from '../../../domain/field/views.ts';
import { visit } from '../../../domain/field/visit.ts';
import { idSchema } from '../../../domain/kernel/envelope.ts';
import { levels } from '../../../domain/kernel/versions.ts';
import { recordTitle } from '../../../domain/words/recordTitle.ts';
import { restsOnAnnulled, salesResting } from '../../stores/reviewRows.ts';
import { ALLIANCE_SCOPE } from '../alliance/reach.ts';
import { journalEntries } from '../journal/entries.ts';
import { readVersions, recordAlliance, reviewSteps } from '../monitoring/recordVersions.ts';
import { defineQuery, type Reading, scopeSql } from '../query.ts';

/** How many entries of its history the page of a record shows. */
const HISTORY = 30;

async function recordView(
  { db, scopes, view, params }: Reading<{ id: string }>,
  noun: RecordView['noun'],
): Promise<RecordView | null> {
  const values: unknown[] = [params.id];
  const [found] = await db.query<
    Pick<RecordView, 'openConflictId' | 'agreementAnnulled' | 'sales'> & { allianceId: string }
  >(
    `select a.id as "allianceId",
      (select c.id from conflict c where c.record_id = t.record_id and c.status = 'open' limit 1) as "openConflictId",
         ${noun === 'sale' ? restsOnAnnulled('t') : 'false'} as "agreementAnnulled",
           ${noun === 'commercial_agreement' ? salesResting('t') : '0'} as sales
       from ${noun} t join alliance a on a.id = t.alliance_id join alliance_profile p on p.record_id = a.id and p.standing = 'current'
      where t.record_id = $1::uuid and t.standing = 'current' and ${scopeSql(scopes, ALLIANCE_SCOPE, values)}`,
    values,
  );
  const alliance = found ? await recordAlliance(db, found.allianceId) : null;
  if (!found || !alliance) return null;
  const versions = await readVersions(db, noun, 't.record_id = $1::uuid', [params.id], view, alliance.place);
  const current = versions.find((v) => v.view.standing === 'current');
  if (!current) return null;
  const validated = versions.findLast((v) => v.view.level === levels.validated && v.view.standing !== 'rejected');
  const newer = versions.filter(
    (v) =>
      validated &&
      v.view.version > validated.view.version &&
      v.view.standing !== 'rejected' &&
      v.view.level < levels.validated,
  );
  return {
    noun,
    recordId: params.id,
    title: recordTitle(noun, current.row, view === 'full' ? current.names : { ...current.names, buyerId: null }),
    alliance,
    versions: versions.map((v) => v.view).reverse(),
    reviews: await reviewSteps(db, params.id, view),
    corrections: newer.length,
    openConflictId: found.openConflictId,
    agreementAnnulled: found.agreementAnnulled,
    sales: found.sales,
    journal: await journalEntries(
      db,
      `e.id = any(array(select je.id from journal_entry je where je.subject_id = $1::uuid union select rv.entry_id
        from review rv where rv.record_id = $1::uuid))`,
      [params.id],
      { limit: HISTORY, offset: 0, changes: `c.after ->> 'record_id' = $1::uuid::text` },
      view,
    ),
  };
}

export const visitGet = defineQuery({
  name: 'visit.get',
  title: 'ver una visita',
  by: visit.reads,
  params: z.object({ id: idSchema }),
  run: (reading: Reading<{ id: string }>) => recordView(reading, 'visit'),
});

export const saleGet = defineQuery({
  name: 'sale.get',
  title: 'ver una venta',
  by: sale.reads,
  params: z.object({ id: idSchema }),
  run: (reading: Reading<{ id: string }>) => recordView(reading, 'sale'),
});

export const businessAgreementGet = defineQuery({
  name: 'businessAgreement.get',
  title: 'ver un acuerdo comercial',
  by: businessAgreement.reads,
  params: z.object({ id: idSchema }),
  run: (reading: Reading<{ id: string }>) => recordView(reading, 'commercial_agreement'),
});
