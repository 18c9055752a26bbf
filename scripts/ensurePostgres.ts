/** Finds PostgreSQL with PostGIS for the tests, installs it as root on Debian, or says how to get it. */
import { ensureAndTell } from './lib/ensureProgram.ts';
import { postgres } from './lib/needed.ts';

ensureAndTell(postgres);
