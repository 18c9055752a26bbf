import { describe, expect, test } from 'vitest';
import { accompanimentLives } from '../../domain/accompaniment/area.ts';
import type { CommandDefinition } from '../../domain/kernel/command.ts';
import type { Envelope } from '../../domain/kernel/envelope.ts';
import { checkForm } from '../../domain/kernel/form.ts';
import { loaderOf } from '../../domain/kernel/noun/acted.ts';
import { answersOf, bodyOfAnswers, questionsOf } from '../../domain/kernel/noun/body.ts';
import { beginWanted, commandsOf, waitingFields } from '../../domain/kernel/noun/commands.ts';
import { placementOfRow } from '../../domain/kernel/noun/decide.ts';
import type { FieldFacts } from '../../domain/kernel/noun/field.ts';
import { kindNames, kindOf } from '../../domain/kernel/noun/kinds.ts';
import {
  askedBy,
  beginFields,
  type Converses,
  correctableFields,
  factSteps,
  type Life,
  type Step,
  stepNames,
} from '../../domain/kernel/noun/life.ts';
import type { AnyRow, Row } from '../../domain/kernel/noun/noun.ts';
import { MOST_SAID, type Side, sides } from '../../domain/kernel/noun/remark.ts';
import { seenFields, shownValue } from '../../domain/kernel/noun/show.ts';
import { lives } from '../../domain/nouns.ts';
import { type Actor, systemActor } from '../../domain/people/actor.ts';
import { type Role, roleNames, roles } from '../../domain/people/roles.ts';
import { judge } from '../../server/commands/judge.ts';
import { loaders } from '../../server/commands/loaders.ts';
import { referentTable } from '../../server/nouns/referents.ts';
import { isTaken } from '../../web/local/fieldForm.ts';
import { isOffered } from '../../web/local/offered.ts';
import { probe, probeLife } from './probe.ts';
import { AT, DAY, looked, passing, SOMEBODY, sampleOf, UNIT } from './samples.ts';

/** Rules for every noun and every life, and for a probe that has a field of every kind. */
const all: readonly Life[] = [...lives, probeLife];
const ME = '00000000-0000-7000-8000-0000000000c1';
const ROW = '00000000-0000-7000-8000-0000000000b2';
let cases = 0;

const names = (l: Life): string[] => Object.keys(l.noun.fields);
const facts = (l: Life, name: string): FieldFacts => l.noun.fields[name] as FieldFacts;

function actor(role: Role, unit = UNIT): Actor {
  const kind = roles[role].scope;
  return {
    id: ME,
    name: 'x',
    kind: role === 'PUBLICO' ? 'public' : 'person',
    grants: [
      {
        id: SOMEBODY,
        role,
        kind,
        ids:
          kind === 'unit'
            ? [unit]
            : kind === 'public'
              ? [ROW]
              : (kind === 'alliances' || kind === 'organisation') && unit === UNIT
                ? [SOMEBODY]
                : [],
        from: '2020-01-01',
        to: null,
      },
    ],
  };
}

