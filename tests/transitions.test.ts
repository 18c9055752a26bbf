import { afterAll, describe, expect, it } from 'vitest';
import { CYCLES_NEEDED, nothingRecorded } from '../domain/accompaniment/standing.ts';
import { emptyAllianceData, gapFields } from '../domain/alliance/alliance.ts';
import { guards } from '../domain/alliance/guards.ts';
import { mayWithdraw } from '../domain/alliance/sideStates.ts';
import { type AllianceState, isAllianceState, stateNames } from '../domain/alliance/states.ts';
import { workflow } from '../domain/alliance/workflow.ts';
import type { PlanOfAlliance } from '../domain/alliance/workflowFacts.ts';
import { commands } from '../domain/commands.ts';
import { addDays } from '../domain/kernel/dates.ts';
import type { Envelope } from '../domain/kernel/envelope.ts';
import type { Actor } from '../domain/people/actor.ts';
import { type Role, roleNames, roles } from '../domain/people/roles.ts';
import { five } from '../domain/plan/dimensions.ts';
import { judge } from '../server/commands/judge.ts';
import { expectedTable } from './helpers/expected.ts';

/**
 * Checks every step of the reviewed table tests/expected/transitions.csv, with every way in which it can be refused.
 */
const AT = '2026-06-15T14:00:00.000Z';
const TODAY = '2026-06-15';
const ALLIANCE = '00000000-0000-7000-8000-00000000a111';
const DOCUMENT = '00000000-0000-7000-8000-00000000d111';
let cases = 0;

interface Step {
  readonly command: string;
  readonly from: AllianceState;
  readonly to: string;
  readonly roles: readonly Role[];
  readonly document: boolean;
  readonly data: readonly string[];
  readonly guards: readonly string[];
}

const list = (text: string | undefined) => (text ?? '').split(' ').filter(Boolean);
const table: readonly Step[] = [...expectedTable('transitions.csv').rows.values()].flatMap((line) =>
  list(line.get('from')).map((from) => ({
    command: line.get('command') ?? '',
    from: from as AllianceState,
    to: line.get('to') === '=' ? from : (line.get('to') ?? ''),
    roles: list(line.get('roles')) as Role[],
    document: line.get('document') === 'yes',
    data: list(line.get('data')),
    guards: list(line.get('guards')),
  })),
);

const someone = (role: Role, unit = 'LPZ'): Actor => ({
  id: DOCUMENT,
  name: 'x',
  kind: 'person',
  grants: [
    {
      id: ALLIANCE,
      role,
      kind: roles[role].scope,
      ids: roles[role].scope === 'unit' ? [unit] : [ALLIANCE],
      from: '2020-01-01',
      to: null,
    },
  ],
});

/** Five other active alliances today, and one that ended yesterday. */
const fiveOthers = [1, 2, 3, 4, 5, 6].map((n) => ({
  allianceId: String(n),
  role: 'ACOMPANANTE',
  allianceState: 'EN_INVERSION',
  validFrom: '2020-01-01',
  validTo: n === 6 ? addDays(TODAY, -1) : (null as string | null),
}));

/** Five favourable appraisals. */
const favourable = five.map((dimension) => ({ dimension, state: 'EMITIDO', result: 'viable' as const }));

/** The state of the plan that the guards of a step ask for. */
function planFor({ guards: held }: Step): string {
  const found = Object.entries(planStates).find(([guard]) => held.includes(guard));
  return found ? found[1] : 'EN_FORMULACION';
}
const planStates = {
  planPresented: 'PRESENTADO',
  planInEvaluation: 'EN_EVALUACION',
  planViable: 'VIABLE',
  planObserved: 'OBSERVADO',
  planNotViable: 'NO_VIABLE',
} as const;

/** What the Comité decided, by the state to which the alliance goes. */
const decided: Readonly<Record<string, string>> = {
  APROBADA_COMITE: 'APROBADA',
  DIFERIDA: 'DIFERIDA',
  RECHAZADA: 'RECHAZADA',
};

