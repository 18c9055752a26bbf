import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const made: string[] = [];

/**
 * A folder for the calling test file, removed when the file is done (removeFolders.ts). The name says whose folder it
 * is if one is left behind.
 */
export function temporaryFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `sigg-${name}-`));
  made.push(folder);
  return folder;
}

/** Removes all folders created so far. It retries, because a process that has just ended may still hold a file. */
export function removeTemporaryFolders(): void {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
