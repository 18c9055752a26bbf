/** One line of JSON per event on standard error; never personal data: no bodies, names, numbers or query strings. */
export function log(event: string, facts: Readonly<Record<string, string | number | boolean | null>> = {}): void {
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), event, ...facts })}\n`);
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
