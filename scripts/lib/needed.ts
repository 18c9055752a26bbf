import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { postgresBinDir } from '../../server/db/postgresPrograms.ts';
import type { Needed } from './ensureProgram.ts';

/** The extension belongs to one version of the server; Debian keeps it beside that version's programs. */
function withPostgis(binDir: string | undefined): string | undefined {
  if (binDir === undefined) return undefined;
  const version = /\/postgresql\/(\d+)\/bin$/.exec(binDir)?.[1];
  if (version === undefined) return binDir;
  return existsSync(`/usr/share/postgresql/${version}/extension/postgis.control`) ? binDir : undefined;
}

export const postgres: Needed = {
  name: 'PostgreSQL con PostGIS',
  find: () => withPostgis(postgresBinDir(['initdb', 'pg_ctl', 'pg_dump', 'pg_restore'])),
  packages: [
    ['postgresql-15', 'postgresql-15-postgis-3'],
    ['postgresql', 'postgresql-postgis'],
  ],
};

const browserNames = ['chromium', 'chromium-browser', 'google-chrome'];

export const chromium: Needed = {
  name: 'Chromium',
  find: () => {
    const dirs = ['/usr/bin', ...(process.env.PATH ?? '').split(':')];
    const candidates = [process.env.SIGG_CHROMIUM ?? '', ...dirs.flatMap((dir) => browserNames.map((name) => join(dir, name)))];
    return candidates.find((file) => file !== '' && existsSync(file));
  },
  packages: [['chromium', 'fonts-dejavu-core']],
};
