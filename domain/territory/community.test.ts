import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Envelope } from '../kernel/envelope.ts';
import { normalized } from '../kernel/text.ts';
import type { Actor } from '../people/actor.ts';
import {
  type Community,
  communityKinds,
  correctCommunity,
  joinCommunity,
  recordCommunity,
  signals,
  undoJoinCommunity,
} from './community.ts';
import { communityBody, communityQuestions, communityValues } from './communityForm.ts';

/** Municipalities of the story: two of one unit, one of another. */
const unitOf: Readonly<Record<string, string>> = { '010101': 'CHU', '010102': 'CHU', '020101': 'LPZ' };

/** The catalogue in memory, answering the facts that the commands ask for as the loaders do. */
class Catalogue {
  rows = new Map<string, Community>();
  private n = 0;

  private fact(loader: string, key: string | null): unknown {
    const all = [...this.rows.values()];
    const surviving = all.filter((c) => !c.mergedInto);
    const [first = '', second = ''] = (key ?? '').split(':');
    const community = this.rows.get(first);
    switch (key === null ? '' : loader) {
      case 'community':
        return community ?? null;
      case 'unitOfCommunity':
        return community ? { unitId: unitOf[community.municipalityCode] } : null;
      case 'unitOfMunicipality':
        return unitOf[first] ? { unitId: unitOf[first] } : null;
      case 'communityNamed':
        return surviving.find((c) => c.municipalityCode === first && namesOf(c).includes(normalized(second))) ?? null;
      case 'neighboursOfCommunity':
        return surviving.filter((c) => c.id !== first && c.municipalityCode === community?.municipalityCode);
      case 'communitiesOfMunicipality':
        return surviving.filter((c) => c.municipalityCode === first);
      case 'communitiesUnder':
        return all.filter((c) => c.mergedInto === first);
      default:
        return null;
    }
  }

  send(definition: typeof recordCommunity, subjectId: string, body: unknown): string {
    const command = { id: `c${++this.n}`, subjectId, body, baseVersion: null, occurredOn: '2026-06-15' } as Envelope;
    const requests = definition.facts(command) as Record<string, { loader: string; key: string | null }>;
    const facts = Object.fromEntries(Object.entries(requests).map(([name, r]) => [name, this.fact(r.loader, r.key)]));
    const decision = definition.decide({
      command,
      actor: {} as Actor,
      facts,
      receivedAt: '2026-06-15T14:00:00.000Z',
      today: '2026-06-15',
    });
    if (decision.outcome === 'refuse') return decision.problem.code;
    if (decision.outcome === 'accept')
      for (const change of decision.changes) this.rows.set(change.row.id, change.row as unknown as Community);
    return decision.outcome;
  }

  surviving = (): Community[] => [...this.rows.values()].filter((c) => !c.mergedInto);
  /** What a person can see of the catalogue: who stands for whom, under which names. */
  told = () =>
    [...this.rows.values()].map((c) => ({
      id: c.id,
      into: c.mergedInto,
      where: c.municipalityCode,
      names: [...namesOf(c)].sort(),
    }));
}
const namesOf = (c: Community) => [c.name, ...c.otherNames].map(normalized);

/** Mostly one municipality, where names meet. */
const at = fc.constantFrom('010101', '010101', '010101', '010102', '020101');
const step = fc.oneof(
  fc.record({ act: fc.constant('record' as const), name: fc.integer({ min: 1, max: 8 }), at }),
  fc.record({ act: fc.constant('rename' as const), which: fc.nat(20), name: fc.integer({ min: 1, max: 8 }) }),
  fc.record({ act: fc.constant('move' as const), which: fc.nat(20), at }),
  fc.record({ act: fc.constant('join' as const), which: fc.nat(20), into: fc.nat(20) }),
  fc.record({ act: fc.constant('undo' as const), which: fc.nat(20) }),
);

