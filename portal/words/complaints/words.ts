import type { es } from './es.ts';

export type WordKey = keyof typeof es;

/** Every phrase of a language. */
export type Whole = Readonly<Record<WordKey, string>>;

/** Every phrase, or null where nobody was sure of one: the Spanish is shown, and marked as such. */
export type Partly = Readonly<Record<WordKey, string | null>> & { readonly title: string };
