import { type AllianceData, emptyAllianceData, type GapField, gapsOf } from '../alliance/alliance.ts';
import type { AllianceState } from '../alliance/states.ts';
import type { Day } from '../kernel/dates.ts';
import { problem } from '../kernel/problem.ts';
import { normalized } from '../kernel/text.ts';
import type { SheetCell } from './cell.ts';
import type { ImportMapping } from './fields.ts';
import { placeOf } from './rowPlace.ts';
import { type CellProblem, RowReader } from './rowReader.ts';
import { siglaOf } from './text.ts';
import { readCentavos, readCount, readNumber, readPastDay } from './values.ts';
import { type ImportCatalogue, legalFormOf, productOf, programmeOf, stateOf, unitOf } from './words.ts';

/** What a person decided about a file before it is read. */
export interface ImportSettings {
  readonly mapping: ImportMapping;
  /** The programme of rows that name none. */
  readonly programmeId: string;
  /** The meanings given to this file's own words for stages. */
  readonly states: Readonly<Record<string, string>>;
}

/** A row of a sheet as read: its number in it (from 1) and its cells from column A on. */
export interface SheetRow {
  readonly number: number;
  readonly cells: readonly SheetCell[];
  /** Whether the sheet hides the row from who looks at it. */
  readonly hidden?: true;
}

/** An alliance as the source describes it: the body of `alliance.adopt` without ids. */
export interface AdoptDraft {
  readonly programmeId: string;
  /** Code in the source; null when it has none. */
  readonly code: string | null;
  readonly name: string;
  readonly unitId: string;
  readonly state: AllianceState;
  readonly stateSince: Day | null;
  readonly organisation: {
    readonly name: string;
    readonly acronym: string | null;
    readonly legalForm: string | null;
    readonly municipalityCode: string | null;
  };
  readonly data: AllianceData;
  readonly note: string | null;
}

/** The paper from which a row comes; null where the row does not say. */
export interface RowDocument {
  readonly reference: string | null;
  readonly source: string | null;
  readonly day: Day | null;
}

export interface CheckedRow {
  /** Number of the row in the sheet, as spreadsheets count it. */
  readonly row: number;
  /** What identifies it among the rows of the programme, in a later file too. */
  readonly key: string;
  readonly problems: readonly CellProblem[];
  readonly document: RowDocument;
  /** Null when the row is refused. */
  readonly draft: AdoptDraft | null;
  readonly gaps: readonly GapField[];
}

/**
 * Reads one row as an alliance with its organisation, or gives the reasons why not. Pure.
 * @param today no stage was reached and no document made after this day
 */
