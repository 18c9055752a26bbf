/** Finds Chromium for the browser journeys, installs it as root on Debian, or says how to get it. */
import { ensureAndTell } from './lib/ensureProgram.ts';
import { chromium } from './lib/needed.ts';

ensureAndTell(chromium);
