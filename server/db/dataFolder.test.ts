import { chmod, mkdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../tests/helpers/temporaryFolder.ts';
import { localFileStore } from '../files/fileStore.ts';
import { partialFilesIn } from '../sync/partialFiles.ts';
import { makeDataFolder } from './dataFolder.ts';

const modeOf = async (path: string) => ((await stat(path)).mode & 0o777).toString(8);

test('what lies in a data folder is for its owner alone, also in one from before', async () => {
  const umask = process.umask(0o022);
  try {
    const root = join(temporaryFolder('folder'), 'data');
    for (const name of ['files', 'dumps', 'keys']) await mkdir(join(root, name), { recursive: true });
    await chmod(root, 0o755);
    const folder = await makeDataFolder(root);
    const fresh = await makeDataFolder(join(root, 'another'));
    const store = localFileStore(folder.files);
    const hash = await store.put(Buffer.from('una foto'));
    const stored = join(folder.files, hash.slice(0, 2), hash.slice(2, 4), hash);
    const partial = join(folder.files, 'partial');
    await partialFilesIn(partial).append('quien', hash, Buffer.from('u'));
    const folders = [folder, fresh].flatMap((f) => [f.root, f.files, f.dumps, f.keys]);
    for (const path of [...folders, dirname(stored), dirname(dirname(stored)), partial])
      expect([path, await modeOf(path)]).toEqual([path, '700']);
    for (const path of [stored, join(partial, `quien.${hash}`)])
      expect([path, await modeOf(path)]).toEqual([path, '600']);
  } finally {
    process.umask(umask);
  }
});
