import { addDays, type Day, daysBetween } from '../kernel/dates.ts';

/** Fewer letters are guessed by who knows the person. */
export const LEAST_PHRASE = 8;
export const MOST_PHRASE = 100;

/** A phrase as it is compared: whoever writes it again months later does not remember its capitals, accents or commas. */
export function normalPhrase(typed: string): string {
  return typed
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Whether a phrase is long enough to be kept or looked for, and not one letter again and again. */
export function isPhrase(typed: string): boolean {
  const letters = normalPhrase(typed).replaceAll(' ', '');
  return letters.length >= LEAST_PHRASE && new Set(letters).size >= 4 && typed.length <= MOST_PHRASE;
}

const DAYS = 7;
/** The week of a day, counted from 1970. */
export const weekOf = (day: Day): number => Math.floor(daysBetween('1970-01-01', day) / DAYS);
/** The weeks in which somebody may mean who says a day, give or take three: one or two. */
export const weeksAround = (day: Day): number[] => [...new Set([weekOf(addDays(day, -3)), weekOf(addDays(day, 3))])];
