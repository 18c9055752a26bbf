import { CODE_BYTES, codeText, normalCode } from '../../../../domain/people/secret.ts';
import { complaintWords } from '../../../../domain/words/complaints.ts';
import { unwrapPrivate, wrapPrivate } from '../../../ui/identityBox.ts';

/** Minimum letters of a phrase: a person who copies the database could try phrases without limit. */
export const LEAST_LETTERS = 16;

const w = complaintWords.key;

/** What is wrong with a new phrase; null when nothing is. */
export function wrongPhrase(phrase: string, again: string): string | null {
  if (phrase.trim().length < LEAST_LETTERS) return w.short(LEAST_LETTERS);
  return phrase.trim() === again.trim() ? null : w.different;
}

/** A new code for paper, and the private key encrypted with it. */
export async function underNewCode(pkcs8: Uint8Array<ArrayBuffer>): Promise<{ code: string; wrapped: string }> {
  const code = codeText(crypto.getRandomValues(new Uint8Array(CODE_BYTES)));
  return { code, wrapped: await wrapPrivate(pkcs8, normalCode(code)) };
}

export const openWithCode = (recovery: string, typed: string) => unwrapPrivate(recovery, normalCode(typed));
