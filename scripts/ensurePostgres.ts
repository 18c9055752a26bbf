import { existsSync } from 'node:fs';
import { postgresBinDir } from '../server/db/postgresPrograms.ts';
import { ensureProgram, tellWhere } from './lib/ensureProgram.ts';

/** The extension belongs to one version of the server; Debian keeps it beside that version's programs. */
function withPostgis(binDir: string | undefined): string | undefined {
  const version = /\/postgresql\/(\d+)\/bin$/.exec(binDir ?? '')?.[1];
  if (version === undefined) return binDir;
  return existsSync(`/usr/share/postgresql/${version}/extension/postgis.control`) ? binDir : undefined;
}

/** Folder with PostgreSQL's programs; installs PostgreSQL 15 with PostGIS as root on Debian. Throws an Error that says how to get it. */
export function ensurePostgres(): string {
  return ensureProgram({
    name: 'PostgreSQL con PostGIS',
    find: () => withPostgis(postgresBinDir(['initdb', 'pg_ctl', 'pg_dump', 'pg_restore'])),
    packages: [
      ['postgresql-15', 'postgresql-15-postgis-3'],
      ['postgresql', 'postgresql-postgis'],
    ],
  });
}

if (import.meta.main) tellWhere(ensurePostgres);
