import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commandList } from '../../domain/commands.ts';
import type { Actor } from '../../domain/people/actor.ts';
import { grantableRoles, type Role, roles } from '../../domain/people/roles.ts';
import { inputSchema } from '../../server/http/openapi/jsonSchema.ts';
import { newId } from '../../server/ids.ts';
import { queryList } from '../../server/queries/registry.ts';
import { FOREIGN, PERSONAL } from '../helpers/twoUnits.ts';
import { envelopeOf, type HttpWorld, openHttpWorld } from './httpWorld.ts';
import { valid } from './jsonArbitrary.ts';

/**
 * A refusal gives details about another record only within the reader's scope (architecture 1.2). People who do not
 * reach the other unit name its rows in every command they may send, and ask for them in every other way: no answer may
 * contain anything of them.
 */
const RUNS = 3;
const SEED = 20_260_615;

let http: HttpWorld;
let cases = 0;
beforeAll(async () => {
  http = await openHttpWorld();
});
afterAll(() => console.log(`refusals and readings across units: ${cases} cases`));

const narrow: readonly Role[] = grantableRoles.filter((role) => roles[role].scope !== 'national');

/** A body that fits the schema, with ids of rows of the other unit. */
function foreignTo(body: unknown, ids: readonly string[], i: number): unknown {
  if (Array.isArray(body)) return body.map((item, n) => foreignTo(item, ids, i + n));
  if (typeof body === 'object' && body !== null)
    return Object.fromEntries(Object.entries(body).map(([key, value], n) => [key, foreignTo(value, ids, i + n)]));
  return typeof body === 'string' && /^[0-9a-f]{8}-[0-9a-f]{4}-/.test(body) ? ids[i % ids.length] : body;
}

async function sendAs(who: Actor, texts: readonly string[]): Promise<string> {
  const answers: string[] = [];
  for (let from = 0; from < texts.length; from += 50) {
    const answer = await http.ask(who, '/api/commands', {
      method: 'POST',
      body: JSON.stringify({ commands: texts.slice(from, from + 50) }),
    });
    answers.push(await answer.text());
  }
  cases += texts.length;
  return answers.join('\n');
}

describe('a command that names things of another unit', () => {
  test.each(commandList.map((d) => [d.kind, d] as const))('%s', async (kind, definition) => {
    const schema = inputSchema(definition.schema);
    const ids = Object.values(http.other.ids);
    // Rows of what the command is about are named with every body, other rows with one of them in turn.
    const own = new Set(
      Object.entries(http.other.ids).flatMap(([what, id]) => (what.startsWith(kind.split('.')[0] ?? kind) ? [id] : [])),
    );
    const place = {
      unitId: http.other.unit,
      municipalityCode: http.other.municipality,
      allianceId: http.other.alliance,
      programmeId: 'PAR2FA',
    } as Record<string, string>;
    const placed = (body: unknown) =>
      typeof body === 'object' && body !== null && !Array.isArray(body)
        ? Object.fromEntries(Object.entries(body).map(([key, value]) => [key, place[key] ?? value]))
        : body;
    // The person's own alliance, with rows of the other unit inside it.
    const mixed = (body: unknown) =>
      typeof body === 'object' && body !== null && !Array.isArray(body)
        ? {
            ...body,
            ...('allianceId' in body ? { allianceId: http.mine.alliance } : {}),
            ...('role' in body ? { role: 'ACOMPANANTE' } : {}),
          }
        : body;
    for (const role of definition.by.filter((r): r is Role => r !== 'sistema' && narrow.includes(r))) {
      const who = http.people[role];
      const bodies = fc.sample(valid(schema), { numRuns: RUNS, seed: SEED });
      const texts = ids.flatMap((subjectId, i) =>
        bodies.flatMap((body, n) => {
          if (!own.has(subjectId) && n !== i % RUNS) return [];
          const foreign = n % 2 ? foreignTo(body, ids, i + n) : placed(foreignTo(body, ids, i));
          const more = { subjectId, baseVersion: i % 2 ? 1 : null };
          return [foreign, mixed(foreign)].map((b, inside) =>
            JSON.stringify(envelopeOf(who, kind, b, inside ? { ...more, subjectId: newId() } : more)),
          );
        }),
      );
      const said = await sendAs(who, texts);
      for (const mark of [FOREIGN, ...PERSONAL])
        expect(
          said.includes(mark),
          `${role}: ${said.slice(Math.max(0, said.indexOf(mark) - 300), said.indexOf(mark) + 60)}`,
        ).toBe(false);
    }
  });
});

