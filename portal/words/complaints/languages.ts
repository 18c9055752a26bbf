import { html } from 'hono/html';
import { type Day, writtenDay } from '../../../domain/kernel/dates.ts';
import { type ComplaintLanguage, complaintLanguages } from '../../../domain/participation/complaintLanguage.ts';
import type { Html } from '../../layout.ts';
import { ay } from './ay.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { gn } from './gn.ts';
import { qu } from './qu.ts';
import type { Partly, WordKey } from './words.ts';

interface Language {
  /** How it calls itself. */
  readonly name: string;
  /** As the attribute `lang` tells it. */
  readonly tag: string;
  readonly words: Partly;
  /** That no speaker has reviewed the words yet, said in it; null once somebody has. */
  readonly unreviewed: string | null;
}

export const SPANISH = 'es-BO';

export const languages: Readonly<Record<ComplaintLanguage, Language>> = {
  es: { name: 'Castellano', tag: SPANISH, words: es, unreviewed: null },
  qu: {
    name: 'Runasimi (quechua)',
    tag: 'qu-BO',
    words: qu,
    unreviewed: 'Kay qillqasqata qhichwa parlaq runa manaraq qhawanchu.',
  },
  ay: {
    name: 'Aymar aru (aymara)',
    tag: 'ay-BO',
    words: ay,
    unreviewed: 'Aka qillqataxa janïraw aymar parlir jaqimpi uñakipatäkiti.',
  },
  gn: { name: 'Guaraní', tag: 'gn-BO', words: gn, unreviewed: 'Guaraní omiari vae mbaeti rai omaë kuae ñee reta re.' },
  en: { name: 'English', tag: 'en', words: en, unreviewed: null },
};

export const languageCodes = Object.keys(complaintLanguages) as ComplaintLanguage[];

/** The address of the pages in a language. */
export const addressIn = (language: ComplaintLanguage): string =>
  language === 'es' ? '/reclamos' : `/reclamos/${language}`;

type Filling = string | number | Html;

/** Says the phrases of one language; what it lacks, in Spanish. */
export interface Teller {
  readonly code: ComplaintLanguage;
  readonly language: Language;
  /** A phrase for the text of a page. One in Spanish is marked so, for the eye and for whoever has it read aloud. */
  readonly say: (key: WordKey, filling?: Readonly<Record<string, Filling>>) => Html;
  /** A phrase where no mark can stand: titles, attributes, files. */
  readonly plain: (key: WordKey, filling?: Readonly<Record<string, string | number>>) => string;
  /** The language in which a phrase is said. */
  readonly tagOf: (key: WordKey) => string;
  readonly day: (day: Day) => string;
}

const HOLE = /\{(\w+)\}/;
/** The names of what a phrase has to be filled with. */
export const holesOf = (phrase: string): string[] => [...phrase.matchAll(/\{(\w+)\}/g)].map((m) => m[1] ?? '');

export function teller(code: ComplaintLanguage): Teller {
  const language = languages[code];
  const phrase = (key: WordKey): string => language.words[key] ?? es[key];
  return {
    code,
    language,
    say: (key, filling = {}) => {
      // Split at a pattern with one group: text and names of holes in turn.
      const said = html`${phrase(key)
        .split(HOLE)
        .map((part, i) => (i % 2 === 0 ? part : (filling[part] ?? '')))}`;
      return language.words[key] === null ? html`<span lang="${SPANISH}" class="other">${said}</span>` : said;
    },
    plain: (key, filling = {}) =>
      phrase(key).replaceAll(/\{(\w+)\}/g, (_, name: string) => String(filling[name] ?? '')),
    tagOf: (key) => (language.words[key] === null ? SPANISH : language.tag),
    day: (day) =>
      code === 'en'
        ? new Date(`${day}T00:00:00Z`).toLocaleDateString('en-GB', {
            day: 'numeric',
            month: 'long',
            year: 'numeric',
            timeZone: 'UTC',
          })
        : writtenDay(day),
  };
}
