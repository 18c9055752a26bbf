import { isTaken } from '../../domain/sync/outbox.ts';
import type { UnsentFile } from '../../domain/sync/unsent.ts';
import type { PhoneDatabase, Sealed } from './database.ts';

/** Bytes as base 64, in parts small enough for one call. */
function base64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}
const asText = ({ iv, box }: Sealed) => ({ iv: base64(iv), box: base64(box) });

/**
 * What a person could not send from this phone, as a file that only the server of the office can open. Nothing is
 * opened to make it, so it needs no PIN. Null when there is nothing to send, or when the server never gave this phone a
 * second key.
 */
export async function unsentFile(db: PhoneDatabase, owner: string): Promise<UnsentFile | null> {
  const [vault, meta] = [await db.vaults.get(owner), await db.meta.get(owner)];
  if (!vault?.recovery || !meta) return null;
  const rows = (await db.outbox.where('owner').equals(owner).sortBy('seq')).filter(
    (o) => !isTaken(o.state) && o.state !== 'withdrawn',
  );
  const files = await db.files
    .where('owner')
    .equals(owner)
    .filter((f) => f.state === 'pending' && f.usedBy.length > 0)
    .toArray();
  if (rows.length + files.length === 0) return null;
  return {
    format: 'sigg-sin-enviar-1',
    userId: owner,
    username: vault.username,
    deviceId: meta.deviceId,
    key: asText(vault.recovery),
    commands: rows.map((row) => ({ id: row.id, ...asText(row) })),
    files: files.map((f) => ({ hash: f.hash, originalHash: f.originalHash, ...asText(f) })),
  };
}