/** Facts that satisfy every guard of a step; the model follows from the guards. */
function factsFor(step: Step, state: AllianceState = step.from) {
  const model = step.guards.includes('technicalModel') ? 2 : 1;
  return {
    alliance: {
      id: ALLIANCE,
      programmeId: 'PAR2FA',
      unitId: 'LPZ',
      organisationId: ALLIANCE,
      state,
      stateSince: '2026-01-01',
      suspendedOn: null as string | null,
      version: 1,
    },
    profile: {
      ...emptyAllianceData,
      model: model as 1 | 2 | null,
      // A capital city, for which BR-01 asks whether the place is rural.
      municipalityCode: '020101' as string | null,
      ruralConfirmed: true as boolean | null,
      communityName: 'Chari',
      productCode: 'QUINUA',
      familiesDeclared: 30 as number | null,
      womenDeclared: 10,
      amountPar: 35_000_000 as number | null,
      amountCounterpart: 15_000_000,
      buyerName: 'Molino',
    },
    organisation: { legalStatusNumber: 'RA 12/2020' as string | null },
    agreements: [
      {
        standing: 'current',
        annulled: false,
        signedOn: '2024-05-01' as string | null,
        endsOn: '2026-05-01' as string | null,
        kind: model === 1 ? ('integral' as const) : ('AT' as const),
        amountPar: 35_000_000,
      },
    ],
    assignments: [
      {
        role: 'FACILITADOR',
        validFrom: '2020-01-01',
        validTo: (step.guards.includes('facilitatorDone') ? TODAY : null) as string | null,
      },
      { role: 'ACOMPANANTE', validFrom: '2020-01-01', validTo: null as string | null },
    ],
    parameters: [],
    accompaniers: [
      {
        id: ALLIANCE,
        name: 'Ana',
        validFrom: '2020-01-01',
        validTo: null,
        others: fiveOthers,
        regional: [] as { id: string; startsOn: string; endsOn: string | null }[],
      },
    ],
    document: { id: DOCUMENT } as { id: string } | null,
    complaintsWait: { waits: false },
    plan: { called: 'LPZ-1 · versión 1', state: planFor(step), appraisals: favourable } as PlanOfAlliance | null,
    // The money reaches the alliance exactly: one centavo less and it would not.
    rankings: [
      {
        name: 'Gestión 2026',
        budget: 35_000_000,
        cut: 'corte' as const,
        entries: [{ allianceId: ALLIANCE, amountPar: 35_000_000, state: 'PLAN_VIABLE' as const }],
        scores: [{ allianceId: ALLIANCE, criterionId: 'c', points: 80, weight: 10_000 }],
      },
    ],
    decisions: [
      {
        state: decided[step.to] ?? 'CON_RESOLUCION',
        amountPar: 35_000_000,
        sessionState: 'CON_ACTA',
        sessionNumber: '4/2026',
        heldOn: '2026-01-01' as string | null,
        resolutionState: 'VIGENTE' as string | null,
      },
    ],
    // The term of the convenio is reached, so no cycle is needed.
    accompaniment: nothingRecorded,
  };
}
type Facts = ReturnType<typeof factsFor>;

function send(step: Step, facts: Facts, actor: Actor, more: Record<string, unknown> = {}) {
  cases += 1;
  const definition = commands.get(step.command);
  if (!definition) throw new Error(step.command);
  const reason = 'Motivo de la prueba';
  const body =
    step.command === 'alliance.advance'
      ? { to: step.to, documentId: step.document ? DOCUMENT : null, reachedOn: TODAY, ...more }
      : { on: TODAY, reachedOn: TODAY, reason, documentId: DOCUMENT, ...more };
  const { decision } = judge(
    definition,
    { id: DOCUMENT, subjectId: ALLIANCE, occurredOn: TODAY, body } as unknown as Envelope,
    actor,
    facts,
    AT,
  );
  return decision.outcome === 'refuse' ? decision.problem.code : decision.outcome;
}

