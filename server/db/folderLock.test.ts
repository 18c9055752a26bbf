import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { temporaryFolder } from '../../tests/helpers/temporaryFolder.ts';
import { askOwner, type FolderLock, lockFolder } from './folderLock.ts';

let folder: string;
const held: FolderLock[] = [];
const children: ChildProcess[] = [];
beforeEach(async () => {
  folder = join(temporaryFolder('lock'), 'data');
  await mkdir(folder);
});
afterEach(async () => {
  for (const lock of held.splice(0)) await lock.release();
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

const take = async (dir: string): Promise<FolderLock> => {
  const lock = await lockFolder(dir);
  held.push(lock);
  return lock;
};

/** Another process that tries to take the folder, says 'taken' or why not, and stays. */
async function otherProcess(dir: string): Promise<{ child: ChildProcess; said: string }> {
  const program = `
    const { lockFolder } = await import(${JSON.stringify(new URL('./folderLock.ts', import.meta.url).href)});
    setInterval(() => undefined, 1000);
    await lockFolder(process.argv[1]).then(() => console.log('taken'), (error) => console.log(error.name));`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program, dir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const [said] = (await once(child.stdout, 'data')) as [Buffer];
  return { child, said: said.toString().trim() };
}

async function kill(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

test('a second taker is refused and told who has it; after release it may', async () => {
  const first = await take(folder);
  await expect(lockFolder(folder)).rejects.toThrow(`proceso ${process.pid}`);
  await first.release();
  held.length = 0;
  await take(folder);
  expect((await readdir(folder)).filter((name) => name.endsWith('.old'))).toEqual([]);
});

test('a killed owner does not keep the folder', async () => {
  const { child, said } = await otherProcess(folder);
  expect(said).toBe('taken');
  await expect(lockFolder(folder)).rejects.toThrow(`proceso ${child.pid}`);
  await kill(child);
  await take(folder);
  // Our name and the lock's; what the killed one left is gone.
  expect((await readdir(folder)).length).toBe(2);
});

test('a copied folder is free although its lock was copied with it, and the original stays taken', async () => {
  await take(folder);
  const copy = `${folder}-copy`;
  await mkdir(copy);
  // A copy by archive keeps socket files; making one that nobody listens on stands for it.
  const { child } = await otherProcess(copy);
  await kill(child);
  expect(await readdir(copy)).toContain('sigg.lock');
  await take(copy);
  await expect(lockFolder(folder)).rejects.toThrow('ya está en uso');
  const plain = `${folder}-plain`;
  await cp(folder, plain, { recursive: true, filter: (path) => !path.includes('sigg.lock') });
  await take(plain);
});

test('of many starts at once exactly one wins, also over a lock left behind', async () => {
  for (const round of [1, 2, 3]) {
    const starts = await Promise.all(Array.from({ length: 5 }, () => otherProcess(folder)));
    const winners = starts.filter(({ said }) => said === 'taken');
    expect(winners.length, `round ${round}: ${starts.map(({ said }) => said).join(' ')}`).toBe(1);
    await Promise.all(starts.map(({ child }) => kill(child)));
    expect(await readdir(folder)).toContain('sigg.lock');
  }
});

test('a path longer than a socket address holds', async () => {
  const deep = join(folder, 'una-carpeta-de-nombre-largo'.repeat(4), 'otra-carpeta-de-nombre-largo'.repeat(4));
  await mkdir(deep, { recursive: true });
  await take(deep);
  await expect(lockFolder(deep)).rejects.toThrow('ya está en uso');
});

test('the owner answers requests of other processes', async () => {
  expect(await askOwner(folder, 'dump')).toBeUndefined();
  const lock = await take(folder);
  await expect(askOwner(folder, 'dump')).rejects.toThrow('arrancando');
  lock.onRequest(async (request) => {
    if (request !== 'dump') throw new Error('No sé hacer eso.');
    return { file: 'x' };
  });
  expect(await askOwner(folder, 'dump')).toEqual({ file: 'x' });
  await expect(askOwner(folder, 'other')).rejects.toThrow('No sé hacer eso.');
});

test('an owner that dies while it is asked is told in words', async () => {
  const { child } = await dyingOwner(folder);
  const gone = once(child, 'exit');
  await expect(askOwner(folder, 'dump')).rejects.toThrow('El servidor se cerró antes de contestar');
  await gone;
});

/** Another process that has the folder and dies of any request but the first look at it. */
async function dyingOwner(dir: string): Promise<{ child: ChildProcess }> {
  const program = `
    const { lockFolder } = await import(${JSON.stringify(new URL('./folderLock.ts', import.meta.url).href)});
    setInterval(() => undefined, 1000);
    const lock = await lockFolder(process.argv[1]);
    lock.onRequest(() => process.kill(process.pid, 'SIGKILL'));
    console.log('taken');`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program, dir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  await once(child.stdout, 'data');
  return { child };
}
