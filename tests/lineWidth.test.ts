import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * The most columns of a line. The formatter wraps code at 120; SQL, HTML and words are laid out by hand and may be a
 * little longer.
 */
const MOST = 140;

/** Folders that contain no source of ours (.gitignore), and hidden ones. */
const NOT_OURS = /^(\..*|node_modules|dist|data)$/;

/** Files whose lines are not laid out by people, with the reason. */
const EXEMPT: readonly { readonly files: RegExp; readonly why: string }[] = [
  { files: /^migrations\//, why: 'released migrations are never edited' },
  { files: /^tests\/release\/frozen\//, why: 'what was released is kept as it was written' },
  { files: /\.gen\.\w+$/, why: 'written by `npm run types`' },
];

const sources = readdirSync(root, { withFileTypes: true })
  .filter((entry) => !NOT_OURS.test(entry.name))
  .flatMap((entry) =>
    entry.isDirectory()
      ? readdirSync(join(root, entry.name), { recursive: true, encoding: 'utf8' }).map(
          (file) => `${entry.name}/${file}`,
        )
      : [entry.name],
  )
  .filter((file) => /\.(tsx?|css|sql|m?js)$/.test(file) && !EXEMPT.some((kind) => kind.files.test(file)));

test('no line written by hand is longer than a screen shows', () => {
  const long = sources.flatMap((file) =>
    readFileSync(join(root, file), 'utf8')
      .split('\n')
      .flatMap((line, i) => (line.length > MOST ? [`${file}:${i + 1} has ${line.length} columns`] : [])),
  );
  console.log(`line width: ${sources.length} files, at most ${MOST} columns`);
  expect(sources.length).toBeGreaterThan(1000);
  expect(long).toEqual([]);
});
