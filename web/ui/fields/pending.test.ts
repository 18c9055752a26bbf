import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PendingWork } from './pending.ts';
import { keepEach } from './photoFiles.ts';

const later = () => {
  let done: () => void = () => undefined;
  let fail: (error: Error) => void = () => undefined;
  const promise = new Promise<void>((resolve, reject) => {
    done = resolve;
    fail = reject;
  });
  return { promise, done, fail };
};
const tick = () => new Promise((go) => setTimeout(go));

describe('what the fields of a form have under way', () => {
  it('is waited for by whoever saves, also what begins meanwhile', async () => {
    const pending = new PendingWork();
    const [first, second] = [later(), later()];
    let said: string[] = [];
    let saved = false;
    void pending.run({ field: 'photos', words: 'guardando 1 foto', optional: false }, async () => {
      await first.promise;
      said = [...said, 'foto'];
    });
    const save = pending.settled().then((failed) => {
      saved = true;
      return [failed, said];
    });
    void pending.run({ field: 'place', words: 'buscando', optional: true }, async () => {
      await second.promise;
      said = [...said, 'lugar'];
    });
    expect(pending.list().map((item) => item.field)).toEqual(['photos', 'place']);
    first.done();
    await tick();
    expect(saved).toBe(false);
    second.done();
    expect(await save).toEqual([[], ['foto', 'lugar']]);
  });

  it('may be left out where the person says so, and only what is optional', async () => {
    const pending = new PendingWork();
    const [photo, place] = [later(), later()];
    void pending.run({ field: 'photos', words: '', optional: false }, () => photo.promise);
    void pending.run({ field: 'place', words: '', optional: true }, () => place.promise);
    const save = pending.settled();
    pending.goWithout();
    expect(pending.list().map((item) => item.field)).toEqual(['photos']);
    photo.done();
    expect(await save).toEqual([]);
  });

  it('that fails while one waits is told to whoever saves', async () => {
    const pending = new PendingWork();
    const photo = later();
    const shown = pending
      .run({ field: 'photos', words: '', optional: false }, () => photo.promise)
      .catch((error: Error) => error.message);
    const save = pending.settled();
    photo.fail(new Error('No se pudo abrir la foto.'));
    expect(await save).toEqual(['photos']);
    expect(await shown).toBe('No se pudo abrir la foto.');
    // The next press starts without the earlier failures.
    expect(await pending.settled()).toEqual([]);
  });

  it('is known of every field: none works in the background on its own', () => {
    const files = globSync('*Field.tsx', { cwd: import.meta.dirname });
    const alone = files.filter((name) => {
      const text = readFileSync(join(import.meta.dirname, name), 'utf8');
      return (
        /\basync\b|\bawait\b|\.then\(|setTimeout\(|Promise</.test(text) &&
        !text.includes('useFieldWork(') &&
        basename(name) !== 'Field.tsx'
      );
    });
    expect(files.length).toBeGreaterThan(7);
    expect(alone).toEqual([]);
    // The fields known to work in the background: sealed boxes, photos, files, places.
    expect(
      files.filter((name) => readFileSync(join(import.meta.dirname, name), 'utf8').includes('useFieldWork(')).sort(),
    ).toEqual(['BoxField.tsx', 'FileField.tsx', 'PhotoField.tsx', 'PlaceField.tsx']);
  });
});

describe('several photos at once', () => {
  const file = (name: string) => ({ name }) as File;
  const run = async (names: readonly string[], most: number, before: readonly string[] = []) => {
    let held: readonly string[] = before;
    const keep = (f: File) =>
      f.name.startsWith('mala')
        ? Promise.reject(new Error('No se pudo abrir la foto. Tome otra.'))
        : Promise.resolve(`h-${f.name}`);
    const told = await keepEach(
      names.map(file),
      most,
      keep,
      () => held,
      (next) => {
        held = next;
      },
    );
    return { held, told };
  };

  it('one that cannot be opened costs no other, and is told by its name', async () => {
    expect(await run(['a.jpg', 'mala.heic', 'c.jpg'], 20)).toEqual({
      held: ['h-a.jpg', 'h-c.jpg'],
      told: '«mala.heic»: No se pudo abrir la foto. Tome otra.',
    });
  });

  it('those beyond what is admitted are told by name, none is cut in silence', async () => {
    const { held, told } = await run(
      Array.from({ length: 22 }, (_, i) => `f${i}.jpg`),
      20,
    );
    expect(held).toHaveLength(20);
    expect(told).toBe('No entraron 2: «f20.jpg», «f21.jpg». Se admiten hasta 20 fotos en este registro.');
  });

  it('one that cannot be opened leaves its place to the next; one that is there already is told', async () => {
    const { held, told } = await run(['mala.jpg', 'a.jpg', 'b.jpg', 'a.jpg'], 3, ['h-x.jpg']);
    expect(held).toEqual(['h-x.jpg', 'h-a.jpg', 'h-b.jpg']);
    expect(told).toContain('«mala.jpg»');
    expect(told).toContain('No entró «a.jpg»');
    expect((await run(['a.jpg'], 3, ['h-a.jpg'])).told).toBe('«a.jpg»: ya estaba.');
  });
});
