import { type Context, Hono } from 'hono';
import { type Table, tableOf } from '../../../domain/kernel/columns.ts';
import { problem } from '../../../domain/kernel/problem.ts';
import { issueToProblem } from '../../commands/parseCommand.ts';
import { logPersonalRead } from '../../identity/accessLog.ts';
import { downloadOf, type ExportFormat, isExportFormat, MAX_EXPORT_ROWS } from '../../publishing/spreadsheet.ts';
import { isDownloaded, type Page, type QueryDefinition, type Reading, readingOf } from '../../queries/query.ts';
import { queries } from '../../queries/registry.ts';
import { type AppEnv, answerProblem, requireOperation } from '../answers.ts';

export const queryRoutes = new Hono<AppEnv>();

/**
 * Any query of the registry: its parameters are in the address, its answer stays within the reader's reach.
 * `?format=csv|xlsx` downloads all rows of a list that match the filters.
 */
queryRoutes.get('/q/:name', async (c) => {
  const name = c.req.param('name');
  const session = await requireOperation(c, name);
  if (session instanceof Response) return session;
  const system = c.get('system');
  const query = queries.get(name);
  if (!query) return answerProblem(c, problem('notFound'));
  const params = query.params.safeParse(c.req.query());
  if (!params.success) return answerProblem(c, issueToProblem(params.error.issues[0], ''));
  const asked = readingOf(query, system.db, session.actor, params.data, system.today(), session.sessionId);
  if (!asked) return answerProblem(c, problem('notAllowed'));
  const reading = { ...asked, files: system.files };
  const format = c.req.query('format');
  if (format !== undefined && !(isExportFormat(format) && isDownloaded(query)))
    return answerProblem(c, problem('exportNotTable'));
  const answer = format === undefined ? await query.run(reading) : await everyRow(query, reading);
  if (answer === null) return answerProblem(c, problem('notFound'));
  // Recorded before it is answered, so that nobody sees a card or an account number without a trace.
  if (query.personal && reading.view === 'full')
    await logPersonalRead(system.db, session, query, answer, c.req.query(), system.now());
  return format === undefined ? c.json({ data: answer }) : download(c, query, reading, answer as Page<object>, format);
});

/** All pages of a list as one; any other answer as it is. */
async function everyRow(query: QueryDefinition, reading: Reading<unknown>): Promise<unknown> {
  const params = { ...(reading.params as object), page: 1, pageSize: 200 };
  const first = await query.run({ ...reading, params });
  if (!isPage(first) || first.total > MAX_EXPORT_ROWS) return first;
  const rows: object[] = [...first.rows];
  for (let page = 2; rows.length < first.total; page += 1) {
    const next = (await query.run({ ...reading, params: { ...params, page } })) as Page<object>;
    if (next.rows.length === 0) break;
    rows.push(...next.rows);
  }
  return { ...first, rows };
}

function isPage(answer: unknown): answer is Page<object> {
  const page = answer as Partial<Page<object>> | null;
  return Array.isArray(page?.rows) && typeof page.total === 'number';
}

async function download(
  c: Context<AppEnv>,
  query: QueryDefinition,
  reading: Reading<unknown>,
  answer: Page<object>,
  format: ExportFormat,
): Promise<Response> {
  if (!isPage(answer)) return answerProblem(c, problem('exportNotTable'));
  if (answer.total > MAX_EXPORT_ROWS) return answerProblem(c, problem('exportTooLarge', { max: MAX_EXPORT_ROWS }));
  const file = await downloadOf(tableFor(query, answer.rows, reading), format, query.title, c.get('system').today());
  return c.body(new Uint8Array(file.bytes), 200, {
    'Content-Type': file.mediaType,
    'Content-Disposition': `attachment; filename="${file.filename}"`,
  });
}

function tableFor(query: QueryDefinition, rows: readonly object[], { view }: Reading<unknown>): Table {
  if (query.columns) return tableOf(query.columns, rows, view);
  const own = query.table?.(rows, view) ?? [];
  return { headings: [...new Set(own.flatMap((row) => Object.keys(row)))], rows: own };
}
