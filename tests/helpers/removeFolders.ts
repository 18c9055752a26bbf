import { afterAll } from 'vitest';
import { removeTemporaryFolders } from './temporaryFolder.ts';

// Stands before a file's own hooks, so it runs after them: servers and databases are closed by then.
afterAll(removeTemporaryFolders);
