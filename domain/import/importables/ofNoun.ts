import type { FieldFacts } from '../../kernel/noun/field.ts';
import { beginFields, type Life } from '../../kernel/noun/life.ts';
import { type Role, roles } from '../../people/roles.ts';
import { column, type RowImportable } from '../importable.ts';
import { isReadable } from '../readField.ts';

/**
 * An invented value of a field, as a sheet would hold it; null where none can be invented because it must name an
 * existing row.
 */
function exampleOf(facts: FieldFacts, n: 0 | 1): string | number | null {
  const { options } = facts;
  const words = Object.values(options.choices ?? {});
  switch (facts.kind) {
    case 'text':
      if (options.digits) return ['1023456021', null][n] ?? null;
      return `${facts.label} ${['primero', 'segundo'][n]}`;
    case 'choice':
      return words[n % words.length] ?? null;
    case 'choices':
      return words.slice(0, 1 + n).join('; ');
    case 'flag':
      return ['sí', 'no'][n] ?? null;
    case 'day':
      return ['15/03/2024', '02/09/2024'][n] ?? null;
    case 'instant':
      return ['15/03/2024 14:30', '02/09/2024 08:00'][n] ?? null;
    case 'reference':
      return facts.needed ? 'su código o su nombre' : null;
    case 'share':
      return [25, 40][n] ?? null;
    default:
      return (options.min ?? 0) + 10 * (n + 1);
  }
}

/**
 * A declared noun as an importable: its columns are the fields of its registration form, its command is the one that
 * registers. Null when a required field fits into no cell.
 */
export function importableOfNoun(life: Life): RowImportable | null {
  const { noun: n, begins } = life;
  const names = beginFields(life).filter((name) => isReadable(n.fields[name] as FieldFacts));
  const asked = beginFields(life).filter((name) => n.fields[name]?.needed);
  const alone = (n.unique ?? []).filter((one) => !one.with).map(({ field }) => field);
  // An import shows its rows whole, so it is for roles that see more than what is published.
  const by = begins.who.filter((role): role is Role => roles[role].view !== 'published');
  if (
    asked.some((name) => !names.includes(name)) ||
    by.length === 0 ||
    !n.capturedIn.includes('office') ||
    n.fromSheets === false
  )
    return null;
  return {
    name: n.name,
    many: n.inSheets?.many ?? n.words.many,
    one: n.words.one,
    lead: n.inSheets?.lead ?? `Una fila por ${n.words.one}.`,
    path: n.path,
    paged: true,
    by,
    kinds: [`${n.name}.register`],
    gives: [n.name],
    columns: Object.fromEntries(
      names.map((name) => {
        const facts = n.fields[name] as FieldFacts;
        const [first, second] = n.inSheets?.examples?.[name] ?? [exampleOf(facts, 0), exampleOf(facts, 1)];
        return [name, column(facts, first, second, n.inSheets?.headings?.[name] ?? [])];
      }),
    ),
    key: [...alone, ...asked],
    named: [...alone, n.named],
    once: alone,
    commands: (values, { id }) => [
      {
        kind: `${n.name}.register`,
        subjectId: id('row'),
        body: Object.fromEntries(names.map((name) => [name, values[name] ?? null])),
      },
    ],
  };
}
