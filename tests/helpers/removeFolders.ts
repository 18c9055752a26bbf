import { afterAll } from 'vitest';
import { removeTemporaryFolders } from './temporaryFolder.ts';

// Registered before a test file's own hooks, so it runs after them, when servers and databases are closed.
afterAll(removeTemporaryFolders);
