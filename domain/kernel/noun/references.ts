import { type Fact, type FactRequest, need } from '../fact.ts';
import { type Problem, problem } from '../problem.ts';
import type { Noun } from './noun.ts';
import { referentOf } from './referents.ts';

export type Values = Readonly<Record<string, unknown>>;
export type NounFacts = Record<string, Fact<unknown>>;

/** What the fact of a reference is called: this, and its field. */
export const REFERENCE = 'of:';

/** Requests for the rows that the references among the values point to. */
export function referenceRequests(n: Noun, values: Values): Record<string, FactRequest> {
  return Object.fromEntries(
    Object.entries(n.fields)
      .filter(([name, f]) => f.kind === 'reference' && name in values)
      .map(([name, f]) => {
        const value = values[name];
        return [
          `${REFERENCE}${name}`,
          { loader: referentOf(f.options.to).loader, key: typeof value === 'string' ? value : null },
        ];
      }),
  );
}

/** The row that a reference points to, among facts asked for as above; null where it has no value, or points to nothing. */
export const referenceIn = <T>(facts: NounFacts, name: string): T | null =>
  need((facts[`${REFERENCE}${name}`] ?? null) as Fact<T>);

/** The problem of the first reference among the values that points to nothing. */
export function unknownReference(n: Noun, values: Values, facts: NounFacts): Problem | null {
  for (const [name, { kind, options }] of Object.entries(n.fields)) {
    const value = values[name] ?? null;
    if (kind !== 'reference' || value === null || referenceIn(facts, name) !== null) continue;
    const { id, words } = referentOf(options.to);
    const what = id === 'text' ? `${words} ${String(value)}` : words;
    return problem('unknownReference', { what }, `body.${name}`);
  }
  return null;
}

/** The rows that references point to, by field. */
export function referencesIn(n: Noun, facts: NounFacts): Record<string, Readonly<Record<string, unknown>> | null> {
  return Object.fromEntries(
    Object.keys(n.fields).flatMap((name) => {
      const fact = facts[`${REFERENCE}${name}`];
      return fact === undefined ? [] : [[name, need(fact) as Readonly<Record<string, unknown>> | null]];
    }),
  );
}