/** Rows that make a guard refuse: every guard of every life has one. */
const barred: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'complaint.notAccused': { accusedId: ME },
  'complaint.assigned': { assigneeId: SOMEBODY },
  'complaint.anotherHand': { answeredBy: ME },
  'complaint.once': { escalatedOn: DAY },
  'complaint.notWarned': { alarm: 'aviso' },
  'complaint.notUrged': { alarm: 'rojo' },
  'complaint.notLapsed': { alarm: 'vencido' },
  'complaint.boxed': { identity: null },
  'yearlyStatement.anotherHand': { recordedBy: ME },
  'capacityDiagnosis.anotherHand': { recordedBy: ME },
  'changeRequest.anotherHand': { recordedBy: ME },
  'changeRequest.notReviewer': { reviewedBy: ME },
  'buyer.buyerYears': { startedOn: null },
  'buyer.buyerDomicile': { address: null },
  'plan.complete': { summary: null },
  'plan.counted': { families: null },
  'providerContract.trained': { service: 'facilitador' },
  'request.complete': { checklist: [] },
  ...Object.fromEntries(
    accompanimentLives.flatMap(({ noun: { name } }) => [
      [`${name}.anotherHand`, { recordedBy: ME }],
      [`${name}.thirdHand`, { verifiedBy: ME }],
    ]),
  ),
  'event.anotherHand': { recordedBy: ME },
  'interest.anotherHand': { recordedBy: ME },
  'providerPerformance.anotherHand': { recordedBy: ME },
  'event.thirdHand': { verifiedBy: ME },
  'ranking.anotherHand': { recordedBy: ME },
  'ranking.reasoned': { unconfirmedReason: null },
  // Not counted with fewer, as long as no reason is written.
  'committeeSession.quorum': { quorumReason: null },
  'resolution.anotherHand': { recordedBy: ME },
};

/** What guards read from elsewhere, so that they refuse: every guard that no row of its own bars has one. */
const barringFacts: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'eventAttendance.openList': { event: { state: 'VERIFICADO' } },
  'providerContract.trained': { provider: { state: 'ACTIVO', trainings: 0 } },
  'providerContract.serves': { provider: { state: 'INACTIVO', trainings: 1 } },
  'providerPerformance.notOneself': { provider: { userId: ME } },
  'regionalService.withinCap': {
    regional: [1, 2, 3, 4, 5, 6].map((n) => ({ id: `${n}`, startsOn: '2026-01-01', endsOn: null })),
  },
};

/** What a reference must point to, where a new row of what it names would be refused; by the name of the fact. */
const fitting: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'of:rankingId': { state: 'BORRADOR', unitId: UNIT, baseId: null },
  'of:memberId': { sessionState: 'CELEBRADA', sessionId: ROW },
  'of:baseId': { unitId: UNIT, baseId: null },
  'of:resolutionId': { state: 'VIGENTE', amount: 1e13, used: 0 },
};

/** Fields that change who may see a row: empty in the rows tried here; visible.int.test.ts tries every value. */
const apart: Readonly<Record<string, readonly string[]>> = { complaint: ['against'] };

/** A row in a state that no guard refuses, with every field filled that the guards do not read. */
function rowIn(l: Life, state: string): AnyRow {
  const bars = Object.entries(barred).filter(([key]) => key.startsWith(`${l.noun.name}.`));
  const looked = new Set(bars.flatMap(([, row]) => Object.keys(row).filter((name) => row[name] !== null)));
  for (const name of [...(apart[l.noun.name] ?? []), l.noun.joined ?? []].flat()) looked.add(name);
  const values = Object.fromEntries(names(l).map((name) => [name, looked.has(name) ? null : sampleOf(facts(l, name))]));
  const head = {
    id: ROW,
    version: 4,
    programmeId: 'PAR2FA',
    state,
    stateSince: '2026-01-01',
    recordedBy: SOMEBODY,
    demo: false,
  };
  return { ...values, ...passing[l.noun.name], ...head } as AnyRow;
}

/** A row on which a role may take the step, where that depends on a value of the row. */
function rowFor(l: Life, { whoBy }: Step, state: string, role: Role): AnyRow {
  const value = Object.entries(whoBy?.roles ?? {}).find(([, takers]) => takers.includes(role))?.[0];
  return { ...rowIn(l, state), ...(whoBy && value ? { [whoBy.field]: value } : {}) } as AnyRow;
}

const bodyOf = (l: Life, step: Step): Record<string, unknown> =>
  Object.fromEntries(
    [...askedBy(l, step).asks, ...(step.on ? [step.on] : [])].map((name) => [name, sampleOf(facts(l, name))]),
  );