describe('catalogue of communities', () => {
  it('whatever happens, no two in use in a municipality share a name, and a joined one points to one in use there', () => {
    let undone = 0;
    fc.assert(
      fc.property(fc.array(step, { minLength: 5, maxLength: 40 }), (steps) => {
        const c = new Catalogue();
        const pick = (n: number) => [...c.rows.keys()][n % Math.max(1, c.rows.size)] ?? '';
        for (const [i, s] of steps.entries()) {
          if (s.act === 'record')
            c.send(recordCommunity, `id${i}`, { municipalityCode: s.at, name: `Comunidad ${s.name}` });
          else if (s.act === 'rename') c.send(correctCommunity, pick(s.which), { name: `Comunidad ${s.name}` });
          else if (s.act === 'move') c.send(correctCommunity, pick(s.which), { municipalityCode: s.at });
          else if (s.act === 'join') {
            const before = c.told();
            const subject = pick(s.which);
            const intoId = pick(s.into);
            if (c.send(joinCommunity, subject, { intoId, reason: 'es la misma' }) !== 'accept') continue;
            // Undone at once, the catalogue is as it was; then it is joined again.
            expect(c.send(undoJoinCommunity, subject, { fromId: intoId, reason: 'no era' })).toBe('accept');
            expect(c.told()).toEqual(before);
            c.send(joinCommunity, subject, { intoId, reason: 'es la misma' });
          } else {
            const joined = [...c.rows.values()].filter((k) => k.mergedInto);
            const subject = joined[s.which % Math.max(1, joined.length)];
            if (
              subject &&
              c.send(undoJoinCommunity, subject.id, { fromId: subject.mergedInto, reason: 'no era' }) === 'accept'
            )
              undone++;
          }
          const names = c.surviving().flatMap((k) => namesOf(k).map((name) => `${k.municipalityCode} ${name}`));
          expect(new Set(names).size, JSON.stringify(c.told())).toBe(names.length);
          for (const k of c.rows.values()) {
            const into = k.mergedInto ? c.rows.get(k.mergedInto) : null;
            if (k.mergedInto) expect(into).toMatchObject({ mergedInto: null, municipalityCode: k.municipalityCode });
          }
        }
      }),
      { numRuns: 2000 },
    );
    console.log(`communities: ${undone} joinings undone in stories`);
    expect(undone).toBeGreaterThan(20);
  });

  it('undoing a union returns what was joined earlier to its own, and takes its names from the other', () => {
    const c = new Catalogue();
    for (const name of ['Alta', 'Baja', 'Media']) c.send(recordCommunity, name, { municipalityCode: '010101', name });
    c.send(joinCommunity, 'Alta', { intoId: 'Baja', reason: 'es la misma' });
    c.send(joinCommunity, 'Baja', { intoId: 'Media', reason: 'es la misma' });
    expect(c.rows.get('Alta')?.mergedInto).toBe('Media');
    expect(c.send(undoJoinCommunity, 'Baja', { fromId: 'Alta', reason: 'no era' })).toBe('SIGG-110');
    expect(c.send(undoJoinCommunity, 'Baja', { fromId: 'Media', reason: 'no era' })).toBe('accept');
    expect(c.told()).toEqual([
      { id: 'Alta', into: 'Baja', where: '010101', names: ['alta'] },
      { id: 'Baja', into: null, where: '010101', names: ['alta', 'baja'] },
      { id: 'Media', into: null, where: '010101', names: ['media'] },
    ]);
    expect(c.send(undoJoinCommunity, 'Baja', { fromId: 'Media', reason: 'no era' })).toBe('SIGG-327');
  });

  it('a wrong municipality is corrected with all that was joined; not to where the name is taken or to an unknown one', () => {
    const c = new Catalogue();
    for (const name of ['Alta', 'Baja']) c.send(recordCommunity, name, { municipalityCode: '010101', name });
    c.send(joinCommunity, 'Alta', { intoId: 'Baja', reason: 'es la misma' });
    c.send(recordCommunity, 'otra', { municipalityCode: '010102', name: 'ALTA' });
    expect(c.send(correctCommunity, 'Baja', { municipalityCode: '010102' })).toBe('SIGG-338');
    expect(c.send(correctCommunity, 'Baja', { municipalityCode: '999999' })).toBe('SIGG-505');
    expect(c.send(correctCommunity, 'Baja', { municipalityCode: '020101' })).toBe('accept');
    expect(c.told().map((t) => [t.id, t.where])).toEqual([
      ['Alta', '020101'],
      ['Baja', '020101'],
      ['otra', '010102'],
    ]);
  });

  it('is corrected by whoever reaches both municipalities: their unit, or the nation', () => {
    const placement = (to: string | undefined) =>
      correctCommunity.placement({ body: { municipalityCode: to } } as Envelope, {
        community: { municipalityCode: '010101' },
        serving: { unitId: 'CHU' },
        moved: to && unitOf[to] ? { unitId: unitOf[to] } : null,
      });
    expect(placement(undefined)).toMatchObject({ unitId: 'CHU' });
    expect(placement('010102')).toMatchObject({ unitId: 'CHU' });
    expect(placement('020101')).toEqual({ national: true });
  });
});

describe('form on the phone', () => {
  it('makes of any answers, and of blanks, what the command asks for', () => {
    const place = fc.record({
      lon: fc.double({ min: -70, max: -57, noNaN: true }),
      lat: fc.double({ min: -23, max: -9, noNaN: true }),
      accuracyM: fc.nat(500),
      ageS: fc.nat(60),
    });
    const values = fc.record({
      name: fc.constantFrom('Villa Esperanza', 'Ayllu Qullana'),
      kind: fc.option(fc.constantFrom(...communityKinds), { nil: null }),
      signal: fc.option(fc.constantFrom(...signals), { nil: null }),
      place: fc.option(place, { nil: null }),
    });
    const ID = '00000000-0000-7000-8000-000000000001';
    fc.assert(
      fc.property(values, (answers) => {
        const body = communityBody(ID, '020101', answers);
        expect(recordCommunity.schema.safeParse(body).success, JSON.stringify(body)).toBe(true);
        expect(body).toMatchObject({
          allianceId: ID,
          municipalityCode: '020101',
          name: answers.name,
          lat: answers.place?.lat ?? null,
        });
        expect(communityValues(body, '2026-06-15')).toEqual({
          name: answers.name,
          kind: answers.kind,
          signal: answers.signal,
          occurredOn: '2026-06-15',
        });
      }),
    );
    expect(communityQuestions.map((question) => question.name)).toEqual(['name', 'kind', 'signal', 'place']);
    expect(recordCommunity.schema.safeParse(communityBody(ID, '020101', {})).success).toBe(false);
  });
});
