import { normalized } from '../kernel/text.ts';

/** Words that most organisations share and that tell none apart. */
const COMMON = new Set(
  (
    'asociacion asociaciones de del la el los las y e en productores productoras productor productiva ' +
    'productivas productivo agropecuarios agropecuarias agropecuaria agropecuario agricola agricolas comunidad ' +
    'comunidades campesina campesino campesinas campesinos indigena originaria originario sindicato agrario ' +
    'organizacion economica cooperativa union central comunitaria comunitarias integral demostracion prov ' +
    'provincia municipio asoc'
  ).split(' '),
);

/** The words of a name that tell it apart, in order; all of them when nothing else is left. */
function tellingWords(name: string): string[] {
  const words = normalized(name).split(' ').filter(Boolean);
  const telling = words.filter((w) => !COMMON.has(w));
  return telling.length > 0 ? telling : words;
}

function trigrams(words: readonly string[]): Set<string> {
  const out = new Set<string>();
  for (const word of words) {
    const padded = `  ${word} `;
    for (let i = 0; i + 3 <= padded.length; i++) out.add(padded.slice(i, i + 3));
  }
  return out;
}

/** The trigrams (as pg_trgm counts them) of the words that tell a name apart. */
export function tellingTrigrams(name: string): ReadonlySet<string> {
  return trigrams(tellingWords(name));
}

/** How alike two names are, 0 to 100, from their trigrams and how many they share. */
export function likenessOf(left: number, right: number, shared: number): number {
  const all = left + right - shared;
  return all === 0 ? 0 : Math.round((100 * shared) / all);
}

/** How alike two names are, 0 to 100, by the words that tell them apart. */
export function likeness(a: string, b: string): number {
  const left = tellingTrigrams(a);
  const right = tellingTrigrams(b);
  return likenessOf(left.size, right.size, [...left].filter((t) => right.has(t)).length);
}

/** The sigla that a name carries between parentheses at its end: 'Asociación … (Apas)' → 'apas'. */
export function siglaOf(name: string): string | null {
  const found = /\(([^()]{2,20})\)\s*$/.exec(name.trim());
  const sigla = found?.[1] ? normalized(found[1]).replaceAll(' ', '') : '';
  return sigla.length >= 3 ? sigla : null;
}
