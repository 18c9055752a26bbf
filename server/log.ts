type Facts = Readonly<Record<string, string | number | boolean | null>>;

/**
 * Writes one line for each event to standard error, never with personal data: no bodies, names, numbers or query
 * strings. As JSON where a program reads it (a journal, a file), in words where a person does (a terminal).
 */
export function log(event: string, facts: Facts = {}): void {
  const at = new Date().toISOString();
  process.stderr.write(
    `${process.stderr.isTTY ? written(at, event, facts) : JSON.stringify({ at, event, ...facts })}\n`,
  );
}

/** An event as a person reads it; unknown facts are left out. */
function written(at: string, event: string, facts: Facts): string {
  const known = Object.entries(facts).filter(([, value]) => value !== null);
  return `  ${at.slice(11, 19)}  ${[event, ...known.map(([name, value]) => `${name}: ${value}`)].join('  ')}`;
}

/** Errors whose messages quote data: those of a database driver, and those of reading JSON. */
const QUOTING = new Set(['DatabaseError', 'SyntaxError']);

/** Logs an error by its class, its code and its first line; a message that quotes data is left out. */
export function logError(event: string, error: unknown): void {
  const e = error as { name?: string; message?: string; code?: string; stack?: string };
  const where =
    e?.stack
      ?.split('\n')
      .find((line) => line.includes('/server/'))
      ?.trim() ?? null;
  log(event, {
    error: e?.name ?? 'Error',
    code: e?.code ?? null,
    message: QUOTING.has(e?.name ?? '') ? null : (e?.message?.split('\n')[0]?.slice(0, 300) ?? null),
    where,
  });
}