/** Changes of the facts, each of which makes one guard false. */
const breaks: Readonly<Record<string, (facts: Facts) => void>> = {
  minimumFamilies: (f) => Object.assign(f.profile, { familiesDeclared: 14, amountPar: 1 }),
  facilitator: (f) => Object.assign(f, { assignments: f.assignments.filter((a) => a.role !== 'FACILITADOR') }),
  facilitatorDone: (f) =>
    Object.assign(f, { assignments: f.assignments.map((a) => ({ ...a, validTo: addDays(TODAY, 1) })) }),
  accompanier: (f) => Object.assign(f, { assignments: f.assignments.filter((a) => a.role !== 'ACOMPANANTE') }),
  capKept: (f) =>
    Object.assign(f, {
      accompaniers: f.accompaniers.map((a) => ({
        ...a,
        // A regional initiative that begins later, on a day on which the five others last.
        regional: [{ id: 'sexta', startsOn: addDays(TODAY, 30), endsOn: null }],
      })),
    }),
  legalPersonality: (f) => Object.assign(f.organisation, { legalStatusNumber: null }),
  agreementSigned: (f) => Object.assign(f, { agreements: f.agreements.map((a) => ({ ...a, signedOn: null })) }),
  integralModel: (f) => Object.assign(f.profile, { model: 2 }),
  technicalModel: (f) => Object.assign(f.profile, { model: 1 }),
  cyclesOrTerm: (f) =>
    Object.assign(f, {
      agreements: f.agreements.map((a) => ({ ...a, endsOn: '2026-12-31' })),
      accompaniment: { ...nothingRecorded, cyclesClosed: CYCLES_NEEDED - 1 },
    }),
  accompanimentDone: (f) => Object.assign(f, { accompaniment: { ...nothingRecorded, milestonesOpen: 1 } }),
  complaintsAnswered: (f) => Object.assign(f, { complaintsWait: { waits: true } }),
  planPresented: (f) => Object.assign(f, { plan: { ...f.plan, state: 'REEMPLAZADO' } }),
  planInEvaluation: (f) => Object.assign(f, { plan: { ...f.plan, state: 'REEMPLAZADO' } }),
  planViable: (f) =>
    Object.assign(f, {
      plan: { ...f.plan, appraisals: favourable.map((a, i) => (i ? a : { ...a, result: 'observada' })) },
    }),
  planObserved: (f) => Object.assign(f, { plan: null }),
  planNotViable: (f) => Object.assign(f, { plan: { ...f.plan, state: 'VIABLE' } }),
  rankedAbove: (f) => Object.assign(f, { rankings: f.rankings.map((r) => ({ ...r, budget: r.budget - 1 })) }),
  // A decision of before it was prioritised is none about it now.
  committeeApproved: (f) => Object.assign(f, { decisions: f.decisions.map((d) => ({ ...d, heldOn: '2025-12-31' })) }),
  committeeDeferred: (f) =>
    Object.assign(f, { decisions: f.decisions.map((d) => ({ ...d, sessionState: 'CELEBRADA' })) }),
  committeeRejected: (f) => Object.assign(f, { decisions: f.decisions.map((d) => ({ ...d, heldOn: null })) }),
  // The agreement is a centavo more than what is covered.
  resolutionCovers: (f) =>
    Object.assign(f, { decisions: f.decisions.map((d) => ({ ...d, amountPar: d.amountPar - 1 })) }),
  ceilingPerFamily: (f) => Object.assign(f.profile, { amountPar: 21_000 * 100 * 30 + 1 }),
};

/** Whether breaking a guard may break another of the step, since both look at the same thing: the model, the plan, the Comité. */
const alike = (step: Step, guard: string): boolean =>
  (guard.endsWith('Model') && step.guards.some((g) => g.endsWith('Model') || g === 'agreementSigned')) ||
  (guard.startsWith('plan') && step.guards.some((g) => g.startsWith('plan'))) ||
  (guard.startsWith('committee') && step.guards.some((g) => g.startsWith('committee') || g === 'resolutionCovers'));

const nameOf = (s: Step) => `${s.command} ${s.from} → ${s.to}`;

