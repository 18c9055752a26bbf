import type { Day, Instant } from '../../domain/kernel/dates.ts';
import { parameterOn } from '../../domain/monitoring/parameters.ts';
import type { ComplaintsTold } from '../../domain/participation/complaintsTold.ts';
import type { Disclosure } from '../../domain/publishing/disclosure.ts';
import { unnamedStates } from '../../domain/publishing/named.ts';
import type { PublicComplaintCount } from '../../portal/data.ts';
import { readParameters } from '../commands/readParameters.ts';
import type { Database, Executor, Transaction } from '../db/database.ts';
import { publicComplaintCounts } from './complaintCounts.ts';
import { keepShapes } from './countryShapes.ts';
import { publicFigures } from './publicFigures.ts';

const PUBLISH_LOCK = 7_513_001n;

export interface Published {
  readonly sealedNumber: number;
  readonly figures: number;
  readonly alliances: number;
}

/**
 * Replaces what the public sees in one transaction (except the shapes of maps): figures over validated records,
 * alliances whose data are validated, the municipalities. Publishing again without newly validated records gives the
 * same rows.
 */
export async function publishOpenData(
  db: Database,
  input: { programme: string; today: Day; now: Instant; demo: boolean },
): Promise<Published> {
  const before = await readKept<Disclosure>(db, FAMILIES, input.programme);
  const toldBefore = await readKept<ComplaintsTold>(db, COMPLAINTS, input.programme);
  const cellMinimum = await readCellMinimum(db, input);
  const complaints = await publicComplaintCounts(db, { ...input, before: toldBefore, cellMinimum });
  const { figures, period, records, disclosed } = await publicFigures(db, {
    ...input,
    disclosed: before,
    cellMinimum,
    complaints: complaints.rows,
  });
  await keepShapes(db);
  return db.transaction(
    async (tx) => {
      const [head] = await tx.query<{ n: number | null }>('select max(number) as n from journal_seal');
      const sealedNumber = head?.n ?? 0;
      await keep(tx, FAMILIES, input.programme, before?.edition, { edition: disclosed.edition, state: disclosed });
      await keep(tx, COMPLAINTS, input.programme, toldBefore?.revision, {
        edition: complaints.told.revision,
        state: complaints.told,
      });
      await tx.script(
        `delete from open_data.figure; delete from open_data.complaint_count; delete from open_data.alliance;
          delete from open_data.municipality; delete from open_data.publication`,
      );
      await insertFigures(tx, figures);
      await insertComplaintCounts(tx, complaints.rows);
      const alliances = await insertAlliances(tx, input.programme);
      await insertMunicipalities(tx, input.today);
      await tx.query(
        `insert into open_data.publication (id, programme, sealed_number, published_at, cutoff, period, demo, official,
          records, cell_minimum) values (1, $1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        [
          input.programme,
          sealedNumber,
          input.now,
          input.today,
          period,
          input.demo,
          db.engine === 'postgres' && !input.demo,
          records,
          cellMinimum,
        ],
      );
      return { sealedNumber, figures: figures.length, alliances };
    },
    { locks: [PUBLISH_LOCK], statementTimeoutMs: 0 },
  );
}

/** The smallest number of families that may be told: the parameter of the day (domain brief 1.3.5). */
async function readCellMinimum(db: Executor, { programme, today }: { programme: string; today: Day }): Promise<number> {
  return parameterOn(await readParameters(db), 'publicCellMinimum', today, programme);
}

/** Where the program keeps what was told before: for families and for complaints. */
const FAMILIES = {
  read: 'select edition, state from family_disclosure where programme_id = $1',
  write: `insert into family_disclosure (programme_id, edition, state) values ($1, $2, $3::text::jsonb)
          on conflict (programme_id) do update set edition = excluded.edition, state = excluded.state`,
};
const COMPLAINTS = {
  read: 'select edition, state from complaint_disclosure where programme_id = $1',
  write: `insert into complaint_disclosure (programme_id, edition, state) values ($1, $2, $3::text::jsonb)
          on conflict (programme_id) do update set edition = excluded.edition, state = excluded.state`,
};

async function readKept<T>(db: Executor, { read }: typeof FAMILIES, programme: string): Promise<T | null> {
  const [row] = await db.query<{ state: T }>(read, [programme]);
  return row?.state ?? null;
}

/**
 * Stores what is told now. Refuses when another server has published since the state was read: what is safe given one
 * history may not be safe given the other.
 */
async function keep(
  tx: Transaction,
  kept: typeof FAMILIES,
  programme: string,
  before: number | undefined,
  told: { edition: number; state: object },
): Promise<void> {
  const [row] = await tx.query<{ edition: number }>(kept.read, [programme]);
  if ((row?.edition ?? 0) !== (before ?? 0)) throw new Error('published by another server meanwhile');
  if (told.edition !== before) await tx.query(kept.write, [programme, told.edition, JSON.stringify(told.state)]);
}

async function insertFigures(tx: Transaction, figures: readonly object[]): Promise<void> {
  await tx.query(
    `insert into open_data.figure (indicator, measure, dimension, key, label, status, value, n, d, records, as_of)
     select f.indicator, f.measure, f.dimension, f.key,
            coalesce(case f.dimension when 'total' then 'Todo el programa'
              when 'department' then d.name when 'unit' then u.short_name when 'municipality' then m.name
              when 'model' then 'Modelo ' || nullif(f.key, '') when 'product' then p.name end, 'Sin dato'),
            f.status, f.value, f.n, f.d, f.records, f."asOf"
       from jsonb_to_recordset($1::text::jsonb) as f(indicator text, measure text, dimension text, key text,
         status text, value double precision, n bigint, d bigint, records bigint, "asOf" date)
       left join department d on f.dimension = 'department' and d.code = f.key
       left join operating_unit u on f.dimension = 'unit' and u.code = f.key
       left join municipality m on f.dimension = 'municipality' and m.code = f.key
       left join product p on f.dimension = 'product' and p.code = f.key`,
    [JSON.stringify(figures)],
  );
}

async function insertComplaintCounts(tx: Transaction, rows: readonly PublicComplaintCount[]): Promise<void> {
  await tx.query(
    `insert into open_data.complaint_count (period, dimension, key, label, received, in_term, as_of)
     select r.period, r.dimension, r.key, r.label, r.received, r."inTerm", r."asOf"
       from jsonb_to_recordset($1::text::jsonb) as r(period text, dimension text, key text, label text, received bigint,
         "inTerm" bigint, "asOf" date)`,
    [JSON.stringify(rows)],
  );
}

async function insertAlliances(tx: Transaction, programme: string): Promise<number> {
  const rows = await tx.query<{ n: number }>(
    `with made as (
       insert into open_data.alliance (code, name, organisation, department_code, department, municipality_code,
         municipality, unit, product_code, product, rubro, state, model, agreements, signed_on, amount_programme,
         amount_counterpart, lon, lat, demo)
       select a.code, a.name, o.name, d.code, d.name, m.code, m.name, u.short_name, p.code, p.name, p.rubro, a.state, x.model,
              coalesce(g.agreements, 0), g.signed_on, g.amount_programme, g.amount_counterpart,
              round(coalesce(x.lon, m.lon)::numeric, 2), round(coalesce(x.lat, m.lat)::numeric, 2), a.demo
         from alliance_root a
         join alliance_profile_at(3) x on x.record_id = a.id
         join organisation o on o.id = a.organisation_id
         join operating_unit u on u.code = a.unit_id
         left join municipality m on m.code = x.municipality_code
         left join department d on d.code = m.department_code
         left join product p on p.code = x.product_code
         left join (select alliance_id, count(*)::int as agreements, min(signed_on) as signed_on,
                           sum(amount_par)::bigint as amount_programme, sum(amount_counterpart)::bigint as amount_counterpart
                      from agreement_at(3) group by alliance_id) g on g.alliance_id = a.id
        where a.programme_id = $1 and not (a.state = any($2::text[])) returning 1)
     select count(*)::int as n from made`,
    [programme, unnamedStates],
  );
  return rows[0]?.n ?? 0;
}

async function insertMunicipalities(tx: Transaction, today: Day): Promise<void> {
  await tx.query(
    `insert into open_data.municipality (code, name, province, department_code, department, unit, lon, lat, alliances)
     select m.code, m.name, pr.name, d.code, d.name, u.short_name, m.lon, m.lat,
            (select count(*) from open_data.alliance a where a.municipality_code = m.code)
       from municipality m join province pr on pr.code = m.province_code join department d on d.code = m.department_code
       left join municipality_unit um on um.municipality_code = m.code and um.valid_from <= $1
         and (um.valid_to is null or $1 <= um.valid_to)
       left join operating_unit u on u.code = um.unit_code`,
    [today],
  );
}