interface Sent {
  readonly body?: Record<string, unknown>;
  readonly baseVersion?: number | null;
  readonly row?: AnyRow | null;
  readonly document?: boolean;
  /** Facts answered otherwise than as if everything existed, by the name of the guard that asks and their own. */
  readonly facts?: Readonly<Record<string, unknown>>;
  /** The guard that is to bar, of those that look at other things. */
  readonly barring?: string;
}

/** The code of the refusal, or 'accept'. Facts are answered as if everything referred to existed. */
function outcome(
  definition: CommandDefinition,
  who: Actor,
  { body = {}, baseVersion = 4, row = null, document = true, facts: told = {}, barring }: Sent,
): string {
  const command = {
    id: SOMEBODY,
    kind: definition.kind,
    subjectId: ROW,
    baseVersion,
    occurredOn: DAY,
    capturedAt: AT,
    clock: null,
    body,
  } as unknown as Envelope;
  const given = Object.fromEntries(
    Object.entries(definition.facts(command as never)).map(([name, request]) => {
      if (name in told) return [name, told[name]];
      if (name === 'row') return [name, row];
      const [guard = '', fact = ''] = name.split(':');
      const seen = looked[`${definition.kind.split('.')[0]}.${guard}`];
      if (seen) return [name, (guard === barring ? seen.bars : seen.holds)[fact as never]];
      if (name === 'document') return [name, document ? { id: SOMEBODY } : null];
      if (name === 'parameters' || name === 'holidays' || name.endsWith(':parameters')) return [name, []];
      if (name.startsWith('same:')) return [name, []];
      if (name.startsWith('roles:')) {
        const held = { id: SOMEBODY, status: 'granted', scopeIds: [UNIT], validFrom: '2020-01-01', validTo: null };
        return [name, roleNames.map((role) => ({ ...held, role, scopeKind: roles[role].scope }))];
      }
      if (name in fitting) return [name, { id: request.key, ...fitting[name] }];
      if (loaders[request.loader]?.many) return [name, []];
      const pointed = all.find((one) => loaderOf(one.noun) === request.loader);
      if (pointed && request.key) return [name, { ...rowIn(pointed, pointed.begins.state), id: request.key }];
      return [
        name,
        request.key === null
          ? null
          : {
              id: request.key,
              unitId: UNIT,
              organisationId: SOMEBODY,
              state: 'EN_OPERACION',
              name: 'Persona de prueba',
            },
      ];
    }),
  );
  const { decision } = judge(definition, command, who, given, AT);
  cases += 1;
  return decision.outcome === 'refuse' ? decision.problem.code : decision.outcome;
}