describe('every step of the reviewed table', () => {
  it.each(table.map((step) => [nameOf(step), step] as const))('%s', (_name, step) => {
    for (const role of roleNames) {
      const expected = step.roles.includes(role) ? 'accept' : 'SIGG-201';
      expect([role, send(step, factsFor(step), someone(role))]).toEqual([role, expected]);
    }
    const [role] = step.roles as [Role];
    if (roles[role].scope === 'unit') expect(send(step, factsFor(step), someone(role, 'SCZ'))).toBe('SIGG-202');
    if (step.command === 'alliance.advance') {
      const suspended = factsFor(step);
      suspended.alliance.suspendedOn = '2026-02-01';
      expect(send(step, suspended, someone(role))).toBe('SIGG-323');
    }
    if (step.document) {
      if (step.command === 'alliance.advance')
        expect(send(step, factsFor(step), someone(role), { documentId: null })).toBe('SIGG-301');
      expect(send(step, { ...factsFor(step), document: null }, someone(role))).toBe('SIGG-506');
    }
    const tomorrow = { on: addDays(TODAY, 1), reachedOn: addDays(TODAY, 1) };
    expect(send(step, factsFor(step), someone(role), tomorrow)).toBe('SIGG-105');
    if (step.command !== 'alliance.suspend')
      expect(send(step, factsFor(step), someone(role), { on: '2025-12-31', reachedOn: '2025-12-31' })).toMatch(
        /^SIGG-3(30|29)$/,
      );
    for (const field of Object.keys(gapFields)) {
      const facts = factsFor(step);
      facts.profile = { ...facts.profile, [field]: null };
      expect([field, send(step, facts, someone(role))]).toEqual([
        field,
        step.data.includes(field) ? 'SIGG-302' : expect.stringMatching(/^(accept|SIGG-329)$/),
      ]);
    }
    const urban = factsFor(step);
    urban.profile.ruralConfirmed = false;
    expect(send(step, urban, someone(role))).toBe(step.data.includes('ruralConfirmed') ? 'SIGG-311' : 'accept');
    for (const [guard, broken] of Object.entries(breaks)) {
      const facts = factsFor(step);
      broken(facts);
      const held = step.guards.includes(guard);
      // Breaking one guard may break another of the same step (the model); a guard that the step does not name must
      // have no effect.
      if (held) expect([guard, send(step, facts, someone(role))]).toEqual([guard, 'SIGG-329']);
      else if (!alike(step, guard)) expect([guard, send(step, facts, someone(role))]).toEqual([guard, 'accept']);
    }
  });
});

describe('a rule that is not confirmed', () => {
  const resting = { minimumFamilies: 'minimumFamilies', ceilingPerFamily: 'maximumAmountPerFamily' } as const;
  it.each(Object.entries(resting))(
    '%s warns: with a reason the step is taken, once confirmed it is not',
    (guard, key) => {
      const step = table.find((s) => s.guards.includes(guard)) as Step;
      const [role] = step.roles as [Role];
      const facts = factsFor(step);
      breaks[guard]?.(facts);
      const say = (note: string | undefined, more: object = {}) =>
        send(step, { ...facts, ...more }, someone(role), note === undefined ? {} : { note });
      expect([say(undefined), say('no'), say('Lo pidió la coordinación.')]).toEqual(['SIGG-329', 'SIGG-329', 'accept']);
      const value = key === 'minimumFamilies' ? 15 : 21_000;
      const since = {
        id: DOCUMENT,
        programmeId: 'PAR2FA',
        key,
        value,
        validFrom: '2017-01-01',
        validTo: null,
        version: 1,
      };
      const confirmed = (assumption: boolean) => ({
        parameters: [{ ...since, source: 'Norma', assumption }] as never[],
      });
      expect(say('Lo pidió la coordinación.', confirmed(false))).toBe('SIGG-329');
      expect(say('Lo pidió la coordinación.', confirmed(true))).toBe('accept');
    },
  );
});

describe('the convenio', () => {
  const step = table.find((s) => s.to === 'CONVENIO_FIRMADO') as Step;
  const signed = (change: (facts: Facts) => void) => {
    const facts = factsFor(step);
    change(facts);
    return send(step, facts, someone('UCN_COORD'));
  };
  const decision = factsFor(step).decisions[0];
  const standing = (more: object) => (f: Facts) => Object.assign(f, { decisions: [{ ...decision, ...more }] });
  const later = (more: object) => (f: Facts) =>
    Object.assign(f, { decisions: [{ ...decision, heldOn: '2026-03-01', ...more }, decision] });
  const of = (more: object) => (f: Facts) =>
    Object.assign(f, { agreements: f.agreements.map((a) => ({ ...a, ...more })) });
  const REFUSED: Readonly<Record<string, (f: Facts) => void>> = {
    'a later rejection': later({ state: 'RECHAZADA' }),
    'a later deferral': later({ state: 'DIFERIDA' }),
    'a later approval of less': later({ amountPar: 35_000_000 - 1 }),
    'a later approval without a resolution': later({ state: 'APROBADA', resolutionState: null }),
    'a session without its acta': standing({ sessionState: 'CELEBRADA' }),
    'a resolution that was annulled': standing({ resolutionState: 'ANULADA' }),
    'an unknown amount': of({ amountPar: null }),
    'a convenio of technical assistance for model 1': of({ kind: 'AT' }),
    'one of transfers for model 2': (f) => Object.assign(f.profile, { model: 2 }),
  };
  it.each(Object.entries(REFUSED))('is not signed with %s', (_name, change) => {
    expect(signed(change)).toBe('SIGG-329');
  });
  const ACCEPTED: Readonly<Record<string, (f: Facts) => void>> = {
    'nothing changed': () => undefined,
    'a later session without its acta': later({ state: 'RECHAZADA', sessionState: 'CELEBRADA' }),
    'a later approval of more': later({ amountPar: 35_000_001 }),
  };
  it.each(Object.entries(ACCEPTED))('is signed with %s', (_name, change) => {
    expect(signed(change)).toBe('accept');
  });
});

