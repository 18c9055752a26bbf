import { hash } from 'node:crypto';
import { canonicalJson } from '../../domain/kernel/canonical.ts';

/** SHA-256 of a text as 64 hexadecimal digits. */
export function sha256(text: string): string {
  return hash('sha256', text, 'hex');
}

/** Hash of a row's content as stored, its own row_hash and derived columns left out by the caller. Nulls do not count. */
export function rowHash(row: Readonly<Record<string, unknown>>): string {
  const { row_hash: _own, ...content } = row;
  return sha256(canonicalJson(content));
}