describe.each(all.map((l) => [l.noun.name, l] as const))('%s', (_name, l) => {
  const { noun: n } = l;
  const commands = new Map(commandsOf(l).map((c) => [c.kind, c]));

  test('its declaration names only what it has', () => {
    expect((n.aside ?? []).filter((name) => !n.listed.includes(name))).toEqual([]);
    const { anywhere, ...placed } = n.place;
    expect(anywhere && Object.keys(placed).length > 0, 'placed nowhere and somewhere').toBeFalsy();
    const { organisation, ...fields } = placed;
    const own = organisation === 'id' ? [] : [organisation];
    const alone = (n.unique ?? []).map(({ field }) => field);
    for (const name of [...n.listed, n.named, ...Object.values(fields), ...own, n.joined, ...alone])
      if (name !== undefined) expect(n.fields, name).toHaveProperty(String(name));
    for (const name of l.begins.also ?? []) expect(names(l), name).toContain(name);
    // The parameter has the same name in every list.
    expect(
      names(l).filter((name) =>
        ['text', 'page', 'pageSize', 'sort', 'state', 'open', 'late', 'unit', 'joined', 'view', 'format'].includes(
          name,
        ),
      ),
    ).toEqual([]);
    // A correction takes its own reason under this name.
    if (l.corrects.length > 0) expect(correctableFields(l)).not.toContain('reason');
    for (const step of l.steps) {
      for (const name of [...(step.asks ?? []), ...(step.may ?? []), ...(step.on ? [step.on] : [])])
        expect(n.fields, name).toHaveProperty(name);
      for (const state of [...step.from, ...(step.to ? [step.to] : [])]) expect(l.states, state).toHaveProperty(state);
      if (step.on) expect(facts(l, step.on).kind).toBe('day');
      if (step.after) expect(facts(l, step.after.field).kind).toBe('day');
      for (const state of step.from) expect(l.states[state]?.final, `${step.name} leaves ${state}`).toBeFalsy();
      cases += 1;
    }
    for (const name of names(l)) {
      if (facts(l, name).kind === 'reference') expect(referentTable(facts(l, name).options.to).table).toBeTruthy();
      if (['choice', 'choices'].includes(facts(l, name).kind))
        expect(Object.keys(facts(l, name).options.choices ?? {})).not.toHaveLength(0);
      cases += 1;
    }
  });

  test('captured in the field, it asks nothing that a phone cannot answer, and carries only what it has', () => {
    const registered = n.capturedIn.includes('field');
    expect(n.inField !== undefined, 'inField where something is told there').toBe(
      registered || factSteps(l).length > 0,
    );
    if (!n.inField) return;
    if (n.inField.shared) expect(n.fields[n.place.alliance ?? '']?.needed, 'of an alliance').toBe(true);
    // What a phone takes on it holds whole, and asks there no more than it can answer.
    for (const step of factSteps(l)) {
      expect(n.inField.shared, step.name).toBe(true);
      for (const name of askedBy(l, step).asks) expect(isTaken(facts(l, name).kind), name).toBe(true);
    }
    if (!registered) return;
    const known = Object.keys(n.inField.known?.([]) ?? {});
    for (const name of beginFields(l).filter((f) => facts(l, f).needed && !known.includes(f))) {
      expect(isTaken(facts(l, name).kind), name).toBe(true);
      if (facts(l, name).kind === 'reference') expect(isOffered(facts(l, name).options.to), name).toBe(true);
      cases += 1;
    }
    for (const name of [...known, ...n.inField.carries]) expect(n.fields, name).toHaveProperty(name);
    // The name shown on the phone, and the day since which the row counts.
    if (n.inField.slip)
      expect(n.inField.carries).toEqual(expect.arrayContaining([n.named, ...(l.begins.on ? [l.begins.on] : [])]));
    expect(l.begins.type).toBe('fact');
  });

  test('every state is reached from the beginning', () => {
    const left = Object.values(l.leftWith ?? {}).flatMap((state) => state ?? []);
    const reached = new Set([l.begins.state, ...Object.values(l.begins.route?.states ?? {}), ...left]);
    for (let before = 0; before < reached.size; ) {
      before = reached.size;
      for (const s of l.steps) if (s.to && s.from.some((state) => reached.has(state))) reached.add(s.to);
    }
    expect(Object.keys(l.states).filter((state) => !reached.has(state))).toEqual([]);
  });

  test('who is expected to act may take some step', () => {
    for (const [state, { holder }] of Object.entries(l.states)) {
      for (const role of holder ?? []) {
        expect(
          l.steps.some((s) => s.from.includes(state) && s.who.includes(role)),
          `${role} in ${state}`,
        ).toBe(true);
        cases += 1;
      }
    }
  });

  test('a value goes through its form and back, and is told as its kind says', () => {
    for (const name of names(l)) {
      const f = facts(l, name);
      for (const k of [0, 1]) {
        const value = sampleOf(f, k);
        expect(kindOf(f).schema(f).safeParse(value).success, `${name}: ${JSON.stringify(value)}`).toBe(true);
        const back = kindOf(f).secret ? {} : { [name]: value };
        expect(bodyOfAnswers(n, [name], answersOf(n, [name], { [name]: value }))).toEqual(back);
        const shown = shownValue(n, name, value, 'su nombre');
        expect(shown, name).toBeTruthy();
        if (f.kind === 'choice') expect(shown).toBe(f.options.choices?.[String(value)]);
        if (f.kind === 'money') expect(shown).toMatch(/^Bs /);
        if (f.kind === 'money') expect(kindOf(f).cell(value, f)).toBe((value as number) / 100);
        if (f.kind === 'count') expect(kindOf(f).cell(value, f)).toBe(value);
        cases += 1;
      }
      // A sealed box that is left empty stays as it was.
      expect(bodyOfAnswers(n, [name], answersOf(n, [name], {}))).toEqual(
        kindOf(f).secret ? {} : { [name]: kindOf(f).many && f.needed ? [] : null },
      );
    }
  });

  test('a form filled in as asked has no problem, and one left empty tells each that is needed', () => {
    const wanted = beginWanted(l);
    const specs = questionsOf(n, wanted, {
      options: (name) => [{ value: String(sampleOf(facts(l, name))), label: 'x' }],
    });
    const row = Object.fromEntries(wanted.names.map((name) => [name, sampleOf(facts(l, name))]));
    expect(checkForm(specs, answersOf(n, wanted.names, row), DAY)).toEqual({});
    expect(Object.keys(checkForm(specs, {}, DAY)).sort()).toEqual([...wanted.needed].sort());
    cases += specs.length;
  });

  test('a field is hidden from whom it is not open to', () => {
    for (const name of names(l)) {
      const { view } = facts(l, name);
      expect(seenFields(n, 'full')).toContain(name);
      expect(seenFields(n, 'noPersonal').includes(name)).toBe(view !== 'full');
      expect(seenFields(n, 'published').includes(name)).toBe(view === 'published');
      cases += 3;
    }
  });

  test('it is registered by whom the life says, once, and not without what it needs', () => {
    const register = commands.get(`${n.name}.register`) as CommandDefinition;
    const wanted = beginFields(l);
    const body = Object.fromEntries(wanted.map((name) => [name, passing[n.name]?.[name] ?? sampleOf(facts(l, name))]));
    for (const role of roleNames) {
      const reaches =
        n.place.anywhere ||
        (n.place.session && roles[role].scope === 'session') ||
        ['national', 'unit', 'public', 'alliances'].includes(roles[role].scope) ||
        (roles[role].scope === 'organisation' && n.place.organisation) ||
        l.begins.outside?.includes(role);
      const should = l.begins.who.includes(role) ? (reaches ? 'accept' : 'SIGG-202') : 'SIGG-201';
      expect(outcome(register, actor(role), { body, baseVersion: null }), role).toBe(should);
    }
    const who = actor(l.begins.who[0] as Role);
    expect(outcome(register, who, { body, row: rowIn(l, l.begins.state), baseVersion: null })).toBe('SIGG-313');
    for (const name of wanted.filter((f) => facts(l, f).needed)) {
      const { [name]: _left, ...rest } = body;
      expect(register.schema.safeParse(rest).success, name).toBe(false);
    }
  });

  test('every step: who, where, from which state, with what, over which version', () => {
    for (const step of l.steps) {
      const definition = commands.get(`${n.name}.${step.name}`) as CommandDefinition;
      const body = bodyOf(l, step);
      const others = l.steps.filter((s) => s.name === step.name);
      for (const state of step.from) {
        for (const role of roleNames) {
          const who = actor(role);
          const row = rowFor(l, step, state, role);
          // A row that the person may not see is answered as if it did not exist, whatever other reason there is.
          const hidden = n.visible && !n.visible.row(row, { id: ME, roles: [role] });
          const should = !others.some((s) => s.who.includes(role))
            ? 'SIGG-201'
            : hidden
              ? 'SIGG-210'
              : step.who.includes(role)
                ? 'accept'
                : 'SIGG-201';
          expect(outcome(definition, who, { body, row }), `${step.name} from ${state} by ${role}`).toBe(should);
        }
        const first = step.who.find((r) => r !== 'sistema') as Role;
        const who = step.who.includes('sistema') ? systemActor : actor(first);
        const row = rowFor(l, step, state, first);
        for (const [value, takers] of Object.entries(step.whoBy?.roles ?? {}))
          for (const role of step.who.filter((one): one is Role => one !== 'sistema' && !takers.includes(one)))
            expect(
              outcome(definition, actor(role), { body, row: { ...row, [step.whoBy?.field ?? '']: value } as AnyRow }),
              `${step.name} of ${value} by ${role}`,
            ).toBe('SIGG-201');
        const say = (more: Sent) => outcome(definition, who, { body, row, ...more });
        expect(say({}), `${step.name} from ${state}`).toBe('accept');
        expect(say({ row: null })).toBe('SIGG-210');
        expect(say({ baseVersion: 3 })).toBe(step.fact ? 'accept' : 'SIGG-110');
        if (step.document) expect(say({ document: false })).toBe('SIGG-301');
        for (const name of step.asks ?? [])
          expect(say({ body: { ...body, [name]: null } }), `${step.name} without ${name}`).toBe('SIGG-109');
        for (const guard of step.guards ?? []) {
          const patch = barred[`${n.name}.${guard.name}`];
          const told = barringFacts[`${n.name}.${guard.name}`];
          const seen = looked[`${n.name}.${guard.name}`];
          expect(patch ?? told ?? seen, `a row or facts that bar ${n.name}.${guard.name}`).toBeDefined();
          const named = Object.entries(told ?? {}).map(([name, fact]) => [`${guard.name}:${name}`, fact]);
          const refused = say({
            row: { ...row, ...patch } as AnyRow,
            facts: Object.fromEntries(named),
            ...(seen && !patch ? { barring: guard.name } : {}),
          });
          expect(['SIGG-329', 'SIGG-210'], `${step.name} barred by ${guard.name}: ${refused}`).toContain(refused);
        }
        const unitRole = step.who.find((r) => r !== 'sistema' && roles[r].scope === 'unit') as Role | undefined;
        // If not everybody may see it, the answer does not reveal that it is in another unit.
        if (unitRole && placementOfRow(n, row).unitId)
          expect([n.visible ? 'SIGG-210' : 'SIGG-202']).toContain(
            outcome(definition, actor(unitRole, 'SCZ'), { body, row: rowFor(l, step, state, unitRole) }),
          );
      }
      for (const state of Object.keys(l.states).filter((s) => !others.some((o) => o.from.includes(s)))) {
        const who = step.who.includes('sistema') ? systemActor : actor(step.who.find((r) => r !== 'sistema') as Role);
        expect(step.fact ? ['accept'] : ['SIGG-360', 'SIGG-210'], `${step.name} in ${state}`).toContain(
          outcome(definition, who, { body, row: rowIn(l, state) }),
        );
      }
    }
  });

  test.runIf(l.converses)('what is said about it: by whom, on which side, to whom, about what one may know of', () => {
    const { who, outside } = l.converses as Converses;
    expect(
      who.filter((role) => !n.reads.includes(role)),
      'who talks about it reads it',
    ).toEqual([]);
    const definition = commands.get(`${n.name}.remark`) as CommandDefinition;
    for (const [state, { final, holder }] of Object.entries(l.states)) {
      const row = rowIn(l, state);
      for (const role of roleNames) {
        const hidden = n.visible && !n.visible.row(row, { id: ME, roles: [role] });
        const code = role === outside?.who;
        const steps = l.steps.some((s) => s.from.includes(state) && s.who.includes(role));
        const tells = outside && (steps || (!holder && outside.settled.includes(role)));
        const allowed: Readonly<Record<Side, string>> = {
          inside: code ? 'SIGG-201' : 'accept',
          told: !code && tells ? 'accept' : 'SIGG-201',
          said: !code ? 'SIGG-201' : final ? 'SIGG-360' : 'accept',
        };
        for (const side of sides) {
          const should = !who.includes(role) && !code ? 'SIGG-201' : hidden ? 'SIGG-210' : allowed[side];
          // Another version in between is no reason to refuse, because a remark does not change the row.
          const sent = { body: { side, text: 'Algo' }, row, baseVersion: 3 };
          expect(outcome(definition, actor(role), sent), `${side} in ${state} by ${role}`).toBe(should);
        }
      }
    }
    const [state, reader] = [
      Object.keys(l.states).find((s) => l.states[s]?.holder) as string,
      actor(l.states[l.begins.state]?.holder?.[0] as Role),
    ];
    const say = (body: Record<string, unknown>) =>
      outcome(definition, reader, { body: { side: 'inside', text: 'Algo', ...body }, row: rowIn(l, state) });
    expect([say({ toId: SOMEBODY }), say({ toId: ME }), say({ side: 'told', toId: SOMEBODY })]).toEqual([
      'accept',
      'SIGG-361',
      outside ? 'SIGG-361' : 'SIGG-201',
    ]);
    expect(say({ answersId: SOMEBODY }), 'what is said about something else').toBe('SIGG-506');
    expect(outcome(definition, reader, { body: { side: 'inside', text: 'Algo' }, row: null })).toBe('SIGG-210');
    for (const text of ['', '   ', undefined, 'x'.repeat(MOST_SAID + 1)])
      expect(definition.schema.safeParse({ side: 'inside', text }).success, String(text?.length)).toBe(false);
    for (const side of ['outside', '', undefined])
      expect(definition.schema.safeParse({ side, text: 'Algo' }).success, side).toBe(false);
  });

  test('a command for each step, one to talk about it where it converses, and no other', () => {
    const more = [...(l.corrects.length > 0 ? ['correct'] : []), ...(l.converses ? ['remark'] : [])];
    expect([...commands.keys()].sort()).toEqual(
      ['register', ...more, ...stepNames(l)].map((s) => `${n.name}.${s}`).sort(),
    );
  });
});

