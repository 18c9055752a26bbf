import { describe, expect, test } from 'vitest';
import { readTar, tarEnd, tarFolder, tarText } from './tar.ts';

/** An archive of one folder and one file, in the pieces a stream would give. */
function* archive(): Generator<Buffer> {
  yield* tarFolder('global');
  yield* tarText('global/label', 'texto');
  yield* tarEnd();
}

async function* pieces(after: () => AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  yield* archive();
  yield* after();
}

describe('an archive', () => {
  test('is read to its end, zeros after it included', async () => {
    await expect(
      readTar(
        pieces(async function* () {
          yield Buffer.alloc(10_240);
        }),
      ),
    ).resolves.toBe(1);
  });

  test('whose checksum fails after its last block is refused, however late the source says so', async () => {
    const late = pieces(async function* () {
      await new Promise((resolve) => setTimeout(resolve, 20));
      yield Buffer.alloc(0);
      throw new Error('incorrect data check');
    });
    await expect(readTar(late)).rejects.toThrow('incorrect data check');
  });

  test('followed by something else is refused', async () => {
    const more = pieces(async function* () {
      yield Buffer.from('y algo más');
    });
    await expect(readTar(more)).rejects.toThrow('damaged');
  });
});
