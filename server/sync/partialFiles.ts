import { appendFile, mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Uploads that have not arrived whole, by person and hash, so that they can go on where they stopped. */
export interface PartialFiles {
  /** Bytes held so far. */
  readonly size: (userId: string, hash: string) => Promise<number>;
  readonly append: (userId: string, hash: string, bytes: Uint8Array) => Promise<number>;
  readonly read: (userId: string, hash: string) => Promise<Uint8Array>;
  readonly drop: (userId: string, hash: string) => Promise<void>;
  /**
   * Runs the work on one file of one person in turn: a piece sent again while the first is still being written must not
   * be added a second time.
   */
  readonly inTurn: <T>(userId: string, hash: string, work: () => Promise<T>) => Promise<T>;
  /** Removes uploads to which nothing was added for a while. */
  readonly sweep: (olderThanMs: number, nowMs: number) => Promise<number>;
}

/** The most unfinished uploads kept for one person, so that what nobody completes does not fill the disk. */
const MAX_BEGUN = 20;

/** Keeps them in a folder beside the files. They are not synced to disk: what a power cut loses is sent again. */
export function partialFilesIn(folder: string): PartialFiles {
  const pathOf = (userId: string, hash: string) => join(folder, `${userId}.${hash}`);
  const size: PartialFiles['size'] = async (userId, hash) => {
    try {
      return (await stat(pathOf(userId, hash))).size;
    } catch {
      return 0;
    }
  };
  /**
   * Keeps only a person's last uploads: a phone sends one file after the other, so older ones are no longer under way.
   */
  const makeRoom = async (userId: string): Promise<void> => {
    const own = (await readdir(folder)).filter((name) => name.startsWith(`${userId}.`));
    if (own.length < MAX_BEGUN) return;
    const dated = await Promise.all(
      own.map(async (name) => ({
        path: join(folder, name),
        at: (await stat(join(folder, name)).catch(() => ({ mtimeMs: 0 }))).mtimeMs,
      })),
    );
    dated.sort((a, b) => a.at - b.at);
    for (const { path } of dated.slice(0, own.length - MAX_BEGUN + 1)) await rm(path, { force: true });
  };
  const turns = new Map<string, Promise<unknown>>();
  const inTurn: PartialFiles['inTurn'] = async (userId, hash, work) => {
    const key = `${userId}.${hash}`;
    const mine = (turns.get(key) ?? Promise.resolve()).then(work, work);
    turns.set(key, mine);
    try {
      return await mine;
    } finally {
      if (turns.get(key) === mine) turns.delete(key);
    }
  };
  return {
    size,
    inTurn,
    append: async (userId, hash, bytes) => {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      if ((await size(userId, hash)) === 0) await makeRoom(userId);
      await appendFile(pathOf(userId, hash), bytes, { mode: 0o600 });
      return size(userId, hash);
    },
    read: async (userId, hash) => new Uint8Array(await readFile(pathOf(userId, hash))),
    drop: (userId, hash) => rm(pathOf(userId, hash), { force: true }),
    sweep: async (olderThanMs, nowMs) => {
      let gone = 0;
      for (const name of await readdir(folder).catch(() => [])) {
        const path = join(folder, name);
        const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: nowMs }));
        if (nowMs - mtimeMs <= olderThanMs) continue;
        await rm(path, { force: true });
        gone += 1;
      }
      return gone;
    },
  };
}
