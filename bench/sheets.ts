/**
 * npm run bench:sheets [-- --rows 50000]
 *
 * Reads and checks a spreadsheet with that many rows, as .csv and as .xlsx, each in its own process without a database.
 * Prints the time, the maximum memory of the whole process, and the longest time during which it answered nothing else;
 * for comparison the same for a process that does nothing. Exit code 1: more than 300 MB.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { OrganisationIndex, RowChecker } from '../domain/import/check.ts';
import { guessMapping } from '../domain/import/guess.ts';
import { alliances } from '../domain/import/importables/alliances.ts';
import type { ImportCatalogue } from '../domain/import/words.ts';
import { readArguments } from '../scripts/lib/readArguments.ts';
import { withSheet } from '../server/import/sheet/openSheet.ts';
import { textRow, workbookOf } from '../tests/helpers/workbook.ts';

const MB = 1024 * 1024;
const MOST_MB = 300;
const HEADERS = [
  'codigo',
  'nombre',
  'uod',
  'etapa',
  'municipio',
  'familias',
  'monto proyecto bs',
  'fuente',
  'nota',
  'comunidad',
];
const WORDS = [
  'Papa',
  'Quinua',
  'Café',
  'Miel',
  'Cacao',
  'Valle',
  'Altura',
  'Nueva',
  'Esperanza',
  'Illimani',
  'Sajama',
  'Tunari',
  'Chapare',
  'Yungas',
];
const UNITS = ['La Paz', 'Oruro', 'Potosí', 'Cochabamba', 'Tarija', 'Santa Cruz', 'Beni', 'Pando', 'Chuquisaca'];

function rowOf(i: number): string[] {
  const word = (k: number) => WORDS[Math.floor(i / WORDS.length ** k) % WORDS.length];
  const name = `Asociación de Productores de ${word(0)} ${word(1)} ${word(2)} ${i.toString(36)}`;
  return [
    `C-${i}`,
    name,
    UNITS[i % UNITS.length] ?? '',
    'En operación',
    'Caranavi',
    String(20 + (i % 30)),
    `${i}.50`,
    'Lista de la gestión',
    `Nota ${i}`,
    `Comunidad ${i % 900}`,
  ];
}

const catalogue: ImportCatalogue = {
  units: UNITS.map((name) => ({ code: name, name, shortName: `UOD ${name}` })),
  municipalities: [{ code: '022001', name: 'Caranavi', officialName: null, unitId: null }],
  programmes: [{ id: 'PAR2FA', name: 'PAR II' }],
  products: [],
};

/** Runs in its own process: reads and checks the file, and prints the measurements as one line of JSON. */
async function measure(file: string): Promise<void> {
  const bytes = new Uint8Array(readFileSync(file));
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const from = performance.now();
  let rows = 0;
  let likes = 0;
  if (bytes.length > 0) {
    await withSheet(bytes, async ({ headers, slices }) => {
      const checker = new RowChecker(
        { mapping: guessMapping(alliances, headers), programmeId: 'PAR2FA', states: {} },
        catalogue,
        '2026-11-29',
      );
      const units = new Map(UNITS.map((unit) => [unit, new OrganisationIndex()]));
      for await (const slice of slices) {
        for (const [i, row] of slice.entries()) {
          if (i % 20 === 0) await setImmediate();
          const { draft } = checker.check(row);
          rows += 1;
          if (!draft) continue;
          const organisation = { id: draft.code ?? draft.name, name: draft.name, municipalityCode: null };
          likes += units.get(draft.unitId)?.like(organisation).length ?? 0;
          units.get(draft.unitId)?.add(organisation);
        }
      }
    });
  }
  const ms = performance.now() - from;
  console.log(
    JSON.stringify({ rows, likes, ms, longest: delay.max / 1e6, rss: (process.resourceUsage().maxRSS * 1024) / MB }),
  );
}

function bench(rows: number): void {
  const folder = mkdtempSync(join(tmpdir(), 'sigg-bench-sheets-'));
  try {
    const all = Array.from({ length: rows }, (_, i) => rowOf(i));
    const files = {
      nothing: '',
      '.csv': [HEADERS, ...all].map((cells) => cells.join(';')).join('\n'),
      '.xlsx': workbookOf([{ rows: [HEADERS, ...all].map((cells, i) => textRow(i + 1, cells)).join('') }]),
    };
    const lines = Object.entries(files).map(([name, content]) => {
      const file = join(folder, `planilla${name}`);
      writeFileSync(file, content);
      const ran = spawnSync(process.execPath, [fileURLToPath(import.meta.url), '--measure', file], {
        encoding: 'utf8',
      });
      if (ran.status !== 0) throw new Error(ran.stderr);
      const told = JSON.parse(ran.stdout) as { rows: number; likes: number; ms: number; longest: number; rss: number };
      return { name, size: content.length / MB, ...told };
    });
    console.log(
      '| file | MB | rows | likes | seconds | longest stop ms | memory MB |\n|---|---:|---:|---:|---:|---:|---:|',
    );
    for (const l of lines) {
      const cells = [
        l.name,
        l.size.toFixed(1),
        l.rows,
        l.likes,
        (l.ms / 1000).toFixed(1),
        l.longest.toFixed(0),
        l.rss.toFixed(0),
      ];
      console.log(`| ${cells.join(' | ')} |`);
    }
    if (lines.some((l) => l.rss > MOST_MB)) process.exitCode = 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const { values } = readArguments({
  usage: 'Uso: npm run bench:sheets [-- --rows 50000]',
  options: { rows: { type: 'string', default: '50000' }, measure: { type: 'string' } },
});
if (values.measure) await measure(values.measure);
else bench(Number(values.rows));
