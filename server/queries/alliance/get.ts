import * as z from 'zod/mini';
import { type Alliance, type GapField, gapFields } from '../../../domain/alliance/alliance.ts';
import { isAllianceState } from '../../../domain/alliance/states.ts';
import type {
  AllianceView,
  AssignmentView,
  BusinessAgreementView,
  DocumentView,
} from '../../../domain/alliance/views.ts';
import { blockedBy } from '../../../domain/alliance/workflow.ts';
import { commitment, commitmentLife } from '../../../domain/field/commitment.ts';
import { isRole, roles } from '../../../domain/people/roles.ts';
import { toCamelRow } from '../../commands/names.ts';
import { relatedTo } from '../../nouns/related.ts';
import { saleSummaries, visitSummaries } from '../field/summaries.ts';
import { journalEntries, reservedEntry } from '../journal/entries.ts';
import { conflictsOfAlliance } from '../monitoring/conflictFields.ts';
import { defineQuery, type Reading, scopeSql } from '../query.ts';
import { ALLIANCE_READERS, RECORD_READERS } from '../readers.ts';
import { ALLIANCE_FROM, ALLIANCE_SCOPE, FAMILIES } from './reach.ts';
import { transitionsOf } from './transitions.ts';

/** How many visits, sales and journal entries the file shows; their own lists have the rest. */
const RECENT = 12;

interface Found extends Record<string, unknown> {
  alliance: Record<string, unknown>;
  header: Pick<AllianceView, 'unitName' | 'programmeName'>;
  sourceDocument: DocumentView | null;
  profile: AllianceView['profile'] & { gaps: GapField[] };
  organisation: AllianceView['organisation'];
  agreement: AllianceView['agreement'];
  business: BusinessAgreementView[] | null;
  stages: AllianceView['stages'] | null;
  assignments: AssignmentView[] | null;
  documents: DocumentView[] | null;
  visitsTotal: number;
  salesTotal: number;
  corrections: number;
  overdueCommitments: number;
}

const DOCUMENT = (t: string) =>
  `jsonb_build_object('id', ${t}.id, 'title', ${t}.title, 'reference', ${t}.reference, 'issuedOn', ${t}.issued_on,
    'fileHash', ${t}.file_hash)`;

/** The states in which a commitment waits to be fulfilled. */
const OPEN_COMMITMENTS = Object.entries(commitmentLife.states)
  .flatMap(([state, { final }]) => (final ? [] : [`'${state}'`]))
  .join(', ');

/** The number of records whose validated version is being corrected by a newer one that is not validated yet. */
const CORRECTIONS = ['visit', 'sale', 'agreement', 'commercial_agreement']
  .map(
    (t) =>
      `(select count(distinct c.record_id) from ${t} c
        join ${t} v on v.record_id = c.record_id and v.level = 3 and v.version < c.version
        where c.alliance_id = a.id and c.standing = 'current' and c.level < 3)`,
  )
  .concat(
    `(select count(*) from alliance_profile v
      where v.record_id = a.id and v.level = 3
        and v.version = (select max(x.version) from alliance_profile x where x.record_id = a.id and x.level = 3)
        and p.level < 3)`,
  )
  .join(' + ');

