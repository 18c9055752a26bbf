import { isId } from '../../domain/kernel/ids.ts';
import { newId } from '../local/ids.ts';

const ID = 'sigg.office.device';
const SEQ = 'sigg.office.seq';

/** The name this browser signs its commands with: made once, kept here. */
export function deviceId(): string {
  const kept = localStorage.getItem(ID);
  if (kept && isId(kept)) return kept;
  const made = newId();
  localStorage.setItem(ID, made);
  return made;
}

/** Forgets that name, so that the next log-in is from a new one. */
export function forgetDevice(): void {
  localStorage.removeItem(ID);
  localStorage.removeItem(SEQ);
}

/** Numbers this browser's commands from 1, across its tabs as far as storage allows; a repeated number only hides a gap. */
export function nextSeq(): number {
  const next = Number(localStorage.getItem(SEQ) ?? 0) + 1;
  localStorage.setItem(SEQ, String(next));
  return next;
}