// Entries of several parts are asked on a screen of their own, which only nouns kept in versions have so far.
test('the probe has a field of every kind that forms ask by themselves', () => {
  expect(new Set(Object.values(probe.fields).map((f) => f.kind))).toEqual(
    new Set(kindNames.filter((kind) => kind !== 'parts')),
  );
});

test('the type of a row follows from its fields: what is needed is never null, what is not may be', () => {
  const typed: Pick<Row<typeof probe>, 'name' | 'cost' | 'kind'> = { name: 'x', cost: null, kind: 'a' };
  // @ts-expect-error a needed field is never null
  const wrong: Pick<Row<typeof probe>, 'name'> = { name: null };
  expect([typed.cost, wrong.name]).toEqual([null, null]);
});

test('prints how many cases ran', () => {
  console.log(`nouns: ${cases} cases over ${all.length} nouns and ${all.flatMap((l) => l.steps).length} rows of lives`);
  expect(cases).toBeGreaterThan(500);
});

describe('what waits for another thing', () => {
  const waiting = lives.filter((l) => waitingFields(l.noun).length > 0);
  test.each(waiting.map((l) => [l.noun.name, l] as const))(
    '%s: no correction points it to another one, so that the lock stays on the same thing',
    (_name, l) => {
      const open = correctableFields(l);
      expect(waitingFields(l.noun).filter((field) => open.includes(field) && field === l.noun.partOf)).toEqual([]);
      const sent = { subjectId: ROW, body: { [waitingFields(l.noun)[0] as string]: SOMEBODY } } as unknown as Envelope;
      for (const command of commandsOf(l)) {
        const kind = command.kind.split('.')[1];
        if (kind === 'register') expect(command.locks?.(sent)).toContain(SOMEBODY);
        else expect(command.moves?.(sent).map(({ key }) => key)).toContain(ROW);
      }
    },
  );
  test('there are some', () => expect(waiting.length).toBeGreaterThan(8));
});
