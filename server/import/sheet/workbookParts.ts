import { posix } from 'node:path';
import { ProblemError, problem } from '../../../domain/kernel/problem.ts';
import { formatOf, type NumberFormat } from './dates.ts';
import type { SheetLimits } from './limits.ts';
import { scanXml } from './xml.ts';
import type { ZipParts } from './zipParts.ts';

/** A sheet of a workbook: where it is in the file, and whether it is visible. */
export interface SheetPart {
  readonly name: string;
  readonly path: string;
  readonly hidden: boolean;
}

/** What all sheets of a workbook share. */
export interface WorkbookParts {
  readonly sheets: readonly SheetPart[];
  /** True when days are counted from 1904, as in old workbooks of Macintosh. */
  readonly from1904: boolean;
  readonly texts: readonly string[];
  /** By the number of a cell's style. */
  readonly formats: readonly NumberFormat[];
}

const isTrue = (value: string | undefined) => value === '1' || value === 'true';

/** Reads what is needed before any sheet. Throws ProblemError when it is not a workbook, or holds too much text. */
export async function readWorkbookParts(zip: ZipParts, limits: SheetLimits): Promise<WorkbookParts> {
  const main = await mainPart(zip);
  const targets = await relationsOf(zip, main);
  const sheets: SheetPart[] = [];
  let from1904 = false;
  await scanXml(zip.text(main), {
    open: (name, a) => {
      if (name === 'workbookPr') from1904 = isTrue(a.date1904);
      const id = Object.entries(a).find(([key]) => key.endsWith(':id'))?.[1];
      const target = name === 'sheet' && id ? targets.get(id) : undefined;
      if (target && zip.has(target.path) && target.type.endsWith('/worksheet'))
        sheets.push({ name: a.name ?? '', path: target.path, hidden: a.state !== undefined && a.state !== 'visible' });
    },
  });
  const part = (kind: string) => [...targets.values()].find((t) => t.type.endsWith(`/${kind}`))?.path;
  const [texts, styles] = [part('sharedStrings'), part('styles')];
  return {
    sheets,
    from1904,
    texts: texts ? await readTexts(zip, texts, limits) : [],
    formats: styles ? await readFormats(zip, styles) : [],
  };
}

interface Target {
  readonly path: string;
  readonly type: string;
}

async function relationsOf(zip: ZipParts, part: string): Promise<Map<string, Target>> {
  const folder = posix.dirname(part);
  const found = new Map<string, Target>();
  await scanXml(zip.text(posix.join(folder === '.' ? '' : folder, '_rels', `${posix.basename(part)}.rels`)), {
    open: (name, { Id, Target: to, Type }) => {
      if (name !== 'Relationship' || !Id || !to) return;
      found.set(Id, {
        path: to.startsWith('/') ? to.slice(1) : posix.join(folder === '.' ? '' : folder, to),
        type: Type ?? '',
      });
    },
  });
  return found;
}

async function mainPart(zip: ZipParts): Promise<string> {
  let found: string | undefined;
  if (zip.has('_rels/.rels')) {
    await scanXml(zip.text('_rels/.rels'), {
      open: (_name, { Target: to, Type }) => {
        if (to && Type?.endsWith('/officeDocument')) found ??= to.replace(/^\//, '');
      },
    });
  }
  const main = found ?? 'xl/workbook.xml';
  if (!zip.has(main)) throw new ProblemError(problem('importUnreadable'));
  return main;
}

/**
 * The table of texts to which cells point. Pieces of a text with different formats are joined; notes on pronunciation
 * are left out.
 */
async function readTexts(zip: ZipParts, path: string, limits: SheetLimits): Promise<string[]> {
  const texts: string[] = [];
  let characters = 0;
  let now = '';
  let within = false;
  let spoken = false;
  await scanXml(zip.text(path), {
    open: (name) => {
      if (name === 'si') now = '';
      else if (name === 't') within = !spoken;
      else if (name === 'rPh') spoken = true;
    },
    text: (text) => {
      if (!within) return;
      characters += text.length;
      if (characters > limits.textCharacters) throw new ProblemError(problem('importTooMuchText'));
      now += text;
    },
    close: (name) => {
      if (name === 't') within = false;
      else if (name === 'rPh') spoken = false;
      else if (name === 'si') {
        texts.push(now.trim());
        if (texts.length > limits.cells) throw new ProblemError(problem('importTooMuchText'));
      }
    },
  });
  return texts;
}

async function readFormats(zip: ZipParts, path: string): Promise<NumberFormat[]> {
  const own = new Map<number, string>();
  const formats: NumberFormat[] = [];
  let within = false;
  await scanXml(zip.text(path), {
    open: (name, a) => {
      if (name === 'numFmt') own.set(Number(a.numFmtId), a.formatCode ?? '');
      else if (name === 'cellXfs') within = true;
      else if (name === 'xf' && within) formats.push(formatOf(Number(a.numFmtId ?? 0), own.get(Number(a.numFmtId))));
    },
    close: (name) => {
      if (name === 'cellXfs') within = false;
    },
  });
  return formats;
}
