/** What went wrong in the database, small enough to log: SQLSTATE, the constraint and table concerned, one short sentence. */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError';
  /** SQLSTATE ('23505' …), or 'connection', 'lease', 'engine' for what never reached a statement. */
  readonly code: string;
  readonly constraint: string | undefined;
  readonly table: string | undefined;
  /** PostgreSQL's detail; it may quote values of the row, so it is never shown or logged as it is. */
  readonly detail: string | undefined;

  constructor(fields: {
    code: string;
    message: string;
    constraint?: string | undefined;
    table?: string | undefined;
    detail?: string | undefined;
  }) {
    super(short(fields.message));
    this.code = fields.code;
    this.constraint = fields.constraint;
    this.table = fields.table;
    this.detail = fields.detail;
  }
}

/** Failures of the embedded engine carry a 20 KB line of minified source; only the shortened first line is useful. */
function short(message: string): string {
  const line = message.split('\n').find((candidate) => candidate.trim() !== '') ?? 'unknown database failure';
  return line.length > 300 ? `${line.slice(0, 300)}…` : line;
}

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/**
 * Turns whatever a driver threw into a DatabaseError; programming errors of the caller (TypeError, RangeError) stay as
 * they are.
 */
export function asDatabaseError(thrown: unknown): Error {
  if (thrown instanceof DatabaseError || thrown instanceof TypeError || thrown instanceof RangeError) return thrown;
  if (!(thrown instanceof Error)) return new DatabaseError({ code: 'engine', message: String(thrown) });
  const fields = thrown as Error & Record<string, unknown>;
  return new DatabaseError({
    code: text(fields.code) ?? 'connection',
    message: thrown.message,
    constraint: text(fields.constraint),
    table: text(fields.table),
    detail: text(fields.detail),
  });
}

/** SQLSTATE classes worth naming where they are handled. */
export const sqlState = {
  uniqueViolation: '23505',
  foreignKeyViolation: '23503',
  checkViolation: '23514',
  exclusionViolation: '23P01',
  serializationFailure: '40001',
  deadlock: '40P01',
  queryCanceled: '57014',
  inFailedTransaction: '25P02',
  featureNotSupported: '0A000',
} as const;
