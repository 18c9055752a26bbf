import type { FieldFacts } from '../../domain/kernel/noun/field.ts';
import { kindOf } from '../../domain/kernel/noun/kinds.ts';
import { dueField, type Life } from '../../domain/kernel/noun/life.ts';
import { columnOf } from '../../domain/kernel/noun/noun.ts';
import type { NounRow } from '../../domain/kernel/noun/views.ts';
import { labelSql } from './referents.ts';

const quoted = (name: string): string => `"${name}"`;

/** The day fields by which a step of a life can be due. */
const dueFields = (l: Life): string[] =>
  [...new Set([l.due, ...Object.values(l.states).map((s) => s.due)])].filter((name) => name !== undefined);

/** The day by which the next step of a row is due, as SQL over the alias `t`; null where the life has no due days. */
export function dueSql(l: Life): string {
  if (dueFields(l).length === 0) return 'null::date';
  const own = l.due ? `t.${columnOf(l.due)}` : 'null::date';
  const cases = Object.entries(l.states).flatMap(([state, { due }]) =>
    due ? [`when '${state}' then coalesce(t.${columnOf(due)}, ${own})`] : [],
  );
  return cases.length === 0 ? own : `case t.state ${cases.join(' ')} else ${own} end`;
}

/**
 * The select list for fields of a noun over the alias `t`: its head, each value, and the name behind each reference.
 */
export function columnsOf(l: Life, fields: readonly string[]): string {
  const { noun: n } = l;
  const head = ['id', 'version', 'programmeId', 'state', 'stateSince', 'recordedBy', 'demo', ...dueFields(l)];
  const values = [...new Set([...head, ...fields])].map((name) => `t.${columnOf(name)} as ${quoted(name)}`);
  const names = fields
    .filter((name) => n.fields[name]?.kind === 'reference')
    .map((name) => `${labelSql(n.fields[name]?.options.to, `t.${columnOf(name)}`)} as ${quoted(`name:${name}`)}`);
  return [...values, ...names].join(', ');
}

/** The value that is shown: for an encrypted box, only that there is one. */
const toldValue = ({ noun: n }: Life, name: string, value: unknown): unknown =>
  value !== null && kindOf(n.fields[name] as FieldFacts).secret ? true : value;

/** A row as read, in the form in which the queries answer it. */
export function rowView(l: Life, fields: readonly string[], row: Readonly<Record<string, unknown>>): NounRow {
  const { noun: n, states } = l;
  const due = dueField(l, String(row.state));
  const held = states[String(row.state)]?.holder !== undefined;
  return {
    id: String(row.id),
    version: Number(row.version),
    state: String(row.state),
    stateSince: String(row.stateSince),
    demo: row.demo === true,
    dueOn: due && held ? ((row[due] ?? row[l.due ?? ''] ?? null) as string | null) : null,
    values: Object.fromEntries(fields.map((name) => [name, toldValue(l, name, row[name] ?? null)])),
    names: Object.fromEntries(
      fields
        .filter((name) => n.fields[name]?.kind === 'reference')
        .map((name) => [name, (row[`name:${name}`] as string | null) ?? null]),
    ),
  };
}
