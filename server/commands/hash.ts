import { hash } from 'node:crypto';
import { canonicalJson } from '../../domain/kernel/canonical.ts';

/** SHA-256 of a text as 64 hexadecimal digits. */
export function sha256(text: string): string {
  return hash('sha256', text, 'hex');
}

/** Hash of the content of a row as stored. The caller leaves out row_hash and derived columns. Nulls do not count. */
export function rowHash(row: Readonly<Record<string, unknown>>): string {
  const { row_hash: _own, ...content } = row;
  return sha256(canonicalJson(content));
}
