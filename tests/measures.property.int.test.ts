import fc from 'fast-check';
import { expect, test } from 'vitest';
import { measures } from '../domain/monitoring/indicators.ts';
import { openPeriods } from '../domain/monitoring/period.ts';
import type { Actor } from '../domain/people/actor.ts';
import { recordInitialParameters } from '../server/commands/initialParameters.ts';
import { newId } from '../server/ids.ts';
import { compareEvidence, refreshEvidence } from '../server/monitoring/evidence.ts';
import { figureBrokenDown } from '../server/monitoring/figures.ts';
import { loadCatalogue } from '../server/stores/loadCatalogue.ts';
import { day, NOW, openWorld, TODAY, type World } from './helpers/world.ts';

const PLACES = ['020101', '020201', '040101', '051101', null];
const UNITS = ['LPZ', 'ORU', 'POT'];
const PRODUCTS = ['QUINUA', 'PAPA', 'LECHE', null];

/** What people do to one alliance, in random order. */
const step = fc.oneof(
  fc.record({ kind: fc.constant('visit' as const), ago: fc.nat(400), done: fc.boolean() }),
  fc.record({ kind: fc.constant('sale' as const), ago: fc.nat(500), agreed: fc.boolean(), quantity: fc.integer({ min: 1, max: 5_000_000 }) }),
  fc.record({ kind: fc.constant('family' as const), woman: fc.boolean(), ago: fc.nat(900) }),
  fc.record({ kind: fc.constant('agreement' as const), ago: fc.nat(900), integral: fc.boolean() }),
  fc.record({
    kind: fc.constant('level' as const),
    table: fc.constantFrom('visit', 'sale', 'agreement', 'organisation_member', 'alliance_profile'),
    level: fc.integer({ min: 0, max: 3 }),
  }),
  fc.record({ kind: fc.constant('refresh' as const) }),
);
const story = fc.array(
  fc.record({
    unit: fc.constantFrom(...UNITS),
    place: fc.constantFrom(...PLACES),
    product: fc.constantFrom(...PRODUCTS),
    model: fc.constantFrom(1, 2, 3, null),
    operating: fc.boolean(),
    steps: fc.array(step, { maxLength: 7 }),
  }),
  { minLength: 1, maxLength: 4 },
);

let ci = 3_000_000;

async function play(world: World, alliances: Awaited<ReturnType<typeof sampleOf>>): Promise<void> {
  const expert = await world.person('UCN_ME');
  const input = { programme: 'PAR2FA', today: TODAY, now: NOW };
  for (const told of alliances) {
    const a = await world.alliance(told.unit, {
      state: told.operating ? 'EN_OPERACION' : 'EN_INVERSION',
      stateSince: '2025-01-01',
      data: { model: told.model, municipalityCode: told.place, productCode: told.product },
    });
    const who = await world.person('ACOMPANANTE', [a.id]);
    const buyerId = newId();
    await world.send(expert, 'buyer.register', buyerId, { name: 'Compradora de prueba' });
    await world.send(expert, 'businessAgreement.record', newId(), {
      allianceId: a.id,
      buyerId,
      productCode: 'PAPA',
      unitCode: 'qq',
      price: 900_000,
      baselineQuantity: 400_000,
    });
    for (const s of told.steps) await act(world, s, a, who, expert, buyerId, input);
  }
}

const sampleOf = async () => fc.sample(story, 1)[0] ?? [];
type Step = Awaited<ReturnType<typeof sampleOf>>[number]['steps'][number];

