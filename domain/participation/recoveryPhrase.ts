import { addDays, type Day, daysBetween } from '../kernel/dates.ts';

/** A phrase with fewer letters could be guessed by people who know the person. */
export const LEAST_PHRASE = 8;
export const MOST_PHRASE = 100;

/**
 * A phrase in the form in which it is compared: people who write it again after months do not remember its capitals,
 * accents or commas.
 */
export function normalPhrase(typed: string): string {
  return typed
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Whether a phrase is long enough to be stored or searched for, and more than one repeated letter. */
export function isPhrase(typed: string): boolean {
  const letters = normalPhrase(typed).replaceAll(' ', '');
  return letters.length >= LEAST_PHRASE && new Set(letters).size >= 4 && typed.length <= MOST_PHRASE;
}

const DAYS = 7;
/** The week of a day, counted from 1970. */
export const weekOf = (day: Day): number => Math.floor(daysBetween('1970-01-01', day) / DAYS);
/** The weeks that a person may mean by a day, three days more or less: one or two. */
export const weeksAround = (day: Day): number[] => [...new Set([weekOf(addDays(day, -3)), weekOf(addDays(day, 3))])];
