import { newId } from '../../server/ids.ts';
import { type Life, type Portfolio, UNITS } from './portfolioStories.ts';
import {
  act,
  at,
  brought,
  decide,
  enrol,
  fileOf,
  merge,
  pick,
  type Stage,
  saleBody,
  sender,
  transfer,
  visitBody,
} from './storyActs.ts';
import { StoryLedger } from './storyLedger.ts';
import { day, type World } from './world.ts';

/**
 * Plays a portfolio. Returns its stage: how often each kind of step was accepted, and the ledger of the visits and
 * sales.
 */
export async function play(
  world: World,
  { alliances, lives, steps, twins }: Portfolio,
  refreshed?: () => Promise<void>,
): Promise<Stage> {
  const expert = await world.person('UCN_ME');
  const documentId = newId();
  await world.send(expert, 'document.record', documentId, { title: 'Acta' });
  const stage: Stage = {
    world,
    expert,
    coordinator: await world.person('UCN_COORD'),
    verifier: await world.person('UOD_OPERADOR', UNITS),
    validator: await world.person('UCN_ME'),
    documentId,
    alliances: [],
    happened: new Map(),
    ledger: new StoryLedger(),
    refreshed,
  };
  for (const told of alliances) {
    const { id } = await world.alliance(told.unit, {
      ...fileOf(told.file, 530, told.operating),
      data: { model: told.model, municipalityCode: told.place, productCode: told.product },
    });
    const buyerId = newId();
    await world.send(expert, 'buyer.register', buyerId, { name: 'Compradora de prueba' });
    const terms = { productCode: 'PAPA', unitCode: 'qq', price: 900_000, baselineQuantity: 400_000 };
    await world.send(expert, 'businessAgreement.record', newId(), { allianceId: id, buyerId, ...terms });
    stage.alliances.push({ id, who: await world.person('ACOMPANANTE', [id]), buyerId });
  }
  // Both are signed before any family joined, so that the date of joining decides which of two alliances counts a
  // family.
  for (const i of [twins.on, twins.on + 1]) {
    const allianceId = stage.alliances[i % alliances.length]?.id;
    await sender(stage)('agreement', expert, 'agreement.record', newId(), {
      allianceId,
      kind: 'AT',
      number: `C-${newId().slice(-6)}`,
      signedOn: day(-500),
    });
  }
  for (const told of lives) await live(stage, told);
  for (const { on, step: s } of steps) await act(stage, s, on % alliances.length);
  await mistakeTwins(stage, twins);
  return stage;
}

/** Plays the life of one record, beginning with its capture. */
async function live(stage: Stage, { on: place, noun, ago, course }: Life): Promise<void> {
  const { world } = stage;
  const a = stage.alliances[place % stage.alliances.length];
  if (!a) return;
  const send = sender(stage);
  const id = newId();
  const bodyOf = (i: number) =>
    noun === 'visit' ? visitBody(a.id, i % 2 === 0) : saleBody(a, i % 2 === 0, 1_000_000 + i);
  await send(noun, a.who, `${noun}.register`, id, bodyOf(0), at(ago));
  for (const [i, what] of course.entries()) {
    const current = await pick(world, `select * from ${noun} where record_id = '${id}' and standing = 'current'`, 0);
    if (!current) return;
    // Each version has another day and content, so that the figures show which version is counted.
    const on = at(ago + 33 * (i + 1));
    if (what === 'correct')
      await send(
        `correct ${noun}`,
        a.who,
        `${noun}.correct`,
        id,
        { ...bodyOf(i + 1), occurredOn: on.occurredOn },
        { ...on, baseVersion: current.version },
      );
    else if (what === 'observe' && current.level === 1) await decide(stage, send, 'observe', noun, current);
    else if (what === 'raise' && (current.level === 1 || current.level === 2))
      await decide(stage, send, current.level === 1 ? 'verify' : 'validate', noun, current);
  }
}

/**
 * Enrols one family in two alliances, joins the two as the same family (counted where it was first), and then separates
 * them, so that the other alliance counts its own again.
 */
async function mistakeTwins(stage: Stage, { on, ago }: Portfolio['twins']): Promise<void> {
  const [first, second] = [on, on + 1].map((i) => stage.alliances[i % stage.alliances.length]);
  if (!first || !second) return;
  const send = sender(stage);
  const ids: string[] = [];
  for (const [a, joined] of [
    [first, ago + 50],
    [second, ago],
  ] as const) {
    ids.push(await enrol(stage, send, a.id, true, joined));
  }
  const [left, right] = ids as [string, string];
  await brought(stage);
  const [now] = await stage.world.db.query<{ unit_id: string }>('select unit_id from alliance where id = $1', [
    second.id,
  ]);
  await transfer(stage, send, second.id, UNITS.find((unit) => unit !== now?.unit_id) ?? '');
  await brought(stage);
  const question = await merge(stage, send, 'family', left, right);
  await brought(stage);
  await send('undo', stage.expert, 'duplicate.undo', question, { note: 'Eran dos' });
}
