import { makeId } from '../../domain/kernel/ids.ts';

/** A new UUIDv7 made on this device now. */
export function newId(): string {
  return makeId(Date.now(), crypto.getRandomValues(new Uint8Array(16)));
}