/** The file of one alliance (expediente); null when it does not exist or is out of reach. */
export const allianceGet = defineQuery({
  name: 'alliance.get',
  title: 'ver el expediente de una alianza',
  by: ALLIANCE_READERS,
  params: z.object({ id: z.uuid() }),
  run: async (reading: Reading<{ id: string }>): Promise<AllianceView | null> => {
    const { db, actor, scopes, view, params, today } = reading;
    const records = scopes.some((s) => RECORD_READERS.includes(s.role));
    const values: unknown[] = [params.id, today];
    const [found] = await db.query<Found>(
      `select to_jsonb(a) as alliance,
         jsonb_build_object('unitName', u.short_name, 'programmeName', g.name) as header,
         (select ${DOCUMENT('d')} from source_document d where d.id = a.source_document_id) as "sourceDocument",
         jsonb_build_object('id', p.id, 'version', p.version, 'level', p.level, 'model', p.model, 'municipalityCode', p.municipality_code,
           'municipalityName', m.name, 'departmentName', dep.name, 'municipalityHow', p.municipality_how, 'communityName', p.community_name,
           'lon', p.lon, 'lat', p.lat, 'productCode', p.product_code, 'productName', pr.name,
             'families', p.families_declared, 'women', p.women_declared, 'amountPar', p.amount_par,
           'amountCounterpart', p.amount_counterpart, 'buyerName', p.buyer_name, 'ruralConfirmed', p.rural_confirmed,
             'observedReason', p.observed_reason, 'gaps', p.gaps) as profile,
         jsonb_build_object('id', o.id, 'name', o.name, 'acronym', o.acronym, 'legalForm', o.legal_form,
           'legalStatusNumber', o.legal_status_number,
           'municipalityName', om.name,
           'members', ${FAMILIES('o.id')},
           'otherSpellings',
             coalesce((select jsonb_agg(x.name order by x.name) from organisation x where x.merged_into = o.id),
               '[]'::jsonb)) as organisation,
         (select jsonb_build_object('id', c.record_id, 'version', c.version, 'number', c.number, 'kind', c.kind,
           'signedOn', c.signed_on, 'endsOn', c.ends_on, 'amountPar', c.amount_par,
             'amountCounterpart', c.amount_counterpart, 'level', c.level)
            from agreement c where c.alliance_id = a.id and c.standing = 'current' and not c.annulled
              order by c.signed_on desc nulls last limit 1) as agreement,
         (select jsonb_agg(jsonb_build_object('id', c.record_id, 'version', c.version, 'buyerId', c.buyer_id,
           'buyerName', b.name, 'productCode', c.product_code,
             'productName', cp.name, 'quantityPerCycle', c.quantity_per_cycle, 'unitCode', c.unit_code,
               'unitName', cu.name, 'price', c.price,
             'baselineQuantity', c.baseline_quantity, 'startsOn', c.starts_on, 'endsOn', c.ends_on, 'level', c.level,
               'observedReason', c.observed_reason, 'annulled', c.annulled, 'annulledReason', c.annulled_reason)
             order by c.annulled, c.ends_on desc nulls first, c.starts_on desc nulls last, c.record_id)
            from commercial_agreement c join buyer b on b.id = c.buyer_id join product cp on cp.code = c.product_code
              left join measure_unit cu on cu.code = c.unit_code
           where c.alliance_id = a.id and c.standing = 'current') as business,
         (select jsonb_agg(jsonb_build_object('state', s.state, 'reachedOn', s.reached_on, 'how', s.how, 'note', s.note)
           order by se.n, s.id)
            from alliance_stage s join journal_entry se on se.id = s.entry_id where s.alliance_id = a.id) as stages,
         (select jsonb_agg(jsonb_build_object('id', s.id, 'userId', s.user_id, 'userName', su.name, 'role', s.role,
           'from', s.valid_from, 'to', s.valid_to, 'reason', s.reason)
             order by s.valid_from desc, s.id) from assignment s join user_account su on su.id = s.user_id
               where s.alliance_id = a.id) as assignments,
         (select jsonb_agg(${DOCUMENT('d')} order by d.issued_on desc nulls last, d.id) from source_document d
           where d.id = a.source_document_id
             or d.id in (select s.document_id from alliance_stage s where s.alliance_id = a.id)) as documents,
         (select count(*) from visit v where v.alliance_id = a.id and v.standing = 'current' and not v.annulled) as "visitsTotal",
         (select count(*) from sale v where v.alliance_id = a.id and v.standing = 'current' and not v.annulled) as "salesTotal",
         (select count(*) from commitment c where c.alliance_id = a.id and c.state in (${OPEN_COMMITMENTS})
           and c.due_on < $2::date) as "overdueCommitments",
         ${CORRECTIONS} as corrections
       from ${ALLIANCE_FROM}
       join organisation oo on oo.id = a.organisation_id
       join organisation o on o.id = coalesce(oo.merged_into, oo.id)
       join operating_unit u on u.code = a.unit_id
       join programme g on g.id = a.programme_id
       left join municipality m on m.code = p.municipality_code
       left join department dep on dep.code = m.department_code
       left join product pr on pr.code = p.product_code
       left join municipality om on om.code = o.municipality_code
       where a.id = $1 and ${scopeSql(scopes, ALLIANCE_SCOPE, values)}`,
      values,
    );
    if (!found) return null;
    const full = view === 'full';
    const alliance = toCamelRow(found.alliance) as unknown as Alliance;
    const { gaps, ...profile } = found.profile;
    return {
      ...found.header,
      id: alliance.id,
      version: alliance.version,
      code: alliance.code,
      name: alliance.name,
      unitId: alliance.unitId,
      state: alliance.state,
      stateSince: alliance.stateSince,
      suspendedOn: alliance.suspendedOn,
      suspendedReason: full ? alliance.suspendedReason : null,
      origin: alliance.origin,
      demo: alliance.demo,
      sourceDocument: found.sourceDocument,
      profile: full ? profile : { ...profile, buyerName: null, observedReason: null },
      organisation: found.organisation,
      agreement: found.agreement,
      businessAgreements: (records ? (found.business ?? []) : []).map((b) =>
        full ? b : { ...b, buyerId: null, buyerName: null, observedReason: null, annulledReason: null },
      ),
      gaps: gaps.map((field) => ({
        field,
        label: gapFields[field],
        blocks: isAllianceState(alliance.state) ? blockedBy(alliance.state, field) : null,
      })),
      stages: (found.stages ?? []).map((s) => (full ? s : { ...s, note: null })),
      transitions: await transitionsOf(db, alliance, actor, today),
      assignments: (found.assignments ?? []).map((s) =>
        full ? s : { ...s, userName: isRole(s.role) ? roles[s.role].name : s.role, reason: null },
      ),
      visits: records ? await visitSummaries(db, alliance.id, RECENT, view) : [],
      visitsTotal: records ? found.visitsTotal : 0,
      sales: records ? await saleSummaries(db, alliance.id, RECENT, view) : [],
      salesTotal: records ? found.salesTotal : 0,
      documents: full ? (found.documents ?? []) : [],
      conflicts: records ? await conflictsOfAlliance(db, alliance.id, view) : [],
      corrections: records ? found.corrections : 0,
      overdueCommitments: scopes.some((s) => commitment.reads.includes(s.role)) ? found.overdueCommitments : 0,
      related: await relatedTo('alliance', alliance.id, reading),
      journal: records
        ? await journalEntries(
            db,
            `e.alliance_id = $1 and not (${reservedEntry})`,
            [alliance.id],
            { limit: RECENT, offset: 0 },
            view,
          )
        : [],
    };
  },
});
