import type { Life } from '../../domain/kernel/noun/life.ts';
import { columnOf } from '../../domain/kernel/noun/noun.ts';
import type { NounRow } from '../../domain/kernel/noun/views.ts';
import { labelSql } from './referents.ts';

const quoted = (name: string): string => `"${name}"`;

/** The select list of some fields of a noun over the alias `t`: its head, each value, and the name behind each reference. */
export function columnsOf({ noun: n, due }: Life, fields: readonly string[]): string {
  const head = ['id', 'version', 'programmeId', 'state', 'stateSince', 'recordedBy', 'demo', ...(due ? [due] : [])];
  const values = [...new Set([...head, ...fields])].map((name) => `t.${columnOf(name)} as ${quoted(name)}`);
  const names = fields
    .filter((name) => n.fields[name]?.kind === 'reference')
    .map((name) => `${labelSql(n.fields[name]?.options.to, `t.${columnOf(name)}`)} as ${quoted(`name:${name}`)}`);
  return [...values, ...names].join(', ');
}

/** A row as it was read, as the queries answer it. */
export function rowView(l: Life, fields: readonly string[], row: Readonly<Record<string, unknown>>): NounRow {
  const { noun: n, due, states } = l;
  const held = states[String(row.state)]?.holder !== undefined;
  return {
    id: String(row.id),
    version: Number(row.version),
    state: String(row.state),
    stateSince: String(row.stateSince),
    demo: row.demo === true,
    dueOn: due && held ? ((row[due] as string | null) ?? null) : null,
    values: Object.fromEntries(fields.map((name) => [name, row[name] ?? null])),
    names: Object.fromEntries(
      fields.filter((name) => n.fields[name]?.kind === 'reference').map((name) => [name, (row[`name:${name}`] as string | null) ?? null]),
    ),
  };
}
