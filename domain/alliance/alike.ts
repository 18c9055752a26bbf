import { normalized } from '../kernel/text.ts';

/** The difference between two names: the words that only one of them has, as they are written. */
export interface NameDifference {
  readonly same: boolean;
  readonly onlyLeft: readonly string[];
  readonly onlyRight: readonly string[];
}

/** Compares two names word by word, ignoring accents, capitals and punctuation. */
export function nameDifference(left: string, right: string): NameDifference {
  const words = (name: string) => name.split(/\s+/).filter((word) => normalized(word) !== '');
  const [a, b] = [words(left), words(right)];
  const missing = (own: readonly string[], others: readonly string[]) => {
    const rest = others.map(normalized);
    return own.filter((word) => {
      const at = rest.indexOf(normalized(word));
      if (at >= 0) rest.splice(at, 1);
      return at < 0;
    });
  };
  const [onlyLeft, onlyRight] = [missing(a, b), missing(b, a)];
  return { same: onlyLeft.length === 0 && onlyRight.length === 0, onlyLeft, onlyRight };
}

/**
 * How similar two names are, in words. Only equal names are called the same. The measure that found the pair may ignore
 * endings and common words, so different names get at most 99 %.
 */
export function alikeWords(left: string, right: string, score: number): string {
  return nameDifference(left, right).same ? 'El mismo nombre' : `Nombres parecidos (${Math.min(99, score)} %)`;
}
