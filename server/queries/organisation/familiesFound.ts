import type { FoundPerson } from '../../../domain/alliance/registerViews.ts';
import { readCi } from '../../../domain/people/ci.ts';
import type { Executor } from '../../db/database.ts';
import { Conditions } from '../list.ts';
import { type Reading, scopeSql } from '../query.ts';
import { type Likeness, searchSql } from '../search.ts';

/** The most families in an answer; a reader who gets this many types more of the name. */
export const MOST = 20;

export interface FamilyRow extends Record<string, unknown> {
  familyId: string;
  /** An alliance within reach whose organisation it is enrolled in. */
  allianceId: string;
  organisations: string[];
  holder: PersonRow | null;
  spouse: PersonRow | null;
}
export type PersonRow = Omit<FoundPerson, 'ci'> & { ciNumber: string | null; ciComplement: string | null };

const PERSON = (p: string) =>
  `case when ${p}.id is null then null
    else jsonb_build_object('id', ${p}.id,
      'name', concat_ws(' ', ${p}.given_names, ${p}.paternal_surname, ${p}.maternal_surname),
     'ciNumber', ${p}.ci_number, 'ciComplement', ${p}.ci_complement, 'sex', ${p}.sex) end`;

/** The name of a person, written as its index has it. */
const NAME = `p.given_names || ' ' || coalesce(p.paternal_surname, '') || ' ' || coalesce(p.maternal_surname, '')`;

/**
 * Families within reach in which either person has the card or the words of the name, in organisations that have the
 * remaining words.
 */
export async function familiesFound(
  db: Executor,
  scopes: Reading<unknown>['scopes'],
  params: { readonly text: string; readonly organisation?: string | undefined },
  how: Likeness,
): Promise<FamilyRow[]> {
  const wanted = new Conditions();
  const card = readCi(params.text);
  if (card) {
    wanted.on(card.number, (at) => `p.ci_number = ${at}`);
    wanted.on(card.complement ?? undefined, (at) => `p.ci_complement = ${at}`);
  } else wanted.words(params.text, how, [NAME]);
  const { values } = wanted;
  const named = searchSql(params.organisation ?? '', how, ['r.name'], (value) => `$${values.push(value)}`);
  const organisation = named ? `and ${named}` : '';
  const reach = scopeSql(scopes, { unit: 'a.unit_id', alliance: 'a.id', organisation: 'a.organisation_id' }, values);
  return db.query<FamilyRow>(
    // Tens of thousands may have a common name, so reach is checked once for all, and organisations are looked up only
    // for those that are shown.
    `with wanted as materialized (select p.id from person p where ${wanted.sql}),
     reached as materialized (
       select r.id, r.name, min(a.id::text) as alliance_id from alliance a join organisation o on o.id = a.organisation_id
         join organisation r on r.id = coalesce(o.merged_into, o.id)
        where ${reach} ${organisation} group by r.id, r.name),
     named as (select y.id from wanted w join family y on y.holder_id = w.id
       union select y.id from wanted w join family y on y.spouse_id = w.id),
     shown as (
       select f.id, f.holder_id, f.spouse_id,
         row_number() over (order by
           normalize_name(concat_ws(' ', h.paternal_surname, h.maternal_surname, h.given_names)), f.id) as place
         from named join family f on f.id = named.id left join person h on h.id = f.holder_id
        where f.merged_into is null and exists (
          select 1 from organisation_member x join organisation m on m.id = x.organisation_id
            join reached r on r.id = coalesce(m.merged_into, m.id)
           where x.family_id = f.id and x.standing = 'current' and not x.annulled)
        order by place limit ${MOST + 1})
     select f.id as "familyId", ${PERSON('h')} as holder, ${PERSON('s')} as spouse,
       enrolled.organisations, enrolled.alliance_id as "allianceId"
       from shown f left join person h on h.id = f.holder_id left join person s on s.id = f.spouse_id
         cross join lateral (
           select jsonb_agg(distinct r.name) as organisations, min(r.alliance_id) as alliance_id
             from organisation_member x join organisation m on m.id = x.organisation_id
               join reached r on r.id = coalesce(m.merged_into, m.id)
            where x.family_id = f.id and x.standing = 'current' and not x.annulled) enrolled
      order by f.place`,
    values,
  );
}
