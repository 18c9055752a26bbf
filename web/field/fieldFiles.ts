import type { Plugin } from 'vite';

/** Files of web/public that the phone stores too. */
const PUBLIC = ['/manifest.webmanifest', '/icon-192.png'];

/**
 * Writes `field-files.json`, the list of what the service worker stores. `entry` is the script needed to capture and
 * save a visit, `files` is everything that the field app loads; `bench:size` weighs both.
 */
export function fieldFiles(): Plugin {
  return {
    name: 'sigg-field-files',
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((b) => b.type === 'chunk');
      const start = chunks.find((c) => c.isEntry && c.name === 'campo');
      if (!start) return;
      const entry = new Set<string>();
      const all = new Set<string>();
      const css = new Set<string>();
      const visit = (name: string, into: Set<string>[], lazy: boolean) => {
        const chunk = chunks.find((c) => c.fileName === name);
        if (!chunk || into.every((set) => set.has(name))) return;
        for (const set of into) set.add(name);
        for (const sheet of chunk.viteMetadata?.importedCss ?? []) css.add(sheet);
        for (const next of chunk.imports) visit(next, into, lazy);
        if (lazy) for (const next of chunk.dynamicImports) visit(next, [all], true);
      };
      visit(start.fileName, [entry, all], false);
      visit(start.fileName, [all], false);
      for (const name of [...all])
        for (const next of chunks.find((c) => c.fileName === name)?.dynamicImports ?? []) visit(next, [all], true);
      const files = [...[...all, ...css].sort().map((name) => `/${name}`), ...PUBLIC];
      const version = versionOf(files);
      this.emitFile({
        type: 'asset',
        fileName: 'field-files.json',
        source: `${JSON.stringify({ version, entry: [...entry].sort().map((n) => `/${n}`), files }, null, 1)}\n`,
      });
    },
  };
}

/** A short name for a release. File names carry the hash of their content, so it changes with any of them (FNV-1a). */
function versionOf(files: readonly string[]): string {
  let hash = 0xcbf29ce484222325n;
  for (const char of files.join('\n'))
    hash = ((hash ^ BigInt(char.charCodeAt(0))) * 0x100000001b3n) & 0xffff_ffff_ffff_ffffn;
  return hash.toString(16).padStart(16, '0');
}
