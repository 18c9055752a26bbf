import { isId } from '../../domain/kernel/ids.ts';
import { newId } from '../local/ids.ts';

const ID = 'sigg.office.device';
const SEQ = 'sigg.office.seq';

/** The id with which this browser signs its commands: made once and kept here. */
export function deviceId(): string {
  const kept = localStorage.getItem(ID);
  if (kept && isId(kept)) return kept;
  const made = newId();
  localStorage.setItem(ID, made);
  return made;
}

/** Forgets the id, so that the next log-in is from a new device. */
export function forgetDevice(): void {
  localStorage.removeItem(ID);
  localStorage.removeItem(SEQ);
}

/**
 * Numbers this browser's commands from 1, in all its tabs as far as the storage allows. If two tabs take the same
 * number, only a gap goes unnoticed.
 */
export function nextSeq(): number {
  const next = Number(localStorage.getItem(SEQ) ?? 0) + 1;
  localStorage.setItem(SEQ, String(next));
  return next;
}
