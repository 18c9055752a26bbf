import * as z from 'zod/mini';
import { type FamilyService, joinCheck, memberRoles } from '../../../domain/alliance/membership.ts';
import type { FamilyFindView, FoundPerson } from '../../../domain/alliance/registerViews.ts';
import { idSchema } from '../../../domain/kernel/envelope.ts';
import { searchWords } from '../../../domain/kernel/search.ts';
import { readCi, writtenCi } from '../../../domain/people/ci.ts';
import { loadFacts } from '../../commands/loadFacts.ts';
import type { Executor } from '../../db/database.ts';
import { Conditions } from '../list.ts';
import { defineQuery, type Reading, scopeSql } from '../query.ts';
import { bySearch, type Likeness, searchSql } from '../search.ts';

/** The most families in an answer; a reader who gets this many types more of the name. */
const MOST = 20;

interface Params {
  allianceId: string;
  text: string;
  organisation?: string | undefined;
}

interface Row extends Record<string, unknown> {
  familyId: string;
  organisations: string[];
  holder: PersonRow | null;
  spouse: PersonRow | null;
}
type PersonRow = Omit<FoundPerson, 'ci'> & { ciNumber: string | null; ciComplement: string | null };

const PERSON = (p: string) =>
  `case when ${p}.id is null then null
    else jsonb_build_object('id', ${p}.id,
      'name', concat_ws(' ', ${p}.given_names, ${p}.paternal_surname, ${p}.maternal_surname),
     'ciNumber', ${p}.ci_number, 'ciComplement', ${p}.ci_complement, 'sex', ${p}.sex) end`;

/** The name of a person, written as its index has it. */
const NAME = `p.given_names || ' ' || coalesce(p.paternal_surname, '') || ' ' || coalesce(p.maternal_surname, '')`;

/**
 * Families enrolled in any organisation within reach, of whatever programme, that could join the organisation of an
 * alliance. They are found by the whole card of either person, or by all words of a name (by similar names when nobody
 * within reach has these words). A family out of reach gets the same answer as one that does not exist
 * (docs/decisions/finding-families.md).
 */
export const familyFind = defineQuery({
  name: 'family.find',
  title: 'buscar una familia ya inscrita',
  by: memberRoles,
  personal: true,
  params: z.object({
    allianceId: idSchema,
    text: z
      .string()
      .check(z.trim(), z.minLength(3, 'Escriba al menos tres letras o el carnet entero.'), z.maxLength(120)),
    organisation: z.optional(z.string().check(z.trim(), z.maxLength(120))),
  }) as unknown as z.ZodMiniType<Params>,
  run: async ({ db, scopes, view, params }: Reading<Params>): Promise<FamilyFindView> => {
    const none: FamilyFindView = { rows: [], more: false };
    if (view !== 'full') return none;
    const at: unknown[] = [params.allianceId];
    const [alliance] = await db.query<{ organisationId: string }>(
      `select coalesce(o.merged_into, o.id) as "organisationId" from alliance a
        join organisation o on o.id = a.organisation_id
        where a.id = $1::uuid
          and ${scopeSql(scopes, { unit: 'a.unit_id', alliance: 'a.id', organisation: 'a.organisation_id' }, at)}`,
      at,
    );
    if (!alliance) return none;

    const card = readCi(params.text);
    if (!card && searchWords(params.text).join('').length < 3) return none;
    const { rows, alike } = await bySearch(
      card ? undefined : params.text,
      async (how) => ({ rows: await familiesFound(db, scopes, params, how) }),
      (answer) => answer.rows.length > 0,
    );
    const found = rows.slice(0, MOST);
    const services = (familyId: string) => ({ loader: 'servicesOfFamily', key: familyId });
    const facts = await loadFacts(
      db,
      [],
      found.map((row) => services(row.familyId)),
    );
    return {
      rows: found.map((row) => ({
        familyId: row.familyId,
        holder: written(row.holder),
        spouse: written(row.spouse),
        organisations: row.organisations,
        check: joinCheck((facts.get(services(row.familyId)) ?? []) as FamilyService[], alliance.organisationId),
      })),
      more: rows.length > MOST,
      ...(alike ? { alike } : {}),
    };
  },
});

/**
 * Families within reach in which either person has the card or the words of the name, in organisations that have the
 * remaining words.
 */
async function familiesFound(
  db: Executor,
  scopes: Reading<Params>['scopes'],
  params: Params,
  how: Likeness,
): Promise<Row[]> {
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
  return db.query<Row>(
    // Tens of thousands may have a common name, so reach is checked once for all, and organisations are looked up only
    // for those that are shown.
    `with wanted as materialized (select p.id from person p where ${wanted.sql}),
     reached as materialized (
       select distinct r.id, r.name from alliance a join organisation o on o.id = a.organisation_id
         join organisation r on r.id = coalesce(o.merged_into, o.id)
        where ${reach} ${organisation}),
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
       (select jsonb_agg(distinct r.name) from organisation_member x join organisation m on m.id = x.organisation_id
         join reached r on r.id = coalesce(m.merged_into, m.id)
         where x.family_id = f.id and x.standing = 'current' and not x.annulled) as organisations
       from shown f left join person h on h.id = f.holder_id left join person s on s.id = f.spouse_id order by f.place`,
    values,
  );
}

function written(person: PersonRow | null): FoundPerson | null {
  if (!person) return null;
  const { ciNumber, ciComplement, ...known } = person;
  return { ...known, ci: ciNumber ? writtenCi({ number: ciNumber, complement: ciComplement }) : null };
}
