import { columnOf } from '../../domain/kernel/noun/noun.ts';
import { nouns } from '../../domain/nouns.ts';

/** How to find what a reference points to, and its name. */
interface ReferentTable {
  readonly table: string;
  readonly key: 'id' | 'code';
  /** The name, as SQL over the alias `r`. */
  readonly label: string;
}

const plain: Readonly<Record<string, ReferentTable>> = {
  unit: { table: 'operating_unit', key: 'code', label: 'r.short_name' },
  municipality: { table: 'municipality', key: 'code', label: 'r.name' },
  programme: { table: 'programme', key: 'id', label: 'r.name' },
  product: { table: 'product', key: 'code', label: 'r.name' },
  alliance: { table: 'alliance', key: 'id', label: `r.code || ' · ' || r.name` },
  // Found by its record; the version in force gives the name.
  visit: {
    table: "(select record_id as id, occurred_on from visit where standing = 'current')",
    key: 'id',
    label: `'visita del ' || to_char(r.occurred_on, 'DD/MM/YYYY')`,
  },
  person: {
    table: 'person',
    key: 'id',
    label: `coalesce(nullif(concat_ws(' ', r.given_names, r.paternal_surname, r.maternal_surname), ''), 's/d')`,
  },
  user: { table: 'user_account', key: 'id', label: 'r.name' },
  community: { table: 'community', key: 'id', label: 'r.name' },

  measureUnit: { table: 'measure_unit', key: 'code', label: 'r.name' },
  document: { table: 'source_document', key: 'id', label: 'r.title' },
};

/** The table of a referent: one of the list above, or that of a noun, whose name is the field in `named`. */
export function referentTable(name: string | undefined): ReferentTable {
  const noun = nouns.get(name ?? '');
  if (noun) return { table: noun.table, key: 'id', label: `r.${columnOf(noun.named)}` };
  const found = plain[name ?? ''];
  if (!found) throw new Error(`no table for the referent ${name}`);
  return found;
}

/** The name of what a column points to, as a subselect. @param column with its alias: 't.unit_id' */
export function labelSql(name: string | undefined, column: string): string {
  const { table, key, label } = referentTable(name);
  return `(select ${label} from ${table} r where r.${key} = ${column})`;
}
