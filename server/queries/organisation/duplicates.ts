import * as z from 'zod/mini';
import type { DuplicateListView, DuplicateRow, DuplicateSide } from '../../../domain/alliance/registerViews.ts';
import { writtenDay } from '../../../domain/kernel/dates.ts';
import { idSchema } from '../../../domain/kernel/envelope.ts';
import { captureWords } from '../../../domain/words/capture.ts';
import { familyPairs } from '../../commands/loadersReview.ts';
import { Conditions, readPage } from '../list.ts';
import { defineQuery, pageParams, type Reading, scopeSql } from '../query.ts';
import { duplicateColumns } from './columns.ts';

interface Params {
  page: number;
  pageSize: number;
  noun?: 'organisation' | 'person' | 'family' | undefined;
  unit?: string | undefined;
  status?: 'open' | 'same' | 'different' | undefined;
  after?: string | undefined;
}

type Side = Record<string, string | null> & { id: string };

const ORGANISATION = (
  id: string,
) => `(select jsonb_build_object('id', s.id, 'name', s.name, 'acronym', s.acronym, 'form', s.legal_form,
    'legal', s.legal_status_number, 'nit', s.nit,
    'place', m.name, 'unit', u.short_name,
    'alliances', (select string_agg(a.code || ' · ' || a.name, '; ' order by a.code) from alliance a
        where a.organisation_id = s.id),
    'members', (select count(*)::text from organisation_member x
      where x.organisation_id = s.id and x.standing = 'current' and x.left_on is null))
  from organisation s join operating_unit u on u.code = s.unit_id
    left join municipality m on m.code = s.municipality_code where s.id = ${id})`;
const PERSON = (
  id: string,
) => `(select jsonb_build_object('id', s.id, 'name', concat_ws(' ', s.given_names, s.paternal_surname, s.maternal_surname),
    'ci', concat_ws('-', s.ci_number, s.ci_complement), 'sex', s.sex, 'born', s.birth_date, 'phone', s.phone,
    'organisations', (select string_agg(distinct o.name, '; ') from family f
      join organisation_member x on x.family_id = f.id and x.standing = 'current'
      join organisation o on o.id = x.organisation_id where s.id in (f.holder_id, f.spouse_id))) from person s where s.id = ${id})`;
const FAMILY = (id: string) => `(select jsonb_build_object('id', s.id,
    'name', coalesce(nullif(concat_ws(' ', h.given_names, h.paternal_surname, h.maternal_surname), ''), 'Familia'),
    'ci', concat_ws('-', h.ci_number, h.ci_complement),
    'spouse', concat_ws(' ', sp.given_names, sp.paternal_surname, sp.maternal_surname),
    'dependants', s.dependants::text, 'place', m.name,
    'organisations', (select string_agg(distinct o.name, '; ') from organisation_member x
        join organisation o on o.id = x.organisation_id where x.family_id = s.id and x.standing = 'current'))
  from family s left join person h on h.id = s.holder_id left join person sp on sp.id = s.spouse_id
    left join municipality m on m.code = s.municipality_code where s.id = ${id})`;
const side = (id: string) =>
  `(case d.noun when 'organisation' then ${ORGANISATION(id)} when 'person' then ${PERSON(id)} else ${FAMILY(id)} end)`;

const labels: readonly (readonly [string, string])[] = [
  ['acronym', 'Sigla'],
  ['form', 'Tipo'],
  ['legal', 'Personería jurídica'],
  ['nit', 'NIT'],
  ['place', 'Municipio'],
  ['unit', 'Unidad'],
  ['alliances', 'Alianzas'],
  ['members', 'Familias inscritas'],
  ['ci', 'Carnet'],
  ['sex', 'Sexo'],
  ['born', 'Nacimiento'],
  ['phone', 'Teléfono'],
  ['spouse', 'Cónyuge'],
  ['dependants', 'Dependientes'],
  ['organisations', 'Organizaciones'],
];

/** The words of the facts that are codes of a list. */
const codes: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  form: captureWords.legalForms,
  sex: captureWords.sex,
};

function sideOf(found: Side | null, id: string): DuplicateSide {
  if (!found) return { id, name: 's/d', facts: [] };
  const written = (key: string): string | null => {
    const value = found[key] || null;
    if (!value) return null;
    return key === 'born' ? writtenDay(value) : (codes[key]?.[value] ?? value);
  };
  return {
    id: found.id,
    name: found.name ?? 's/d',
    facts: labels.filter(([key]) => key in found).map(([key, label]) => ({ label, value: written(key) })),
  };
}

/**
 * Pairs that may be the same, with what distinguishes both sides. The identity cards of people appear here, so reading
 * it is recorded.
 */
export const duplicateList = defineQuery({
  name: 'duplicate.list',
  title: 'ver los posibles duplicados',
  by: ['UOD_OPERADOR', 'UOD_OFICIAL', 'UOD_SOCIAL', 'UCN_ME', 'UCN_COORD', 'AUDITOR'],
  personal: true,
  params: z.object({
    ...pageParams,
    noun: z.optional(z.enum(['organisation', 'person', 'family'])),
    unit: z.optional(z.string().check(z.maxLength(20))),
    status: z.optional(z.enum(['open', 'same', 'different'])),
    /** The id of a decided question about persons: shows the open questions about families that it left. */
    after: z.optional(idSchema),
  }) as unknown as z.ZodMiniType<Params>,
  columns: duplicateColumns,
  run: async ({ db, scopes, params }: Reading<Params>): Promise<DuplicateListView> => {
    const where = new Conditions();
    where.add(scopeSql(scopes, { unit: 'd.unit_id' }, where.values));
    where.on(params.status ?? 'open', (at) => `d.status = ${at}`);
    where.on(
      params.after,
      (at) =>
        `d.noun = 'family' and d.entry_id = (select p.entry_id from duplicate_question p where p.id = ${at}::uuid)`,
    );
    where.on(params.noun, (at) => `d.noun = ${at}`);
    where.on(params.unit, (at) => `d.unit_id = ${at}`);
    const { rows, ...page } = await readPage<
      Omit<DuplicateRow, 'left' | 'right'> & { left: Side | null; right: Side | null; leftId: string; rightId: string }
    >(db, params, {
      sql: `select d.id, d.version, d.noun, d.reason, d.score, d.status, d.unit_id as "unitId", d.left_id as "leftId",
        d.right_id as "rightId",
         ${side('d.left_id')} as left, ${side('d.right_id')} as right,
         d.noun = 'person' and exists (select 1 from (${familyPairs('q.id = d.id')}) fp) as "twoFamilies",
         u.name as "decidedByName", d.decided_on as "decidedOn", d.note, count(*) over () as "inAll"
       from duplicate_question d left join user_account u on u.id = d.decided_by where ${where.sql}`,
      values: where.values,
      order: 'd.score desc, d.id',
    });
    return {
      ...page,
      rows: rows.map(({ leftId, rightId, left, right, ...row }) => ({
        ...row,
        left: sideOf(left, leftId),
        right: sideOf(right, rightId),
      })),
    };
  },
});
