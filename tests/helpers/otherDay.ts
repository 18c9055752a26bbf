/**
 * Loaded into a server before anything else (`startApp({}, day)`), and into each of its threads: sets the clock
 * SIGG_TEST_AHEAD milliseconds ahead. For stories that take weeks.
 */
import { clockAhead } from './clockAhead.ts';

const ahead = Number(process.env.SIGG_TEST_AHEAD);
if (!Number.isFinite(ahead)) throw new Error('SIGG_TEST_AHEAD: milliseconds that the clock is ahead.');
clockAhead(ahead);
