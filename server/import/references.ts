import type { Importable } from '../../domain/import/importable.ts';
import type { Day } from '../../domain/kernel/dates.ts';
import { columnOf } from '../../domain/kernel/noun/noun.ts';
import { referentOf } from '../../domain/kernel/noun/referents.ts';
import { type Problem, problem } from '../../domain/kernel/problem.ts';
import { normalized } from '../../domain/kernel/text.ts';
import { nouns } from '../../domain/nouns.ts';
import { type Actor, type Scope, scopeOf } from '../../domain/people/actor.ts';
import type { Executor } from '../db/database.ts';
import { reachSql } from '../nouns/reach.ts';
import { referentTable } from '../nouns/referents.ts';
import { ALLIANCE_FROM, ALLIANCE_SCOPE } from '../queries/alliance/reach.ts';
import { scopeSql } from '../queries/query.ts';
import type { Candidate, Coming } from './coming.ts';

interface Row extends Record<string, unknown> {
  readonly id: string;
  readonly names: readonly (string | null)[];
}

/** What rows may name, by kind: the id and all names, the surest first. Appends to the parameters. */
const named: Readonly<Record<string, (scopes: readonly Scope[], params: unknown[]) => string>> = {
  unit: () =>
    `select r.code as id, array[r.code, r.short_name, r.name, regexp_replace(r.short_name, '^UO[DR] ', '')] as names from operating_unit r`,
  municipality: () =>
    `select r.code as id, array[r.code, r.name, r.official_name, r.name || ' ' || d.name] as names from municipality r
       left join province p on p.code = r.province_code left join department d on d.code = p.department_code`,
  alliance: (scopes, params) =>
    `select a.id::text as id, array[a.code, a.name, o.name, o.acronym] as names from ${ALLIANCE_FROM}
      join organisation o on o.id = a.organisation_id
      where ${scopeSql(scopes, ALLIANCE_SCOPE, params)}`,
  organisation: (scopes, params) =>
    `select r.id::text as id, array[r.name, r.acronym] as names from organisation r
      where r.merged_into is null and ${scopeSql(scopes, { unit: 'r.unit_id', organisation: 'r.id' }, params)}`,
  community: () =>
    `select r.id::text as id, array[r.name, r.name || ' ' || m.name] || r.other_names as names from community r
      join municipality m on m.code = r.municipality_code
      where r.merged_into is null`,
  product: () => `select r.code as id, array[r.code, r.name] as names from product r`,
  measureUnit: () => `select r.code as id, array[r.code, r.name] as names from measure_unit r`,
  programme: () => `select r.id, array[r.id, r.name] as names from programme r`,
  user: () => `select r.id::text as id, array[r.username, r.name] as names from user_account r where r.active`,
  document: () => `select r.id::text as id, array[r.title, r.reference] as names from source_document r`,
};

function candidatesSql(to: string, scopes: readonly Scope[], actor: Actor, params: unknown[]): string {
  const plain = named[to];
  if (plain) return plain(scopes, params);
  const { table, key, label } = referentTable(to);
  const noun = nouns.get(to);
  const alone = (noun?.unique ?? []).filter((one) => !one.with).map(({ field }) => `r.${columnOf(field)}`);
  return `select r.${key}::text as id, array[${[...alone, label].join(', ')}] as names
    from ${table} r${noun ? ` where ${reachSql(noun, 'r', scopes, actor.id, params)}` : ''}`;
}

/** How many codes are listed when several things have the name. */
const MOST_TOLD = 4;

/** What the cells of a sheet may name, found without regard to accents and capitals. */
export class References {
  /** By what it is and by name. */
  private readonly byName = new Map<string, Candidate[]>();
  private readonly coming: Coming;

  private constructor(coming: Coming) {
    this.coming = coming;
  }

  /**
   * Reads everything that the given columns of an importable may name: within the reach of the importer, and what
   * earlier sheets bring.
   */
  static async of(
    db: Executor,
    actor: Actor,
    importable: Importable,
    columns: readonly string[],
    today: Day,
    coming: Coming,
  ): Promise<References> {
    const found = new References(coming);
    const scopes = scopeOf(actor, today, importable.by);
    const wanted = new Set(columns.flatMap((name) => importable.columns[name]?.facts.options.to ?? []));
    for (const to of wanted) {
      const params: unknown[] = [];
      const rows = await db.query<Row>(candidatesSql(to, scopes, actor, params), params);
      for (const { id, names } of rows)
        found.add(to, { id, names: names.filter((name): name is string => name !== null) });
      for (const candidate of coming.candidates(to)) found.add(to, candidate);
    }
    return found;
  }

  private add(to: string, candidate: Candidate): void {
    const [first, second] = candidate.names;
    // Also as the lists of the system show it: 'ALI-001 · Café de altura'.
    const all = new Set([...candidate.names, ...(first && second ? [`${first} ${second}`] : [])].map(normalized));
    for (const name of all) {
      if (name === '') continue;
      const at = `${to}|${name}`;
      const others = this.byName.get(at);
      if (!others) this.byName.set(at, [candidate]);
      else if (!others.some(({ id }) => id === candidate.id)) others.push(candidate);
    }
  }

  find(to: string, said: string): { readonly id: string; readonly note?: Problem } | { readonly problem: Problem } {
    const plain = normalized(said);
    const padded = to === 'municipality' && /^\d{5}$/.test(plain) ? `0${plain}` : plain;
    const all = this.byName.get(`${to}|${padded}`) ?? [];
    // A code names exactly one, whatever the others are called.
    const sure = all.filter(({ names }) => normalized(names[0] ?? '') === padded);
    const [one, ...others] = sure.length === 1 ? sure : all;
    const stays = one ? undefined : this.coming.stays(to, said);
    if (stays) return { problem: problem('importStays', { said, ...stays }) };
    if (!one) return { problem: problem('importUnknownName', { what: referentOf(to).words, said }) };
    if (others.length > 0) {
      const codes = [one, ...others]
        .slice(0, MOST_TOLD)
        .map(({ names }) => (normalized(names[0] ?? '') === padded ? (names[1] ?? names[0]) : names[0]));
      return { problem: problem('importSeveralNamed', { said, count: others.length + 1, codes: codes.join(', ') }) };
    }
    return { id: one.id, ...(one.from ? { note: problem('importComes', { said, ...one.from }) } : {}) };
  }
}
