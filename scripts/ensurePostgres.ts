import { existsSync } from 'node:fs';
import { postgresBinDir } from '../server/db/postgresPrograms.ts';
import { ensureProgram, tellWhere } from './lib/ensureProgram.ts';

/**
 * The folder, unless PostGIS is missing for that version of the server: the extension belongs to one version, and
 * Debian keeps it beside that version's programs.
 */
function withPostgis(binDir: string | undefined): string | undefined {
  const version = /\/postgresql\/(\d+)\/bin$/.exec(binDir ?? '')?.[1];
  if (version === undefined) return binDir;
  return existsSync(`/usr/share/postgresql/${version}/extension/postgis.control`) ? binDir : undefined;
}

/**
 * Folder with PostgreSQL's programs; as root on Debian it installs PostgreSQL 15 with PostGIS. Throws an Error that
 * says how to get it.
 */
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
