import { normalized } from '../kernel/text.ts';

/** Words that most organisations have in their names, and that therefore distinguish none. */
const COMMON = new Set(
  (
    'asociacion asociaciones de del la el los las y e en productores productoras productor productiva ' +
    'productivas productivo agropecuarios agropecuarias agropecuaria agropecuario agricola agricolas comunidad ' +
    'comunidades campesina campesino campesinas campesinos indigena originaria originario sindicato agrario ' +
    'organizacion economica cooperativa union central comunitaria comunitarias integral demostracion prov ' +
    'provincia municipio asoc'
  ).split(' '),
);

/** The distinguishing words of a name, in order; all its words when none would be left. */
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

/** The trigrams (as pg_trgm counts them) of the distinguishing words of a name. */
export function tellingTrigrams(name: string): ReadonlySet<string> {
  return trigrams(tellingWords(name));
}

/** How similar two names are, from 0 to 100, given their numbers of trigrams and how many they share. */
export function likenessOf(left: number, right: number, shared: number): number {
  const all = left + right - shared;
  return all === 0 ? 0 : Math.round((100 * shared) / all);
}

/** How similar two names are, from 0 to 100, by their distinguishing words. */
export function likeness(a: string, b: string): number {
  const left = tellingTrigrams(a);
  const right = tellingTrigrams(b);
  return likenessOf(left.size, right.size, [...left].filter((t) => right.has(t)).length);
}

/** The sigla in parentheses at the end of a name: 'Asociación … (Apas)' → 'apas'. */
export function siglaOf(name: string): string | null {
  const found = /\(([^()]{2,20})\)\s*$/.exec(name.trim());
  const sigla = found?.[1] ? normalized(found[1]).replaceAll(' ', '') : '';
  return sigla.length >= 3 ? sigla : null;
}