async function act(
  world: World,
  s: Step,
  a: { id: string },
  who: Actor,
  expert: Actor,
  buyerId: string,
  input: { programme: string; today: string; now: string },
): Promise<void> {
  const at = (ago: number) => ({ occurredOn: day(-ago), at: `${day(-ago)}T15:00:00.000Z` });
  switch (s.kind) {
    case 'visit':
      await world.send(
        who,
        'visit.register',
        newId(),
        { allianceId: a.id, done: s.done, notDoneReason: s.done ? null : 'clima', presentMembers: [], topics: ['otro'], commitments: [], photos: [] },
        at(s.ago),
      );
      break;
    case 'sale':
      await world.send(
        who,
        'sale.register',
        newId(),
        {
          allianceId: a.id,
          productCode: 'PAPA',
          unitCode: 'qq',
          quantity: s.quantity,
          price: 850_000,
          photos: [],
          ...(s.agreed ? { buyerId } : { buyerOther: 'Feria' }),
        },
        at(s.ago),
      );
      break;
    case 'family':
      ci += 1;
      await world.send(expert, 'family.enrol', newId(), {
        allianceId: a.id,
        familyId: newId(),
        holder: { id: newId(), ciNumber: String(ci), givenNames: `Persona ${ci}`, paternalSurname: `Apellido${ci}`, sex: s.woman ? 'F' : 'M' },
        representative: 'holder',
        joinedOn: day(-s.ago),
      });
      break;
    case 'agreement':
      await world.send(expert, 'agreement.record', newId(), {
        allianceId: a.id,
        kind: s.integral ? 'integral' : 'AT',
        number: `C-${newId().slice(-6)}`,
        signedOn: day(-s.ago),
      });
      break;
    case 'level':
      // Levels are set past the write path here: which version a level shows is the property, not who may verify.
      await world.db.query(`update ${s.table} set level = $1 where id in (select id from ${s.table} order by id desc limit 1)`, [s.level]);
      await world.db.query('truncate evidence, evidence_state');
      break;
    case 'refresh':
      await world.seal();
      await refreshEvidence(world.db, input);
      break;
  }
}

test('in any portfolio: incremental evidence equals full, the parts of every table add up to the figure, a level shows what reached it', async () => {
  const world = await openWorld();
  const input = { programme: 'PAR2FA', today: TODAY, now: NOW };
  let tables = 0;
  await fc.assert(
    fc.asyncProperty(story, async (alliances) => {
      await world.reset();
      await loadCatalogue(world.db);
      await recordInitialParameters(world.system.context, NOW);
      await play(world, alliances);
      await world.seal();
      await refreshEvidence(world.db, input);
      expect(await compareEvidence(world.db, input)).toEqual([]);
      for (const measure of measures) {
        for (const level of [1, 2, 3]) {
          const asked = { measure, programme: 'PAR2FA', period: openPeriods(TODAY).at(-1)!, level, today: TODAY, scope: () => 'true' };
          const { figure: whole, parts: all } = await figureBrokenDown(world.db, asked, measure.dimensions);
          for (const dimension of measure.dimensions) {
            const parts = all.get(dimension) ?? [];
            const sum = (of: 'n' | 'd' | 'n0' | 'd0' | 'rows' | 'notDue') => parts.reduce((total, p) => total + p.figure[of], 0);
            for (const of of ['n', 'd', 'n0', 'd0', 'rows', 'notDue'] as const) expect(sum(of)).toBe(whole[of]);
            tables += 1;
          }
        }
      }
      for (const table of ['visit', 'sale']) {
        for (const level of [1, 2, 3]) {
          // The definition, in other words than the function's: of each record the highest version at that level or above, unless annulled.
          const expected = await world.db.query(
            `select v.id from ${table} v where v.level >= $1 and v.standing in ('current', 'superseded') and not v.annulled and (v.level >= 2 or v.flags = '{}')
               and not exists (select 1 from ${table} w where w.record_id = v.record_id and w.version > v.version and w.level >= $1
                                 and w.standing in ('current', 'superseded') and (w.level >= 2 or w.flags = '{}')) order by v.id`,
            [level],
          );
          expect(await world.db.query(`select id from ${table}_at($1) order by id`, [level])).toEqual(expected);
        }
      }
    }),
    { numRuns: Number(process.env.SIGG_PROPERTY_RUNS ?? 6) },
  );
  console.log(`measures: ${tables} tables added up`);
}, 300_000);
