type Facts = Readonly<Record<string, string | number | boolean | null>>;

/**
 * One line per event on standard error; never personal data: no bodies, names, numbers or query strings. JSON where a program reads it
 * (a journal, a file), words where a person does (a terminal).
 */
export function log(event: string, facts: Facts = {}): void {
  const at = new Date().toISOString();
  process.stderr.write(
    `${process.stderr.isTTY ? written(at, event, facts) : JSON.stringify({ at, event, ...facts })}\n`,
  );
}

/** An event as a person reads it: what is not known of it is left out. */
function written(at: string, event: string, facts: Facts): string {
  const known = Object.entries(facts).filter(([, value]) => value !== null);
  return `  ${at.slice(11, 19)}  ${[event, ...known.map(([name, value]) => `${name}: ${value}`)].join('  ')}`;
}

/** Errors whose messages quote what they were given: a driver's, and those of reading JSON. */
const QUOTING = new Set(['DatabaseError', 'SyntaxError']);

/** An error by its class, code and first line; the message of one that quotes is left out. */
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
