import { randomFillSync } from 'node:crypto';
import { makeId } from '../domain/kernel/ids.ts';

/** A new UUIDv7 made now. */
export function newId(): string {
  return makeId(Date.now(), randomFillSync(new Uint8Array(16)));
}
