import * as z from 'zod/mini';
import type { EverywhereView, FoundRow } from '../../../domain/finder.ts';
import { type FieldFacts, sees } from '../../../domain/kernel/noun/field.ts';
import { headingOf, shownValue } from '../../../domain/kernel/noun/show.ts';
import { searchWords } from '../../../domain/kernel/search.ts';
import { upperFirst } from '../../../domain/kernel/text.ts';
import { lives } from '../../../domain/nouns.ts';
import { readCi, writtenCi } from '../../../domain/people/ci.ts';
import { conditions, type Filters, ownOrder } from '../../nouns/list.ts';
import { columnsOf, rowView } from '../../nouns/read.ts';
import { sourceOf } from '../../nouns/source.ts';
import { NAMED } from '../alliance/filters.ts';
import { ALLIANCE_FROM, ALLIANCE_SCOPE } from '../alliance/reach.ts';
import { Conditions } from '../list.ts';
import { familiesFound } from '../organisation/familiesFound.ts';
import { defineQuery, type Reading, readingOf, scopeSql } from '../query.ts';
import { ALLIANCE_READERS, FAMILY_READERS, STAFF } from '../readers.ts';
import { bySearch, type Likeness, type SearchKey } from '../search.ts';

/** How many of each kind an answer has; the lists have the others. */
const MOST = 5;

interface Params {
  text: string;
}

const params = z.object({
  text: z.string().check(z.trim(), z.minLength(2, 'Escriba al menos dos letras.'), z.maxLength(120)),
}) as unknown as z.ZodMiniType<Params>;

/** An alliance is also found by the number of its convenio and by that of a paper that stands behind its state. */
const PAPERS: SearchKey = {
  id: 'a.id',
  among: (holds) =>
    `select x.alliance_id from agreement x where x.standing = 'current' and not x.annulled and ${holds("coalesce(x.number, '')")}
     union all select x.alliance_id from alliance_stage x join source_document y on y.id = x.document_id
       where ${holds("coalesce(y.reference, '')")}
     union all select x.id from alliance x join source_document y on y.id = x.source_document_id
       where ${holds("coalesce(y.reference, '')")}`,
};

async function alliances({ db, scopes, params: { text } }: Reading<Params>, how: Likeness): Promise<FoundRow[]> {
  const where = new Conditions();
  where.add(scopeSql(scopes, ALLIANCE_SCOPE, where.values));
  const [named, numbered] = [new Conditions([...where.values]), new Conditions([...where.values])];
  named.words(text, how, [NAMED]);
  // A number that is like another one is another paper.
  numbered.words(text, 'same', [PAPERS]);
  const rows = async (found: Conditions) =>
    db.query<{ id: string; name: string; code: string; unit: string } & Record<string, unknown>>(
      `select a.id, a.name, a.code, u.short_name as unit
         from ${ALLIANCE_FROM} join operating_unit u on u.code = a.unit_id
        where ${where.sql} and ${found.sql} order by normalize_name(a.name), a.id limit ${MOST}`,
      found.values,
    );
  const both = [...(await rows(numbered)), ...(await rows(named))];
  return [...new Map(both.map((row) => [row.id, row])).values()].slice(0, MOST).map(({ id, name, code, unit }) => ({
    id,
    kind: 'alliance',
    title: name,
    detail: `${code} · ${unit}`,
    path: `/alianzas/${id}`,
  }));
}

/** The rows of declared nouns that a reader may know of; those with personal data, or only the others. */
async function nounRows(
  { db, actor, today, params: { text } }: Reading<Params>,
  personal: boolean,
  how: Likeness,
): Promise<FoundRow[]> {
  const found: FoundRow[] = [];
  for (const l of lives.filter(({ noun: n }) => (n.personal ?? false) === personal)) {
    const { noun: n, states } = l;
    const reading = readingOf<Filters>({ by: n.reads }, db, actor, { text }, today);
    if (!reading || !sees(reading.view, n.fields[n.named] as FieldFacts)) continue;
    const where = conditions(l, reading, how);
    const rows = await db.query<Record<string, unknown>>(
      `select ${columnsOf(l, [n.named])} from ${sourceOf(n)} t where ${where.sql} order by ${ownOrder(l)} limit ${MOST}`,
      [...where.values],
    );
    for (const { id, state, values, names } of rows.map((row) => rowView(l, [n.named], row)))
      found.push({
        id,
        kind: n.name,
        title: shownValue(n, n.named, values[n.named], names[n.named]) ?? headingOf(n, n.named),
        detail: `${upperFirst(n.words.one)} · ${states[state]?.name ?? state}`,
        path: `${n.path}/${id}`,
      });
  }
  return found;
}

/**
 * Whatever a reader may know of that has the words of a text, by name, code, convenio or number of a paper: the first
 * ones of each kind. What has personal data is found by `search.people`.
 */
export const searchEverywhere = defineQuery({
  name: 'search.everywhere',
  title: 'buscar en todo',
  by: ALLIANCE_READERS,
  params,
  run: async (reading: Reading<Params>): Promise<EverywhereView> => {
    if (searchWords(reading.params.text).join('').length < 2) return { rows: [] };
    return bySearch(
      reading.params.text,
      async (how) => ({ rows: [...(await alliances(reading, how)), ...(await nounRows(reading, false, how))] }),
      ({ rows }) => rows.length > 0,
    );
  },
});

/** Families within reach, by the whole card or the words of a name. */
async function families({ db, scopes, view, params: { text } }: Reading<Params>, how: Likeness): Promise<FoundRow[]> {
  if (view !== 'full') return [];
  const rows = await familiesFound(db, scopes, { text }, how);
  return rows.slice(0, MOST).flatMap(({ familyId, allianceId, organisations, holder, spouse }) => {
    const ci = holder?.ciNumber ? writtenCi({ number: holder.ciNumber, complement: holder.ciComplement }) : null;
    const names = [holder, spouse].flatMap((person) => (person ? [person.name] : []));
    return [
      {
        id: familyId,
        kind: 'family',
        title: names.join(' · '),
        detail: ['Familia', ci ? `CI ${ci}` : null, ...organisations].filter(Boolean).join(' · '),
        path: `/alianzas/${allianceId}/socios`,
      },
    ];
  });
}

/** Families and whatever else has personal data, by name, identity card or NIT. Reading it is recorded. */
export const searchPeople = defineQuery({
  name: 'search.people',
  title: 'buscar personas',
  by: STAFF,
  personal: true,
  params,
  run: async (reading: Reading<Params>): Promise<EverywhereView> => {
    const { db, actor, today, params: asked } = reading;
    if (!readCi(asked.text) && searchWords(asked.text).join('').length < 3) return { rows: [] };
    const seen = readingOf({ by: FAMILY_READERS }, db, actor, asked, today);
    return bySearch(
      readCi(asked.text) ? undefined : asked.text,
      async (how) => ({
        rows: [...(seen ? await families(seen, how) : []), ...(await nounRows(reading, true, how))],
      }),
      ({ rows }) => rows.length > 0,
    );
  },
});
