import { hash } from 'node:crypto';
import { fileIdOf } from '../../domain/field/file.ts';
import { type Actor, systemActor } from '../../domain/people/actor.ts';
import { compose, SERVER_DEVICE_ID } from '../commands/compose.ts';
import { type ExecuteContext, executeCommands } from '../commands/executeCommands.ts';
import type { FileStore } from '../files/fileStore.ts';
import { loadActor } from '../stores/actors.ts';
import { readState, writeState } from '../stores/systemState.ts';
import type { DemoBatch, DemoCommand } from './batch.ts';
import { demoPicture } from './pictures.ts';
import { randomOf } from './random.ts';
import type { DemoSeed } from './sizes.ts';

/** Kinds of commands after which a person's grants may have changed. */
const CHANGES_GRANTS = /^(user|role|delegation|assignment)\./;
/** The most commands in one call: as many as a phone would send. */
const MOST = 100;
/** How many batches are sent between two notes of the progress. */
const NOTE_EVERY = 200;

/** After how many commands the tables are analysed for the planner, and by which factor that number grows each time. */
const MEASURE_FROM = 400;
const MEASURE_AGAIN = 1.6;

interface Progress {
  readonly key: string;
  readonly done: number;
}

export interface DemoLoad {
  readonly context: ExecuteContext;
  readonly files: FileStore;
  readonly seed: DemoSeed;
  readonly onProgress?: (sent: number, about: number) => void;
}

const keyOf = ({ size, seed, until }: DemoSeed) => `${size.name}/${seed}/${until}`;

/**
 * Sends the portfolio through the write path, batch by batch, each at its own virtual moment. After an interruption it
 * continues from the last noted progress; commands already sent after that are sent again and answered from their
 * receipts. Returns the number of commands of the portfolio. Throws when an answer is not the expected one.
 */
export async function sendBatches(load: DemoLoad, batches: Iterable<DemoBatch>): Promise<number> {
  const { db } = load.context;
  const key = keyOf(load.seed);
  const noted = await readState<Progress>(db, 'demoLoad');
  const skip = noted?.key === key ? noted.done : 0;
  const actors = new Map<string, Actor>();
  const sequences = new Map<string, number>();
  let done = 0;
  let commands = 0;
  let measureAt = MEASURE_FROM;
  for (const batch of batches) {
    const texts = batch.commands.flatMap((command) => prepare(command, batch, load, sequences));
    commands += texts.length;
    done += 1;
    if (done <= skip) continue;
    await send(load, batch, texts, await actorOf(load, batch, actors));
    if (batch.commands.some((c) => CHANGES_GRANTS.test(c.kind))) actors.clear();
    if (commands >= measureAt) {
      // Plans made for empty tables would read them row by row for ever, and the embedded engine does not analyse by
      // itself.
      await db.script('analyze');
      measureAt = Math.ceil(commands * MEASURE_AGAIN);
    }
    if (done % NOTE_EVERY === 0) await writeState(db, 'demoLoad', { key, done } satisfies Progress);
    load.onProgress?.(commands, load.seed.size.about);
  }
  await writeState(db, 'demoLoad', { key, done } satisfies Progress);
  return commands;
}

interface Prepared {
  readonly text: string;
  readonly command: DemoCommand;
  readonly picture: Uint8Array | null;
}

/**
 * Serialises a command. If it has a picture, the picture is made here, announced by its own command and named in the
 * body.
 */
function prepare(command: DemoCommand, batch: DemoBatch, load: DemoLoad, sequences: Map<string, number>): Prepared[] {
  const deviceId = batch.actor?.deviceId ?? SERVER_DEVICE_ID;
  const text = (c: DemoCommand) => {
    const deviceSeq = (sequences.get(deviceId) ?? 0) + 1;
    sequences.set(deviceId, deviceSeq);
    const { picture: _picture, expect: _expected, ...rest } = c;
    return compose({ ...rest, actor: { id: batch.actor?.id ?? systemActor.id }, deviceId, deviceSeq });
  };
  const { picture } = command;
  if (!picture) return [{ text: text(command), command, picture: null }];
  const image = demoPicture(picture.kind, picture.width, load.seed.seed, ...picture.key);
  const digest = hash('sha256', image.bytes, 'hex');
  const shown = { ...command, body: { ...(command.body as object), photos: [digest] } };
  if (picture.already) return [{ text: text(shown), command: shown, picture: null }];
  const { bytes, ...seen } = image;
  const received: DemoCommand = {
    id: randomOf(load.seed.seed, 'file', ...picture.key).id(command.at),
    kind: 'file.receive',
    subjectId: fileIdOf(digest),
    body: { ...seen, hash: digest, mediaType: 'image/png', bytes: bytes.length, originalHash: null },
    occurredOn: command.occurredOn,
    at: command.at,
  };
  return [
    { text: text(received), command: received, picture: bytes },
    { text: text(shown), command: shown, picture: null },
  ];
}

async function actorOf(load: DemoLoad, batch: DemoBatch, actors: Map<string, Actor>): Promise<Actor> {
  if (!batch.actor) return systemActor;
  const known = actors.get(batch.actor.id) ?? (await loadActor(load.context.db, batch.actor.id));
  if (!known) throw new Error(`demonstration account ${batch.actor.username} does not exist`);
  actors.set(batch.actor.id, known);
  return known;
}

async function send(load: DemoLoad, batch: DemoBatch, prepared: readonly Prepared[], actor: Actor): Promise<void> {
  for (const { picture } of prepared) if (picture) await load.files.put(picture);
  for (let from = 0; from < prepared.length; from += MOST) {
    const texts = prepared.slice(from, from + MOST).map((p) => p.text);
    const answers = await executeCommands(load.context, { texts, actor, receivedAt: batch.receivedAt });
    answers.forEach((answer, i) => {
      const command = prepared[from + i]?.command;
      if (answer.status === (command?.expect ?? 'accepted')) return;
      throw new Error(
        `${command?.kind} by ${batch.actor?.username ?? 'sistema'}: ${answer.status} ` +
          `${answer.problem?.code ?? ''} ${answer.problem?.message ?? ''} ${answer.problem?.field ?? ''}`,
      );
    });
  }
}