describe('the cap of six at the signature', () => {
  it('whoever accompanies the alliance is given no other one meanwhile', () => {
    const moved = (to: string) =>
      commands.get('alliance.advance')?.moves?.({ subjectId: ALLIANCE, body: { to } } as unknown as Envelope);
    expect(moved('CONVENIO_FIRMADO')).toEqual([{ loader: 'accompaniersOfAlliance', key: ALLIANCE }]);
    expect(moved('EN_OPERACION')).toEqual([]);
  });

  const step = table.find((s) => s.guards.includes('capKept')) as Step;
  const active = { role: 'ACOMPANANTE', allianceState: 'EN_INVERSION' };
  const after = addDays(TODAY, 1);
  const six = [1, 2, 3, 4, 5, 6].map((n) => ({ ...active, allianceId: String(n), validFrom: TODAY, validTo: null }));
  const withPerson = (more: object) => {
    const facts = factsFor(step);
    const [person] = facts.accompaniers;
    return send(step, { ...facts, accompaniers: [{ ...person, ...more }] as never }, someone('UCN_COORD'));
  };
  const bars: readonly (readonly [string, object])[] = [
    ['an assignment that begins tomorrow', { validFrom: after, others: six }],
    ['others that come together later', { others: six.map((o) => ({ ...o, validFrom: addDays(TODAY, 60) })) }],
    [
      'five alliances and a regional initiative',
      { others: six.slice(1), regional: [{ id: 'r', startsOn: TODAY, endsOn: null }] },
    ],
  ];
  it.each(bars)('counts %s', (_name, more) => {
    expect(withPerson(more)).toBe('SIGG-329');
  });
  const long = six.map((o) => ({ ...o, validFrom: '2020-01-01' }));
  const passes: readonly (readonly [string, object])[] = [
    ['an assignment that ended yesterday', { validTo: addDays(TODAY, -1), others: long }],
    [
      'others that begin when it ends',
      { validTo: after, others: six.map((o) => ({ ...o, validFrom: addDays(TODAY, 2) })) },
    ],
    ['alliances that are not active', { others: six.map((o) => ({ ...o, allianceState: 'CERRADA' })) }],
  ];
  it.each(passes)('does not count %s', (_name, more) => {
    expect(withPerson(more)).toBe('accept');
  });
});

describe('no other step', () => {
  it('the program has the steps of the table and no more', () => {
    const inCode = workflow.flatMap((r) => r.from.map((from) => `${from} → ${r.to}`)).sort();
    expect(inCode).toEqual(
      table
        .filter((s) => s.command === 'alliance.advance')
        .map((s) => `${s.from} → ${s.to}`)
        .sort(),
    );
    expect(stateNames.filter(mayWithdraw).sort()).toEqual(
      table
        .filter((s) => s.command === 'alliance.withdraw')
        .map((s) => s.from)
        .sort(),
    );
    expect(Object.keys(breaks).sort()).toEqual(Object.keys(guards).sort());
    expect(table.every((s) => isAllianceState(s.from) && isAllianceState(s.to))).toBe(true);
  });

  it('is refused from any other state', () => {
    const targets = [...new Set(table.map((s) => `${s.command} ${s.command === 'alliance.suspend' ? '' : s.to}`))];
    for (const target of targets) {
      const steps = table.filter((s) => `${s.command} ${s.command === 'alliance.suspend' ? '' : s.to}` === target);
      const [step] = steps as [Step];
      const [role] = step.roles as [Role];
      for (const state of stateNames.filter((s) => !steps.some((x) => x.from === s))) {
        expect([target, state, send(step, factsFor(step, state), someone(role))]).toEqual([target, state, 'SIGG-300']);
      }
    }
  });
});

afterAll(() => {
  console.log(`transiciones: ${table.length} pasos, ${cases} casos`);
});
