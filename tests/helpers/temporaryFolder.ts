import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const made: string[] = [];

/** A folder of the test file that asks; it is gone when the file is done (removeFolders.ts). The name says whose it is when one stays. */
export function temporaryFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `sigg-${name}-`));
  made.push(folder);
  return folder;
}

/** Removes what was asked for so far. A process that has just ended may still be letting go of a file: hence the retries. */
export function removeTemporaryFolders(): void {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
