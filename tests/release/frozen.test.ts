import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readMigrations } from '../../server/db/migrate.ts';
import { migrationsDir } from '../helpers/database.ts';
import { missingFrom } from './answers.ts';
import { frozenReleases } from './frozen.ts';

const releases = frozenReleases();

describe.each(releases.map((r) => [r.version, r] as const))('release %s', (_version, release) => {
  test('its migrations are as they were, and no later file stands among them', async () => {
    const today = await readMigrations(join(migrationsDir));
    const known = Object.entries(release.migrations);
    expect(known.length).toBeGreaterThan(0);
    expect(today.slice(0, known.length).map(({ name, checksum }) => [name, checksum])).toEqual(known);
    console.log(`release ${release.version}: ${known.length} migrations unchanged`);
  });
});

test('at least one release is frozen', () => expect(releases.length).toBeGreaterThan(0));

describe('what an old app would miss in an answer', () => {
  const page = {
    epoch: 'e',
    head: 4,
    now: '2026-01-01',
    cursor: 'x',
    more: false,
    lost: ['a'],
    sealed: [['c', 3]],
    subjects: [
      {
        id: 's',
        whole: false,
        tables: { visit: { fields: ['id', 'notes'], rows: [['v', 'n']] } },
        gone: [['conflict', 'k']],
      },
    ],
  };
  const changed = (change: (p: typeof page) => unknown) => {
    const copy = structuredClone(page);
    change(copy);
    return missingFrom(page, copy).length;
  };

  test('nothing, when there is more of everything and the server is further on', () => {
    const more = {
      ...page,
      head: 9,
      cursor: 'y',
      also: 1,
      sealed: [...page.sealed, ['d', 5]],
      subjects: [
        {
          id: 's',
          whole: true,
          tables: {
            visit: {
              fields: ['new', 'notes', 'id'],
              rows: [
                [1, 'n', 'v'],
                [2, 'm', 'w'],
              ],
            },
          },
          gone: [],
        },
      ],
    };
    expect(missingFrom(page, more)).toEqual([]);
  });

  test('a member, a value, a field, a row, a kind, a subject, a number or a removal that is not there', () => {
    const [subject] = page.subjects;
    expect(subject).toBeDefined();
    const first = (p: typeof page) => p.subjects[0] as NonNullable<typeof subject>;
    const losses = [
      (p: typeof page) => delete (p as Partial<typeof page>).epoch,
      (p: typeof page) => Object.assign(p, { epoch: 'other' }),
      (p: typeof page) => Object.assign(p, { head: '4' }),
      (p: typeof page) => Object.assign(p, { lost: [] }),
      (p: typeof page) => Object.assign(p, { sealed: [] }),
      (p: typeof page) => Object.assign(p, { subjects: [] }),
      (p: typeof page) => Object.assign(first(p), { tables: {} }),
      (p: typeof page) => Object.assign(first(p), { gone: [] }),
      (p: typeof page) => Object.assign(first(p).tables.visit, { rows: [] }),
      (p: typeof page) => Object.assign(first(p).tables.visit, { rows: [['v', 'other']] }),
      (p: typeof page) => Object.assign(first(p).tables.visit, { fields: ['id'] }),
    ];
    expect(losses.map((loss) => changed(loss) > 0)).toEqual(losses.map(() => true));
  });
});
