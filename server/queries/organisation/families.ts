import * as z from 'zod/mini';
import { type FamilyService, joinCheck, memberRoles } from '../../../domain/alliance/membership.ts';
import type { FamilyFindView, FoundPerson } from '../../../domain/alliance/registerViews.ts';
import { idSchema } from '../../../domain/kernel/envelope.ts';
import { searchWords } from '../../../domain/kernel/search.ts';
import { readCi, writtenCi } from '../../../domain/people/ci.ts';
import { loadFacts } from '../../commands/loadFacts.ts';
import { defineQuery, type Reading, scopeSql } from '../query.ts';
import { bySearch } from '../search.ts';
import { familiesFound, MOST, type PersonRow } from './familiesFound.ts';

interface Params {
  allianceId: string;
  text: string;
  organisation?: string | undefined;
}

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

function written(person: PersonRow | null): FoundPerson | null {
  if (!person) return null;
  const { ciNumber, ciComplement, ...known } = person;
  return { ...known, ci: ciNumber ? writtenCi({ number: ciNumber, complement: ciComplement }) : null };
}