export function checkRow(
  { number: row, cells, hidden }: SheetRow,
  settings: ImportSettings,
  catalogue: ImportCatalogue,
  today: Day,
): CheckedRow {
  const read = new RowReader(cells, settings.mapping);
  if (hidden) read.add(null, problem('importHiddenRow'), 'person');
  const name = read.required('name', problem('importNoName'), 200);
  const programmeId = programme(read, settings, catalogue);
  const state = stage(read, settings);
  const place = placeOf(read, unit(read, catalogue), catalogue);
  if (!place.unitId && !place.unknownUnit) read.add('unit', problem('importNoUnit'), 'refused');
  const stateSince = read.value('stateSince', readPastDay(read.cell('stateSince'), today));
  const { product, productText } = productFrom(read, catalogue);
  const families = read.value('families', readCount(read.cell('families')));
  const women = womenFrom(read, families);
  const data: AllianceData = {
    ...emptyAllianceData,
    model: model(read),
    municipalityCode: place.municipalityCode,
    municipalityHow: place.how,
    communityName: read.text('community', 120),
    lon: place.lon,
    lat: place.lat,
    productCode: product,
    familiesDeclared: families,
    womenDeclared: women,
    amountPar: read.value('amountPar', readCentavos(read.cell('amountPar'))),
    amountCounterpart: read.value('amountCounterpart', readCentavos(read.cell('amountCounterpart'))),
    buyerName: read.text('buyer', 200),
  };
  const code = read.text('code', 60);
  const document: RowDocument = {
    reference: read.text('documentReference', 900),
    source: read.text('documentSource', 900),
    day: read.value('documentDay', readPastDay(read.cell('documentDay'), today)),
  };
  const notes = [
    read.text('note'),
    read.text('state') ? `Etapa en la fuente: ${read.text('state')}` : null,
    productText ? `Rubro en la fuente: ${productText}` : null,
    place.note,
  ];
  const key = code
    ? `código ${normalized(code)}`
    : `nombre ${normalized(name ?? '')}|${place.unitId ?? ''}|${place.municipalityCode ?? ''}`;
  const refused =
    read.problems.some((p) => p.severity === 'refused') || !name || !programmeId || !state || !place.unitId;
  if (refused) return { row, key, problems: read.problems, document, draft: null, gaps: [] };
  const draft: AdoptDraft = {
    programmeId,
    code: code && code.length >= 2 ? code : null,
    name: read.text('allianceName', 200) ?? name,
    unitId: place.unitId,
    state,
    stateSince,
    organisation: {
      name,
      acronym: read.text('acronym', 40) ?? siglaOf(name)?.toUpperCase() ?? null,
      legalForm: legalForm(read),
      municipalityCode: place.municipalityCode,
    },
    data,
    note:
      notes
        .flatMap((n) => (n ? [/[.!?]$/.test(n) ? n : `${n}.`] : []))
        .join(' ')
        .slice(0, 1000) || null,
  };
  return { row, key, problems: read.problems, document, draft, gaps: gapsOf(data) };
}

function legalForm(read: RowReader): string | null {
  const text = read.text('legalForm', 40);
  return text && legalFormOf(text);
}

function programme(read: RowReader, settings: ImportSettings, catalogue: ImportCatalogue): string | null {
  const text = read.text('programme', 200);
  if (!text) return settings.programmeId;
  const found = programmeOf(text, catalogue.programmes);
  if (!found) read.add('programme', problem('importUnknownProgramme', { said: text }), 'refused');
  return found;
}

function stage(read: RowReader, settings: ImportSettings): AllianceState | null {
  const text = read.required('state', problem('importNoState'), 200);
  if (!text) return null;
  const found = stateOf(text, settings.states);
  if (!found) read.add('state', problem('importUnknownState', { said: text }), 'refused');
  return found;
}

/** The unit in the row: its code, null when none is given, undefined when an unknown one is given. */
function unit(read: RowReader, catalogue: ImportCatalogue): string | null | undefined {
  const text = read.text('unit', 200);
  if (!text) return null;
  const found = unitOf(text, catalogue.units);
  if (found) return found;
  read.add('unit', problem('importUnknownUnit', { said: text }), 'refused');
  return undefined;
}

function productFrom(
  read: RowReader,
  catalogue: ImportCatalogue,
): { product: string | null; productText: string | null } {
  const text = read.text('product', 200);
  if (!text) return { product: null, productText: null };
  const product = productOf(text, catalogue.products);
  if (!product) read.add('product', problem('importUnknownProduct', { said: text }), 'gap');
  return { product, productText: product ? null : text };
}

function womenFrom(read: RowReader, families: number | null): number | null {
  const women = read.value('women', readCount(read.cell('women')));
  if (women === null || families === null || women <= families) return women;
  read.add('women', problem('importMoreWomen'), 'gap');
  return null;
}

function model(read: RowReader): 1 | 2 | 3 | null {
  const text = read.text('model', 60);
  if (!text) return null;
  const roman = { i: 1, ii: 2, iii: 3 }[normalized(text).replace(/^modelo /, '')];
  const found = roman ?? readNumber(text.replace(/^modelo\s*/i, '')).value;
  if (found === 1 || found === 2 || found === 3) return found;
  read.add('model', problem('importUnknownModel', { said: text }), 'gap');
  return null;
}