describe('a question about two that may be one', () => {
  const list = async (who: Actor) => (await http.ask(who, '/api/q/duplicate.list?pageSize=200')).text();

  test('writing down the card of somebody in another unit shows nobody there who that is: the nation decides', async () => {
    const holder = {
      id: newId(),
      ciNumber: `${PERSONAL[1]}2`,
      givenNames: 'Otra',
      paternalSurname: 'Persona',
      sex: 'F',
      birthDate: '1990-01-01',
    };
    const body = {
      allianceId: http.mine.alliance,
      familyId: newId(),
      holder,
      representative: 'holder',
      municipalityCode: http.mine.municipality,
    };
    const said = await sendAs(http.people.ACOMPANANTE, [
      JSON.stringify(envelopeOf(http.people.ACOMPANANTE, 'family.enrol', body)),
    ]);
    expect(said).toContain('posible duplicado');
    expect(await list(http.people.UCN_ME)).toContain(holder.ciNumber);
    for (const role of ['UOD_OFICIAL', 'UOD_OPERADOR', 'UOD_SOCIAL'] as const)
      expect(await list(http.people[role])).not.toContain(FOREIGN);
  });

  test('no unit joins an organisation of another to its own', async () => {
    const id = newId();
    const who = http.people.UOD_OFICIAL;
    const raise = {
      noun: 'organisation',
      leftId: http.other.organisation,
      rightId: http.mine.organisation,
      reason: 'Se parecen',
      score: 90,
    };
    expect(await sendAs(who, [JSON.stringify(envelopeOf(who, 'duplicate.raise', raise, { subjectId: id }))])).toContain(
      'accepted',
    );
    const decide = { verdict: 'same', keepId: http.mine.organisation, note: 'Es la misma' };
    expect(
      await sendAs(who, [JSON.stringify(envelopeOf(who, 'duplicate.decide', decide, { subjectId: id }))]),
    ).toContain('SIGG-202');
    expect(await list(who)).not.toContain(FOREIGN);
  });
});

describe('what is read by other doors', () => {
  test.each(narrow)('%s: feed, places of the map, files held and exports of the other unit', async (role) => {
    const who = http.people[role];
    const asked = [
      '/api/sync',
      '/api/me',
      ...Object.values(http.other.ids).flatMap((id) => [`/api/sync/device/${id}`, `/files/${id}`]),
      ...queryList.map(
        (q) =>
          `/api/q/${q.name}?format=csv&unit=${http.other.unit}&allianceId=${http.other.alliance}&id=${http.other.alliance}`,
      ),
    ];
    for (const path of asked) {
      cases += 1;
      const text = await (await http.ask(who, path)).text();
      expect(
        text.includes(FOREIGN),
        `${path}: ${text.slice(Math.max(0, text.indexOf(FOREIGN) - 200), text.indexOf(FOREIGN) + 40)}`,
      ).toBe(false);
      if (roles[role].view !== 'full') for (const mark of PERSONAL) expect(text.includes(mark), path).toBe(false);
    }
  });

  test('nobody: no page and no table of the public carries a person', async () => {
    for (const { path, method } of http.app.routes.filter((r) => r.method === 'GET')) {
      cases += 1;
      const text = await (
        await http.ask(null, path.replaceAll(/:\w+/g, http.other.alliance).replace('*', 'x'), { method })
      ).text();
      for (const mark of PERSONAL) expect(text.includes(mark), path).toBe(false);
    }
  });
});
