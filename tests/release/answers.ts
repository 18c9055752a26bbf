import type { FeedPage, FeedSubject, FeedTable } from '../../domain/sync/feed.ts';

/**
 * Fields that may have another value of the same type: instants, the server's own numbers, and sentences that were
 * improved since.
 */
const VOLATILE = new Set(['now', 'cursor', 'message', 'head', 'durable', 'number', 'more']);

const sorted = (value: unknown): string => JSON.stringify(value);
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * What an app of an earlier release would miss in today's answer to its own request: every member of the old answer
 * must exist with the same value. Additional members, elements and fields are allowed. An empty list when nothing is
 * missing.
 */
export function missingFrom(then: unknown, now: unknown, where = 'answer'): string[] {
  if (Array.isArray(then)) {
    if (!Array.isArray(now)) return [`${where}: was a list`];
    return then.flatMap((one, i) =>
      now.some((other) => missingFrom(one, other).length === 0) ? [] : [`${where}[${i}]: ${sorted(one)} is gone`],
    );
  }
  if (isObject(then)) {
    if (!isObject(now)) return [`${where}: was an object`];
    if (isPage(then)) return missingFromPage(then, now as unknown as FeedPage, where);
    return Object.entries(then).flatMap(([name, value]) => {
      const there = `${where}.${name}`;
      if (!(name in now)) return [`${there} is gone`];
      if (VOLATILE.has(name))
        return typeof value === typeof now[name] || value === null ? [] : [`${there} was a ${typeof value}`];
      return missingFrom(value, now[name], there);
    });
  }
  return then === now ? [] : [`${where}: was ${sorted(then)}, is ${sorted(now)}`];
}

const isPage = (value: object): value is FeedPage => 'subjects' in value && 'sealed' in value;

function missingFromPage(then: FeedPage, now: FeedPage, where: string): string[] {
  const { subjects, sealed, ...rest } = then;
  const bySubject = new Map(now.subjects.map((s) => [s.id, s]));
  const numbered = new Set(now.sealed.map(([id]) => id));
  return [
    ...missingFrom(rest, now, where),
    ...sealed.flatMap(([id]) => (numbered.has(id) ? [] : [`${where}.sealed: ${id} is gone`])),
    ...subjects.flatMap((s) => missingFromSubject(s, bySubject.get(s.id), `${where}.${s.id}`)),
  ];
}

function missingFromSubject(then: FeedSubject, now: FeedSubject | undefined, where: string): string[] {
  if (!now) return [`${where} is gone`];
  const gone = then.gone.filter((pair) => !now.whole && !now.gone.some((other) => sorted(other) === sorted(pair)));
  const tables = Object.entries(then.tables).flatMap(([kind, table]) =>
    missingFromTable(table, now.tables[kind as keyof typeof now.tables], `${where}.${kind}`),
  );
  return [...gone.map((pair) => `${where}: ${sorted(pair)} is not taken back`), ...tables];
}

const rowsOf = ({ fields, rows }: FeedTable) =>
  rows.map((row) => Object.fromEntries(fields.map((field, i) => [field, row[i]])));

function missingFromTable(then: FeedTable, now: FeedTable | undefined, where: string): string[] {
  if (!now) return [`${where} is gone`];
  const today = new Map(rowsOf(now).map((row) => [row.id, row]));
  return rowsOf(then).flatMap((row) => missingFrom(row, today.get(row.id) ?? {}, `${where}.${String(row.id)}`));
}
