import { dayOf, type Instant } from '../../domain/kernel/dates.ts';
import { idOfText } from '../../domain/kernel/ids.ts';
import { systemActor } from '../../domain/people/actor.ts';
import type { ReferenceSeal } from '../../domain/people/sealReference.ts';
import { expandCoverage } from '../../domain/territory/unit.ts';
import { compose } from '../commands/compose.ts';
import { type ExecuteContext, executeCommands } from '../commands/executeCommands.ts';
import { rowHash, sha256 } from '../commands/hash.ts';
import { readTerritory } from '../geo/readReference.ts';
import { readCatalogue } from '../stores/loadCatalogue.ts';
import { PAGE } from './pages.ts';
import { REFERENCE_ID, readReference, referenceTables, SEAL_REFERENCE, sealedReference } from './referenceRows.ts';

/** The hashes of the rows in `reference/`, by table: these may be sealed whenever they are found. */
async function explainedRows(): Promise<Map<string, ReadonlySet<string>>> {
  const t = await readTerritory();
  const rows: Record<string, readonly object[]> = {
    ...(await readCatalogue()),
    department: t.departments.map((d) => ({ code: d.code, iso: d.iso, initials: d.initials, name: d.name })),
    province: t.provinces.map((p) => ({ code: p.code, department_code: p.departmentCode, name: p.name })),
    municipality: t.municipalities.map((m) => ({
      code: m.code,
      province_code: m.provinceCode,
      department_code: m.departmentCode,
      name: m.name,
      official_name: m.officialName,
      lon: m.lon,
      lat: m.lat,
    })),
    operating_unit: t.units.map((u) => ({
      code: u.code,
      name: u.name,
      short_name: u.shortName,
      kind: u.kind,
      seat: u.seat,
    })),
    unit_municipality: t.municipalities.flatMap((m) =>
      expandCoverage(t.coverage, m.code).map((s) => ({
        municipality_code: m.code,
        unit_code: s.unitCode,
        valid_from: s.validFrom,
        basis: s.basis,
      })),
    ),
  };
  return new Map(
    Object.entries(rows).map(([name, list]) => [
      name,
      new Set(list.map((row) => rowHash(row as Record<string, unknown>))),
    ]),
  );
}

type Prepared = Pick<{ context: ExecuteContext }, 'context'>;

/**
 * Seals the content of reference rows that the journal does not record yet. A row that is in this program's
 * `reference/` may be sealed at any start. Any other row only in two cases: when its table is sealed for the first
 * time, empty or not (in an installation older than sealing, where the row is named as unexplained), or when `loaded`
 * says that it was loaded just now. So nobody can make a changed row valid by starting the server: the first time of a
 * table is in the journal once. Sending the same again changes nothing. Answers how many rows were sealed.
 */
export async function sealReference(
  { context }: Prepared,
  at: Instant,
  loaded: (table: string, key: string) => boolean = () => false,
): Promise<number> {
  const sealed = await sealedReference(context.db);
  const explained = await explainedRows();
  const tables: Record<string, Record<string, string>> = {};
  const unexplained: string[] = [];
  let count = 0;
  for (const table of referenceTables) {
    const known = sealed.tables.get(table.name);
    const fresh: Record<string, string> = {};
    for await (const rows of readReference(context.db, table, PAGE))
      for (const { key, hash, said } of rows) {
        if (known?.get(key) === hash) continue;
        const told = explained.get(table.name)?.has(said) ?? false;
        if (!told && !loaded(table.name, key)) {
          if (known) continue;
          // What no file of `reference/` contains (boundaries) is named by the act that loaded it.
          if (explained.has(table.name)) unexplained.push(`${table.name} ${key}`);
        }
        fresh[key] = hash;
        count += 1;
      }
    if (!known || Object.keys(fresh).length > 0) tables[table.name] = fresh;
  }
  if (Object.keys(tables).length === 0) return 0;
  const body: ReferenceSeal = { tables, unexplained: unexplained.slice(0, 500) };
  const id = idOfText(
    `${SEAL_REFERENCE} ${sealed.last ?? 'first'} ${sealed.last === null ? '' : sha256(JSON.stringify(body))}`,
  );
  const text = compose({
    id,
    kind: SEAL_REFERENCE,
    actor: systemActor,
    subjectId: REFERENCE_ID,
    body,
    occurredOn: dayOf(at),
    at,
  });
  await executeCommands(context, { texts: [text], actor: systemActor, receivedAt: at });
  return count;
}
