import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import type { FrozenPhone } from './frozenPhone.ts';

/** The description of a frozen release. */
export interface ReleaseManifest {
  readonly version: string;
  readonly commit: string;
  /** The time at which the phone was recorded; the server of the test has this clock. */
  readonly phoneAt: string;
  /** SHA-256 of each migration file, by name. */
  readonly migrations: Readonly<Record<string, string>>;
  /** Version of each kind of command at that time, and how many entries of it the journal has. */
  readonly commands: Readonly<Record<string, { readonly version: number; readonly entries: number }>>;
  /** Rows of each official table there was. */
  readonly officialTables: Readonly<Record<string, number>>;
}

export interface Release {
  readonly manifest: ReleaseManifest;
  /** SQL of every row. */
  readonly database: string;
  /** Files and keys of the data folder, base64 by path. */
  readonly folder: Readonly<Record<string, string>>;
  readonly phone: FrozenPhone;
}

const folder = fileURLToPath(new URL('frozen/', import.meta.url));

/** Compresses with a window over the whole text, because the same hashes and ids occur in many tables. */
export function pack(text: string): Buffer {
  const size = Buffer.byteLength(text);
  return brotliCompressSync(text, {
    params: { [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_SIZE_HINT]: size },
  });
}

const unpacked = (version: string, name: string): string =>
  brotliDecompressSync(readFileSync(`${folder}${version}/${name}.br`)).toString('utf8');

/** Every frozen release, without its large files. */
export function frozenReleases(): ReleaseManifest[] {
  const versions = readdirSync(folder).sort();
  return versions.map(
    (version) => JSON.parse(readFileSync(`${folder}${version}/release.json`, 'utf8')) as ReleaseManifest,
  );
}

/** Everything that was frozen of a release. */
export function frozenRelease(manifest: ReleaseManifest): Release {
  const { version } = manifest;
  return {
    manifest,
    database: unpacked(version, 'database.sql'),
    folder: JSON.parse(unpacked(version, 'folder.json')) as Release['folder'],
    phone: JSON.parse(unpacked(version, 'phone.json')) as FrozenPhone,
  };
}
