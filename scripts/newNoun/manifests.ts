import { type Role, roles } from '../../domain/people/roles.ts';
import { bare, type NewNoun, tableOf } from './names.ts';

const KEEPERS: readonly Role[] = ['UOD_OPERADOR', 'UOD_OFICIAL'];
const READERS: readonly Role[] = [...KEEPERS, 'UCN_COORD', 'UCN_ME', 'AUDITOR'];
const VIEW = { full: 'F', noPersonal: 'n', published: 'p' } as const;

/**
 * Inserts a line before the first line that begins with `mark`. Throws when no line does, because then the file has
 * changed its shape.
 */
function before(text: string, mark: string, line: string): string {
  const at = text.indexOf(`\n${mark}`);
  if (at < 0) throw new Error(`no line begins with ${mark}`);
  return `${text.slice(0, at + 1)}${line}\n${text.slice(at + 1)}`;
}

/** The text with an import as its first line; the formatter sorts it. */
const importing = (text: string, line: string): string => `${line}\n${text}`;

/** The lives of an area, with one more; the file of a new area when there is none. */
export const areaLives = ({ area, name }: NewNoun, text: string | null): string =>
  text === null
    ? `import { ${name}Life } from './${name}.ts';\n\n/** What this area brings: the lives of its nouns. */\n` +
      `export const ${area}Lives = [${name}Life] as const;\n`
    : importing(
        text.replace(/\] as const;/, `, ${name}Life] as const;`),
        `import { ${name}Life } from './${name}.ts';`,
      );

/** The office screens of an area, with the list and the file of the noun. */
export function areaScreens({ area, name }: NewNoun, text: string | null, screens: string): string {
  const own = `import { ${name} } from '../../../../domain/${area}/${name}.ts';`;
  const empty =
    `import { nounScreens } from '../../nouns/nounScreens.ts';\n` +
    `import type { Screen } from '../../screens.ts';\n\n/** Screens of this area. */\n` +
    `export const ${area}Screens: readonly Screen[] = [\n];\n`;
  return importing(before(text ?? empty, '];', screens.trimEnd()), own);
}

/** The list of areas in the domain, with a new one. */
export const withArea = (area: string, text: string): string =>
  importing(
    before(text, '  ...participationLives,', `  ...${area}Lives,`),
    `import { ${area}Lives } from './${area}/area.ts';`,
  );

/** The list of office screens, with those of a new area. */
export const withScreens = (area: string, text: string): string =>
  importing(
    before(text, '  ...participationScreens,', `  ...${area}Screens,`),
    `import { ${area}Screens } from './areas/${area}/area.ts';`,
  );

const tableRow = (text: string, first: readonly string[], cell: (role: Role) => string): string => {
  const head = text.split('\n').find((line) => line !== '' && !line.startsWith('#')) ?? '';
  const columns = head.split(',');
  return columns.map((column, i) => first[i] ?? (column in roles ? cell(column as Role) : '')).join(',');
};
const ended = (text: string): string => (text.endsWith('\n') ? text : `${text}\n`);

/** The reviewed table of who may send which commands, with a line for each command of the noun. */
export const commandRows = ({ name }: NewNoun, text: string): string =>
  `${ended(text)}${['register', 'correct', 'close']
    .map((step) => tableRow(text, [`${name}.${step}`, 'act', 'placed'], (role) => (KEEPERS.includes(role) ? 'U' : '')))
    .join('\n')}\n`;

/** The reviewed table of who may ask which queries and with which view, with a line for each query. */
export const queryRows = ({ name }: NewNoun, text: string): string =>
  `${ended(text)}${['list', 'get', 'choices']
    .map((query) =>
      tableRow(text, [`${name}.${query}`, ''], (role) => (READERS.includes(role) ? VIEW[roles[role].view] : '')),
    )
    .join('\n')}\n`;

/** The reviewed table of references in commands, with those of the noun's commands. */
export const referenceRows = ({ name }: NewNoun, text: string): string =>
  `${ended(text)}${['register', 'correct'].map((step) => `${name}.${step}:unitId,${name}.choices,rule,one that exists`).join('\n')}\n`;

/** The glossary with the noun's line, after that of holidays. */
export function glossaryRow({ name, a }: NewNoun, text: string): string {
  const called = [...new Set([tableOf(name), name])].map((word) => `\`${word}\``).join(', ');
  const at = text.indexOf('\n', text.indexOf('| `holiday` |')) + 1;
  return `${text.slice(0, at)}| ${called} | ${bare(a)} | say what it is |\n${text.slice(at)}`;
}
