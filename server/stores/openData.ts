import type {
  PublicAlliance,
  Publication,
  PublicCall,
  PublicComplaintCount,
  PublicFigure,
  PublicHead,
  PublicMoney,
  PublicMunicipality,
} from '../../portal/data.ts';
import type { Database, Executor } from '../db/database.ts';

/**
 * Whether the portal has its own role in this database (PostgreSQL set up as in docs/operar.md). Looked up once for
 * each database.
 */
const roles = new WeakMap<Database, Promise<boolean>>();

/**
 * Reads for the portal. Where the portal's role exists, it reads in a transaction of that role, which sees only the
 * schema open_data. Everything public goes through here.
 */
export function readPublic<T>(db: Database, work: (tx: Executor) => Promise<T>): Promise<T> {
  let known = roles.get(db);
  if (!known) {
    known = db
      .query<{ may: boolean }>(
        `select coalesce((select pg_has_role(current_user, oid, 'member') from pg_roles where rolname = 'sigg_portal'), false) as may`,
      )
      .then((rows) => rows[0]?.may === true);
    roles.set(db, known);
  }
  return known.then((has) =>
    db.transaction(async (tx) => {
      // One reading sees one publication, even when the next one arrives between its statements.
      await tx.script(
        `set transaction isolation level repeatable read, read only${has ? '; set local role sigg_portal' : ''}`,
      );
      return work(tx);
    }),
  );
}

export async function readPublication(tx: Executor): Promise<Publication | null> {
  const rows = await tx.query<Publication & Record<string, unknown>>(
    `select programme, sealed_number as "sealedNumber", published_at as "publishedAt", cutoff, period, demo, official,
      records, cell_minimum as "cellMinimum" from open_data.publication`,
  );
  return rows[0] ?? null;
}

/** Figures by dimension, measure or key; what is not given does not limit. */
export function readFigures(
  tx: Executor,
  filter: { dimension?: string; measure?: string; key?: string } = {},
): Promise<PublicFigure[]> {
  return tx.query<PublicFigure & Record<string, unknown>>(
    `select indicator, measure, dimension, key, label, status, value, n, d, records, as_of as "asOf" from open_data.figure
      where ($1::text is null or dimension = $1) and ($2::text is null or measure = $2) and ($3::text is null or key = $3)
      order by measure, dimension, key`,
    [filter.dimension ?? null, filter.measure ?? null, filter.key ?? null],
  );
}

/** Counts of complaints, the newest period first, years before their halves; only of one period if it is given. */
export function readComplaintCounts(tx: Executor, period?: string): Promise<PublicComplaintCount[]> {
  return tx.query<PublicComplaintCount & Record<string, unknown>>(
    `select period, dimension, key, label, received, in_term as "inTerm", as_of as "asOf" from open_data.complaint_count
      where $1::text is null or period = $1
        order by left(period, 4) desc, length(period), period desc, dimension, key = '', received desc nulls last,
          label`,
    [period ?? null],
  );
}

const ALLIANCE = `code, name, organisation, department_code as "departmentCode", department, municipality_code as "municipalityCode",
  municipality, unit, product, rubro, state, model, agreements, signed_on as "signedOn",
  amount_programme as "amountProgramme", amount_counterpart as "amountCounterpart"`;

export interface AllianceFilter {
  readonly department?: string;
  readonly product?: string;
  readonly state?: string;
  readonly municipality?: string;
  readonly limit?: number;
  readonly offset?: number;
}

export async function readAlliances(
  tx: Executor,
  filter: AllianceFilter = {},
): Promise<{ rows: PublicAlliance[]; total: number }> {
  const rows = await tx.query<PublicAlliance & { total: number } & Record<string, unknown>>(
    `select ${ALLIANCE}, count(*) over ()::int as total from open_data.alliance
      where ($1::text is null or department_code = $1) and ($2::text is null or product_code = $2) and ($3::text is null or state = $3)
        and ($4::text is null or municipality_code = $4)
      order by name, code limit $5 offset $6`,
    [
      filter.department || null,
      filter.product || null,
      filter.state || null,
      filter.municipality || null,
      filter.limit ?? null,
      filter.offset ?? 0,
    ],
  );
  return { rows: rows.map(({ total: _total, ...row }) => row), total: rows[0]?.total ?? 0 };
}

export async function readAlliance(tx: Executor, code: string): Promise<PublicAlliance | null> {
  const rows = await tx.query<PublicAlliance & Record<string, unknown>>(
    `select ${ALLIANCE} from open_data.alliance where code = $1`,
    [code],
  );
  return rows[0] ?? null;
}

/** What validated convenios commit, by department; amounts in centavos of Bs. */
export function readMoney(tx: Executor): Promise<PublicMoney[]> {
  return tx.query<PublicMoney & Record<string, unknown>>(
    `select department_code as code, coalesce(department, 'Sin dato') as name, count(*)::int as alliances,
            coalesce(sum(agreements), 0)::int as agreements,
              (count(*) filter (where agreements > 0 and amount_programme is null))::int as "withoutAmount",
            coalesce(sum(amount_programme), 0)::bigint as programme, coalesce(sum(amount_counterpart), 0)::bigint as counterpart
       from open_data.alliance group by 1, 2 order by count(*) desc, 2`,
  );
}

/** The choices of the list's filter: values that some alliance has. */
export async function readChoices(tx: Executor): Promise<{
  departments: { code: string; name: string }[];
  products: { code: string; name: string }[];
  states: string[];
}> {
  const [departments, products, states] = [
    await tx.query<{ code: string; name: string }>(
      'select distinct department_code as code, department as name from open_data.alliance where department_code is not null order by name',
    ),
    await tx.query<{ code: string; name: string }>(
      'select distinct product_code as code, product as name from open_data.alliance where product_code is not null order by name',
    ),
    await tx.query<{ state: string }>('select distinct state from open_data.alliance order by state'),
  ];
  return { departments, products, states: states.map((s) => s.state) };
}

export function readMunicipalities(tx: Executor, code?: string): Promise<PublicMunicipality[]> {
  return tx.query<PublicMunicipality & Record<string, unknown>>(
    `select code, name, province, department_code as "departmentCode", department, unit, lon, lat, alliances from open_data.municipality
      where ($1::text is null or code = $1) order by code`,
    [code ?? null],
  );
}

/** Signed heads, newest first. */
export function readHeads(tx: Executor, limit?: number): Promise<PublicHead[]> {
  return tx.query<PublicHead & Record<string, unknown>>(
    `select number, hash, published_at as "publishedAt", epoch, signature, public_key as "publicKey" from open_data.journal_head
      order by published_at desc, number desc limit $1`,
    [limit ?? null],
  );
}

/** Calls that are open or were, the newest first, as they are now. */
export const readCalls = (db: Executor): Promise<PublicCall[]> =>
  db.query<PublicCall & Record<string, unknown>>(
    `select number, title, areas, bases, requirements, opens_on as "opensOn", closes_on as "closesOn", budget, state,
        reopen_reason as "reopenReason" from open_data.call_notice order by opens_on desc, number limit 200`,
  );
