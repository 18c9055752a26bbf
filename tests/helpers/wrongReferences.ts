import { expect } from 'vitest';
import type { FieldFacts } from '../../domain/kernel/noun/field.ts';
import { beginFields, correctableFields, type Life } from '../../domain/kernel/noun/life.ts';
import { columnOf } from '../../domain/kernel/noun/noun.ts';
import { lives, nouns } from '../../domain/nouns.ts';
import type { Actor } from '../../domain/people/actor.ts';
import type { Role } from '../../domain/people/roles.ts';
import { neededSections } from '../../domain/plan/sections.ts';
import { newId } from '../../server/ids.ts';
import { passing, sampleOf } from '../nouns/samples.ts';
import { visitBody } from './bodies.ts';
import {
  beginner,
  bodyToBegin,
  isOnlyOne,
  type Pointed,
  pointedFor,
  pointsNowhere,
  referencesAmong,
  TOLD_BY_HAND,
  withNeeded,
} from './nounRows.ts';
import { registrar } from './registrar.ts';
import type { Seeded } from './twoUnits.ts';
import { day, TODAY, type World } from './world.ts';

/** A command that is accepted as it is. */
interface Right {
  readonly who: Actor;
  readonly subject: string;
  readonly body: Record<string, unknown>;
  readonly baseVersion?: number | null;
}

/** The same command with one reference that is not allowed, or sent by somebody for whom it is not allowed. */
export interface Wrong {
  readonly field: string;
  readonly what: string;
  /** The wrong value of the field; undefined keeps the value and changes the sender or the subject. */
  readonly value?: unknown;
  readonly who?: Actor;
  readonly subject?: string;
  /** Further fields that change with it. */
  readonly more?: Record<string, unknown>;
  readonly code: string;
}

/** A command with its wrong references; the rows it needs are made when it is tried. */
export interface Trial {
  readonly kind: string;
  readonly fields: readonly string[];
  readonly make: () => Promise<{ right: Right; wrongs: readonly Wrong[] }>;
}

export interface Stage {
  readonly world: World;
  readonly mine: Seeded;
  readonly other: Seeded;
  readonly by: (role: Role, ids?: readonly string[]) => Promise<Actor>;
}

/** Steps that need more than a row in the right state; the stories of their noun try their references. */
const TOLD_IN_STORIES: readonly string[] = ['committeeDecision.resolve'];

const reason = 'Se halló otra cosa';
let cards = 61_000_000;

/**
 * Every reference that is not in a list of `references.int.test.ts` itself. First the wrong ones are tried, which must
 * leave nothing behind; then the right one must be accepted, which shows that nothing else was wrong.
 */
export function trialsOf(stage: () => Stage): readonly Trial[] {
  const official = () => stage().by('UOD_OFICIAL', ['LPZ']);
  const operator = () => stage().by('UOD_OPERADOR', ['LPZ']);
  const me = () => stage().by('UCN_ME');
  const coord = () => stage().by('UCN_COORD');
  const officer = () => stage().by('UCN_RECL');
  const admin = () => stage().by('ADMIN_TI');
  const must = async (
    who: Actor,
    kind: string,
    subject: string,
    body: Record<string, unknown>,
    baseVersion: number | null = 1,
  ): Promise<string> => {
    const answer = await stage().world.send(who, kind, subject, body, { baseVersion });
    expect([kind, answer.status, answer.problem]).toEqual([kind, 'accepted', undefined]);
    return subject;
  };
  const one = async <R extends Record<string, unknown>>(sql: string, ...values: unknown[]): Promise<R> => {
    const [row] = await stage().world.db.query<R>(sql, values);
    if (!row) throw new Error(sql);
    return row;
  };
  const product = () =>
    one<{ code: string; unit: string }>(
      'select product_code as code, unit_code as unit from unit_conversion order by 1, 2 limit 1',
    );
  const alliance = (unit: string, more: Record<string, unknown> = {}) => stage().world.alliance(unit, more);
  const enrolled = async (allianceId: string) => {
    const [member, familyId, personId] = [newId(), newId(), newId()];
    cards += 1;
    const holder = {
      id: personId,
      ciNumber: String(cards),
      givenNames: `Nadie ${cards}`,
      paternalSurname: `Otro${cards}`,
      sex: 'F',
    };
    await must(await me(), 'family.enrol', member, { allianceId, familyId, holder, representative: 'holder' });
    return { member, familyId, personId };
  };
  const saleOf = async (allianceId: string) => {
    const { code, unit } = await product();
    const body = {
      allianceId,
      buyerOther: 'Feria',
      productCode: code,
      quantity: 100_000,
      unitCode: unit,
      price: 4_000_000,
      photos: [],
    };
    const who = await stage().by('ACOMPANANTE', [allianceId]);
    const subject = await must(who, 'sale.register', newId(), body);
    const { id } = await one<{ id: string }>(
      `select id from sale where record_id = $1 and standing = 'current'`,
      subject,
    );
    return { who, subject, body, versionId: id };
  };
  const drawn = async (who: Actor, noun: string, at: 'unit' | 'nation') =>
    must(who, 'verification.draw', newId(), { unitId: 'LPZ', noun, month: TODAY.slice(0, 7), stage: at });
  const document = () => stage().mine.ids.document;
  const issued = (result = 'viable') => ({
    issuedOn: TODAY,
    result,
    findings: 'Se vio en la reunión con los socios.',
    validatedOn: TODAY,
    validatedWomen: 9,
    validatedMen: 8,
    documentId: document(),
  });
  /** A plan of model 2 on which a step may be taken next. */
  const planBefore = async (step: 'present' | 'adopt' | 'approve' | 'observe' | 'reject') => {
    const state = step === 'present' ? 'PLAN_EN_FORMULACION' : step === 'adopt' ? 'EN_OPERACION' : 'EN_EVALUACION';
    const { id: allianceId } = await alliance('LPZ', { state, data: { model: 2 } });
    const facilitator = await stage().by('FACILITADOR', [allianceId]);
    const planId = await must(
      facilitator,
      'plan.register',
      newId(),
      {
        allianceId,
        kind: 'abreviado',
        families: 20,
        amountPar: 7_000_000,
        amountKind: 3_000_000,
        ...Object.fromEntries(neededSections.abreviado.map((name) => [name, 'Dicho.'])),
      },
      null,
    );
    if (state !== 'EN_EVALUACION') return { allianceId, planId, version: 1 };
    await must(facilitator, 'plan.present', planId, { presentedOn: TODAY, documentId: document() });
    await must(await operator(), 'plan.evaluate', planId, {}, 2);
    const against = step === 'reject' ? 'no_viable' : 'viable';
    const desks = {
      financiera: 'UOD_OFICIAL',
      social: 'UOD_SOCIAL',
      ambiental: 'UOD_AMBIENTAL',
      productiva: 'UOD_OFICIAL',
      administrativa: 'UOD_FIDUCIARIO',
    } as const;
    if (step !== 'observe')
      for (const [dimension, role] of Object.entries(desks)) {
        const { id } = await one<{ id: string }>(
          'select id from appraisal where plan_id = $1 and dimension = $2',
          planId,
          dimension,
        );
        await must(await stage().by(role, ['LPZ']), 'appraisal.issue', id, issued(against));
      }
    return { allianceId, planId, version: 3 };
  };
  const communityOf = async (municipalityCode: string, name: string) =>
    must(await me(), 'community.record', newId(), { municipalityCode, name });
  const complaintBody = () => ({
    receivedOn: day(-3),
    channel: 'oficina',
    story: 'No me entregaron los plantines que pagué.',
    privacy: 'reservada',
    allianceId: stage().mine.alliance,
    unitId: 'LPZ',
    municipalityCode: '020101',
  });
  const complaintIn = async (state: 'RECIBIDO' | 'REGISTRADO' | 'CLASIFICADO', more: Record<string, unknown> = {}) => {
    const who = await officer();
    const id = await must(who, 'complaint.register', newId(), complaintBody(), null);
    if (state !== 'RECIBIDO') await must(who, 'complaint.acknowledge', id, { acknowledgedOn: day(-2) }, 1);
    if (state === 'CLASIFICADO') await must(who, 'complaint.classify', id, { topic: 'demora', ...more }, 2);
    return id;
  };
  const absent = (field: string, code = 'SIGG-506', value: unknown = newId()): Wrong => ({
    field,
    what: 'what is not there',
    value,
    code,
  });
  const stopping = () => ({ on: TODAY, reason, documentId: document() });

  /**
   * For a noun whose rows can be made up: the references in its registration, in its correction and in each step.
   */
  function declared(l: Life): Trial[] {
    const { noun: n, begins } = l;
    const unit = () => ({ unit: 'LPZ', alliance: stage().mine.alliance });
    const who = (of: Pick<Life, 'noun' | 'begins'>) => {
      const { role, ids } = beginner(of as Life, unit());
      return stage().by(role, ids);
    };
    const pointed = (): Pointed => {
      const { ids, municipality, organisation, alliance: own } = stage().mine;
      const { document: paper, buyer, official: user, community } = ids;
      return {
        ...stage().mine.shared,
        ...ids,
        ...unit(),
        municipality,
        organisation,
        alliance: own,
        document: paper,
        buyer: buyer ?? stage().mine.shared.buyer,
        user,
        community,
        programme: 'PAR2FA',
      };
    };
    const wrongsOf = (
      fields: readonly string[],
      body: Record<string, unknown>,
      code = (_field: string) => 'SIGG-506',
    ) => fields.map((field) => absent(field, code(field), pointsNowhere(String(body[field]))));
    // When the unit follows from another thing, a row of an unknown one has no unit, so nobody of a unit reaches it.
    const placesAlone = (field: string): boolean =>
      (field === n.place.alliance || nouns.get(n.fields[field]?.options.to ?? '')?.place.unit !== undefined) &&
      n.fields[field]?.needed === true &&
      n.fields[n.place.unit ?? '']?.isDerived === true;
    /** Where the next row is told: of what there is only one of a thing, of other things each time. */
    const fresh = async (): Promise<Pointed> => {
      const { code, unit: measure } = await product();
      const here: Pointed = { ...pointed(), product: code, measureUnit: measure };
      const place: Pointed = isOnlyOne(l) ? { ...here, alliance: (await alliance('LPZ')).id } : here;
      const register = registrar(stage().world, { unit: 'LPZ', alliance: place.alliance ?? '' });
      return isOnlyOne(l)
        ? pointedFor(l, place, (of, there) => register(of, bodyToBegin(of, there)))
        : withNeeded(l, place, register);
    };
    const begun = async () => must(await who(l), `${n.name}.register`, newId(), bodyToBegin(l, await fresh()), null);
    const at = (names: readonly string[]) => referencesAmong(l, names);
    const inBeginning = at(beginFields(l));
    const inCorrection = at(correctableFields(l));
    const paper = begins.paper ? ['documentId'] : [];
    const register: Trial = {
      kind: `${n.name}.register`,
      fields: [...inBeginning, ...paper],
      make: async () => {
        const body = { ...bodyToBegin(l, await fresh()), ...(begins.paper ? { documentId: pointed().document } : {}) };
        const taker = await who(l);
        // A person of a unit is told that another unit is not theirs, whether it exists or not.
        const code = (field: string) =>
          (field === n.place.unit && taker.grants[0]?.kind === 'unit') ||
          (taker.grants[0]?.kind !== 'national' && placesAlone(field))
            ? 'SIGG-202'
            : 'SIGG-506';
        return {
          right: { who: taker, subject: newId(), body, baseVersion: null },
          wrongs: [...wrongsOf(inBeginning, body, code), ...wrongsOf(paper, body, () => 'SIGG-301')],
        };
      },
    };
    const correct: Trial = {
      kind: `${n.name}.correct`,
      fields: inCorrection,
      make: async () => {
        const all = bodyToBegin(l, await fresh());
        const body = { ...Object.fromEntries(inCorrection.map((name) => [name, all[name]])), reason };
        const corrector = await who({ noun: n, begins: { ...begins, who: l.corrects } });
        return {
          right: { who: corrector, subject: await begun(), body, baseVersion: 1 },
          wrongs: wrongsOf(inCorrection, body),
        };
      },
    };
    const steps = l.steps
      .filter(
        ({ name, who: takers, guards }, i) =>
          !takers.includes('sistema') &&
          !TOLD_IN_STORIES.includes(`${n.name}.${name}`) &&
          (!guards || passing[n.name] !== undefined) &&
          l.steps.findIndex((one) => one.name === name) === i,
      )
      .map((step): Trial => {
        const names = [...(step.asks ?? []), ...(step.may ?? [])];
        const paper = step.document || step.paper ? ['documentId'] : [];
        return {
          kind: `${n.name}.${step.name}`,
          fields: [...at(names), ...paper],
          make: async () => {
            const values = Object.fromEntries(
              names.map((name) => [name, name in n.fields ? sampleOf(n.fields[name] as FieldFacts) : null]),
            );
            const body = {
              ...values,
              ...Object.fromEntries(at(names).map((name) => [name, pointed()[n.fields[name]?.options.to ?? '']])),
              ...(paper.length > 0 ? { documentId: pointed().document } : {}),
            };
            const taker = await who({ noun: n, begins: { ...begins, who: step.who as readonly Role[] } });
            const subject = await begun();
            if (!step.from.includes(begins.state))
              await stage().world.db.query(`update ${n.table} set state = $1 where id = $2`, [step.from[0], subject]);
            // Where a value of the row says who takes the step, it is one of theirs.
            const { field, roles = {} } = step.whoBy ?? {};
            const value = Object.keys(roles).find((one) => roles[one]?.includes(taker.grants[0]?.role as Role));
            if (field && value)
              await stage().world.db.query(`update ${n.table} set ${columnOf(field)} = $1 where id = $2`, [
                value,
                subject,
              ]);
            return {
              right: { who: taker, subject, body, baseVersion: 1 },
              wrongs: [...wrongsOf(at(names), body), ...wrongsOf(paper, body, () => 'SIGG-301')],
            };
          },
        };
      });
    // What is asked again is asked of a row that a step gave back.
    const again = l.steps
      .filter((step) => step.again)
      .map((step): Trial => {
        const lead = l.steps.find((s) => s.from.includes(begins.state) && step.from.includes(s.to ?? ''));
        return {
          kind: `${n.name}.${step.name}`,
          fields: inBeginning,
          make: async () => {
            const subject = await begun();
            const asks = (lead?.asks ?? []).map((name) => [name, sampleOf(n.fields[name] as FieldFacts)]);
            const giver = await who({ noun: n, begins: { ...begins, who: (lead?.who ?? []) as readonly Role[] } });
            await must(giver, `${n.name}.${lead?.name}`, subject, Object.fromEntries(asks), 1);
            const body = bodyToBegin(l, await fresh());
            const taker = await who({ noun: n, begins: { ...begins, who: step.who as readonly Role[] } });
            return { right: { who: taker, subject, body, baseVersion: 2 }, wrongs: wrongsOf(inBeginning, body) };
          },
        };
      });
    return [register, ...(l.corrects.length > 0 ? [correct] : []), ...steps, ...again].filter(
      ({ fields }) => fields.length > 0,
    );
  }

  const reviewed = (kind: 'record.verify' | 'record.validate'): Trial => ({
    kind,
    fields: ['noun', 'items[].recordId', 'items[].versionId', 'batchId'],
    make: async () => {
      const { mine, other } = stage();
      const [verifier, validator] = [await operator(), await me()];
      const made = await saleOf((await alliance('LPZ')).id);
      const [item, note] = [{ recordId: made.subject, versionId: made.versionId }, 'Se comparó con el papel'];
      const validates = kind === 'record.validate';
      if (validates)
        await must(verifier, 'record.verify', newId(), { noun: 'sale', items: [item], oneByOne: true, note });
      const who = validates ? validator : verifier;
      const batchId = await drawn(who, 'sale', validates ? 'nation' : 'unit');
      const far = { recordId: other.ids.sale, versionId: other.ids.saleVersion };
      return {
        right: { who, subject: newId(), body: { noun: 'sale', items: [item], oneByOne: true, note, batchId } },
        wrongs: [
          { field: 'noun', what: 'a kind that is not verified', value: 'person', code: 'SIGG-101' },
          { field: 'noun', what: 'another kind than the record', value: 'visit', code: 'SIGG-333' },
          {
            field: 'noun',
            what: 'another kind, of no batch',
            value: 'visit',
            more: { batchId: null },
            code: 'SIGG-210',
          },
          {
            field: 'items[].recordId',
            what: 'another record than of the version',
            value: mine.ids.sale,
            code: 'SIGG-210',
          },
          { ...absent('items[].recordId', 'SIGG-210') },
          { ...absent('items[].versionId', 'SIGG-333') },
          { ...absent('items[].versionId', 'SIGG-210'), more: { batchId: null } },
          {
            field: 'items[].versionId',
            what: 'of another unit',
            more: { items: [far], batchId: null },
            code: validates ? 'SIGG-310' : 'SIGG-202',
          },
          {
            field: 'items[].versionId',
            what: 'of two units, by who reaches one',
            more: { items: [item, far], batchId: null },
            who: verifier,
            code: validates ? 'SIGG-201' : 'SIGG-202',
          },
          { field: 'batchId', what: 'another batch of the unit', value: mine.ids.batch, code: 'SIGG-333' },
          { field: 'batchId', what: 'a batch of another unit', value: other.ids.batch, code: 'SIGG-333' },
          absent('batchId', 'SIGG-333'),
        ],
      };
    },
  });

  /** What follows from a ranking and a session: made ready by hand, since each rests on what came before. */
  const ready = async (sql: string, ...values: unknown[]) => stage().world.db.query(sql, values);
  const unfounded = () => [absent('documentId', 'SIGG-301')];
  const sitting = async (): Promise<{ session: string; decision: string }> => {
    const who = await stage().by('UCN_NEG');
    const number = `Sesión ${newId()}`.slice(0, 40);
    const session = await must(who, 'committeeSession.register', newId(), { number, plannedOn: TODAY }, null);
    const { id: allianceId } = await alliance('LPZ');
    const body = { sessionId: session, allianceId, amountPar: 100, amountCounterpart: 50 };
    const decision = await must(who, 'committeeDecision.register', newId(), body, null);
    await ready(`update committee_decision set state = 'APROBADA' where id = $1`, decision);
    return { session, decision };
  };
  const norm = async (amount: number, inForce: boolean): Promise<string> => {
    const body = {
      number: newId(),
      issuedOn: TODAY,
      authority: 'La MAE',
      amount,
      purpose: 'Inversión',
      destination: 'Organizaciones',
    };
    const id = await must(await stage().by('UCN_NEG'), 'resolution.register', newId(), body, null);
    if (inForce) await must(await coord(), 'resolution.enact', id, { documentId: document() }, 1);
    return id;
  };
  const ofCommittee: readonly Trial[] = [
    {
      kind: 'ranking.confirm',
      fields: ['documentId'],
      make: async () => {
        await ready(`update priority_criterion set state = 'RETIRADO'`);
        const [planner, who] = [await stage().by('MDRYT_DGP'), await stage().by('UCN_NEG')];
        const criterionId = newId();
        const criterion = { name: 'Único criterio', weight: 10_000, validFrom: '2026-01-01' };
        await must(planner, 'priorityCriterion.register', criterionId, criterion, null);
        await must(planner, 'priorityCriterion.confirm', criterionId, { documentId: document() });
        const run = { name: 'Gestión 2026', unitId: 'LPZ', year: '2026', budget: 100, cut: 'corte' };
        const rankingId = await must(who, 'ranking.register', newId(), run, null);
        const { id: allianceId } = await alliance('LPZ', { state: 'PLAN_VIABLE' });
        await must(who, 'rankingEntry.register', newId(), { rankingId, allianceId, amountPar: 100 }, null);
        const score = { rankingId, allianceId, criterionId, points: 50 };
        await must(planner, 'priorityScore.register', newId(), score, null);
        return {
          right: {
            who: await stage().world.person('MDRYT_DGP'),
            subject: rankingId,
            body: { documentId: document() },
            baseVersion: 1,
          },
          wrongs: unfounded(),
        };
      },
    },
    {
      kind: 'interestConflict.withdraw',
      fields: ['documentId'],
      make: async () => {
        const { session } = await sitting();
        const who = await stage().by('UCN_NEG');
        const seat = { sessionId: session, name: 'Integrante', entity: 'MDRyT' };
        const memberId = await must(who, 'committeeMember.register', newId(), seat, null);
        const { id: allianceId } = await alliance('LPZ');
        const tie = { memberId, allianceId, reason: 'Es pariente.' };
        const subject = await must(who, 'interestConflict.register', newId(), tie, null);
        return {
          right: { who: await coord(), subject, body: { documentId: document() }, baseVersion: 1 },
          wrongs: unfounded(),
        };
      },
    },
    {
      kind: 'committeeSession.minute',
      fields: ['documentId'],
      make: async () => {
        const { session } = await sitting();
        await ready(`update committee_session set state = 'CELEBRADA' where id = $1`, session);
        return {
          right: {
            who: await stage().by('UCN_NEG'),
            subject: session,
            body: { documentId: document() },
            baseVersion: 1,
          },
          wrongs: unfounded(),
        };
      },
    },
    {
      kind: 'committeeDecision.resolve',
      fields: ['resolutionId'],
      make: async () => {
        const { decision } = await sitting();
        const body = { resolutionId: await norm(100, true) };
        const wrong = async (what: string, amount: number, inForce: boolean): Promise<Wrong> => ({
          field: 'resolutionId',
          what,
          value: await norm(amount, inForce),
          code: 'SIGG-101',
        });
        return {
          right: { who: await coord(), subject: decision, body, baseVersion: 1 },
          wrongs: [
            absent('resolutionId'),
            await wrong('one that is not in force', 100, false),
            await wrong('one of a centavo less', 99, true),
          ],
        };
      },
    },
    {
      kind: 'resolution.enact',
      fields: ['documentId'],
      make: async () => ({
        right: { who: await coord(), subject: await norm(1, false), body: { documentId: document() }, baseVersion: 1 },
        wrongs: unfounded(),
      }),
    },
    {
      kind: 'resolution.annul',
      fields: ['documentId'],
      make: async () => ({
        right: { who: await coord(), subject: await norm(1, false), body: { documentId: document() }, baseVersion: 1 },
        wrongs: unfounded(),
      }),
    },
  ];

  return [
    ...ofCommittee,
    {
      kind: 'parameter.set',
      fields: ['programmeId', 'key'],
      make: async () => ({
        right: {
          who: await me(),
          subject: newId(),
          body: {
            programmeId: 'PAR2FA',
            key: 'samplePercent',
            value: 12,
            validFrom: day(9),
            source: 'Acta 12',
            assumption: true,
          },
        },
        wrongs: [absent('programmeId', 'SIGG-506', 'OTRO'), absent('key', 'SIGG-101', 'nada')],
      }),
    },
    {
      kind: 'user.update',
      fields: ['unitId'],
      make: async () => {
        const subject = stage().mine.ids.user ?? '';
        const who = await operator();
        return {
          right: { who, subject, body: { unitId: 'LPZ', phone: '70011223' }, baseVersion: 1 },
          wrongs: [
            { ...absent('unitId', 'SIGG-506', 'ZZZ'), who: await admin() },
            { field: 'unitId', what: 'a unit that the sender does not reach', value: 'SCZ', code: 'SIGG-202' },
            { field: 'unitId', what: 'no unit: of the nation', value: null, code: 'SIGG-202' },
            {
              field: 'unitId',
              what: 'one of another unit taken into one',
              subject: stage().other.ids.user ?? '',
              code: 'SIGG-202',
            },
          ],
        };
      },
    },
    {
      kind: 'user.confirmReset',
      fields: ['resetId'],
      make: async () => {
        const { world } = stage();
        const asked = async () => {
          const { id } = await world.person('UCN_FIN');
          await must(await admin(), 'user.resetPassword', id, {
            codeHash: newId().replaceAll('-', '').repeat(2),
            secondFactor: true,
          });
          return { id, reset: (await one<{ id: string }>('select id from access_reset where user_id = $1', id)).id };
        };
        const [own, another] = [await asked(), await asked()];
        return {
          right: { who: await coord(), subject: own.id, body: { resetId: own.reset, accept: true } },
          wrongs: [
            absent('resetId', 'SIGG-210'),
            { field: 'resetId', what: 'that of another account', value: another.reset, code: 'SIGG-210' },
          ],
        };
      },
    },
    {
      kind: 'role.propose',
      fields: ['role'],
      make: async () => {
        const userId = await must(
          await admin(),
          'user.create',
          newId(),
          { username: 'sin.rol', name: 'Sin Rol', noCiReason: 'Extranjera', unitId: 'LPZ' },
          null,
        );
        return {
          right: { who: await operator(), subject: newId(), body: { userId, role: 'UOD_SOCIAL', scopeIds: ['LPZ'] } },
          wrongs: [
            {
              field: 'role',
              what: 'of the nation, by a unit',
              value: 'UCN_FIN',
              more: { scopeIds: [] },
              code: 'SIGG-202',
            },
            { field: 'role', what: 'that of the public', value: 'PUBLICO', who: await coord(), code: 'SIGG-405' },
            { ...absent('role', 'SIGG-405', 'NADA'), who: await coord() },
          ],
        };
      },
    },
    {
      kind: 'duplicate.raise',
      fields: ['noun'],
      make: async () => {
        const [left, right] = [await alliance('LPZ'), await alliance('LPZ')];
        return {
          right: {
            who: await official(),
            subject: newId(),
            body: {
              noun: 'organisation',
              leftId: left.organisationId,
              rightId: right.organisationId,
              reason: 'Se parecen',
              score: 80,
            },
          },
          wrongs: ['person', 'family', 'alliance'].map((value) => ({
            field: 'noun',
            what: `raised by the program alone: ${value}`,
            value,
            code: 'SIGG-101',
          })),
        };
      },
    },
    {
      kind: 'alliance.adopt',
      fields: ['organisation.id'],
      make: async () => {
        const [own, joined, far] = [await alliance('LPZ'), await alliance('LPZ'), await alliance('SCZ')];
        const question = newId();
        const pair = {
          noun: 'organisation',
          leftId: joined.organisationId,
          rightId: own.organisationId,
          reason: 'Se parecen',
          score: 80,
        };
        await must(await me(), 'duplicate.raise', question, pair);
        await must(await me(), 'duplicate.decide', question, {
          verdict: 'same',
          keepId: own.organisationId,
          note: 'Es la misma',
        });
        return {
          right: {
            who: await official(),
            subject: newId(),
            body: {
              programmeId: 'PAR2FA',
              code: 'REF-2',
              name: 'Otra alianza de la organización',
              unitId: 'LPZ',
              state: 'EN_OPERACION',
              organisation: { id: own.organisationId, existing: true },
              data: {},
              sourceDocumentId: document(),
            },
          },
          wrongs: [
            absent('organisation.id'),
            { field: 'organisation.id', what: 'one of another unit', value: far.organisationId, code: 'SIGG-506' },
            {
              field: 'organisation.id',
              what: 'one that was joined to another',
              value: joined.organisationId,
              code: 'SIGG-326',
            },
          ],
        };
      },
    },
    ...(['present', 'adopt', 'approve', 'observe', 'reject'] as const).map(
      (step): Trial => ({
        kind: `plan.${step}`,
        fields: ['documentId'],
        make: async () => {
          const made = await planBefore(step);
          const said = { observedSections: ['proposal'], observedReason: 'Falta el precio por quintal.' };
          const body = {
            ...(step === 'present' || step === 'adopt' ? { presentedOn: TODAY } : step === 'observe' ? said : {}),
            documentId: document(),
          };
          const who = step === 'present' ? await stage().by('FACILITADOR', [made.allianceId]) : await operator();
          return {
            right: { who, subject: made.planId, body, baseVersion: made.version },
            wrongs: [{ ...absent('documentId'), code: 'SIGG-301' }],
          };
        },
      }),
    ),
    {
      kind: 'appraisal.issue',
      fields: ['documentId'],
      make: async () => {
        const { planId } = await planBefore('observe');
        const row = await one<{ id: string }>(
          `select id from appraisal where plan_id = $1 and dimension = 'social'`,
          planId,
        );
        return {
          right: { who: await stage().by('UOD_SOCIAL', ['LPZ']), subject: row.id, body: issued(), baseVersion: 1 },
          wrongs: [{ ...absent('documentId'), code: 'SIGG-301' }],
        };
      },
    },
    {
      kind: 'alliance.advance',
      fields: ['documentId'],
      make: async () => ({
        right: {
          who: await official(),
          subject: (await alliance('LPZ', { state: 'SOLICITUD_RECIBIDA', data: { municipalityCode: '021203' } })).id,
          body: { to: 'EN_GABINETE', reachedOn: TODAY, documentId: document() },
        },
        wrongs: [
          absent('documentId'),
          { field: 'documentId', what: 'what is no document', value: stage().mine.alliance, code: 'SIGG-506' },
        ],
      }),
    },
    {
      kind: 'alliance.reinstate',
      fields: ['documentId'],
      make: async () => {
        const { id } = await alliance('LPZ');
        await must(await coord(), 'alliance.suspend', id, stopping());
        return {
          right: { who: await coord(), subject: id, body: stopping() },
          wrongs: [
            absent('documentId'),
            { field: 'documentId', what: 'what is no document', value: id, code: 'SIGG-506' },
          ],
        };
      },
    },
    {
      kind: 'alliance.withdraw',
      fields: ['documentId'],
      make: async () => ({
        right: {
          who: await official(),
          subject: (await alliance('LPZ', { state: 'SOLICITUD_RECIBIDA' })).id,
          body: { reachedOn: TODAY, reason, documentId: document() },
        },
        wrongs: [absent('documentId')],
      }),
    },
    {
      kind: 'alliance.correctState',
      fields: ['documentId'],
      make: async () => ({
        right: {
          who: await coord(),
          subject: (await alliance('LPZ')).id,
          body: { to: 'EN_INVERSION', reachedOn: TODAY, reason, documentId: document() },
        },
        wrongs: [absent('documentId')],
      }),
    },
    {
      kind: 'family.enrol',
      fields: ['allianceId', 'municipalityCode'],
      make: async () => {
        cards += 1;
        const holder = {
          id: newId(),
          ciNumber: String(cards),
          givenNames: `Nadie ${cards}`,
          paternalSurname: `Otro${cards}`,
          sex: 'F',
        };
        const body = {
          allianceId: stage().mine.alliance,
          familyId: newId(),
          holder,
          representative: 'holder',
          municipalityCode: '020101',
        };
        return {
          right: { who: await official(), subject: newId(), body },
          wrongs: [
            { ...absent('allianceId'), who: await me() },
            { field: 'allianceId', what: 'one of another unit', value: stage().other.alliance, code: 'SIGG-202' },
            {
              field: 'allianceId',
              what: 'one that the sender does not serve',
              who: await stage().by('ACOMPANANTE', [stage().mine.ids.twin ?? '']),
              code: 'SIGG-202',
            },
            absent('municipalityCode', 'SIGG-505', '990101'),
          ],
        };
      },
    },
    {
      kind: 'member.join',
      fields: ['allianceId', 'familyId'],
      make: async () => {
        const [home, next, far] = [
          await alliance('LPZ', { data: { model: 2 } }),
          await alliance('LPZ'),
          await alliance('SCZ', { data: { model: 2 } }),
        ];
        const [near, away] = [await enrolled(home.id), await enrolled(far.id)];
        return {
          right: { who: await official(), subject: newId(), body: { allianceId: next.id, familyId: near.familyId } },
          wrongs: [
            { ...absent('allianceId'), who: await me() },
            { field: 'allianceId', what: 'one of another unit', value: far.id, code: 'SIGG-202' },
            { field: 'allianceId', what: 'the one it is of already', value: home.id, code: 'SIGG-407' },
            absent('familyId'),
            { field: 'familyId', what: 'a family of another unit', value: away.familyId, code: 'SIGG-506' },
            {
              field: 'familyId',
              what: 'a family of an alliance not served',
              who: await stage().by('ACOMPANANTE', [next.id]),
              code: 'SIGG-506',
            },
          ],
        };
      },
    },
    ...(['member.correct', 'member.leave'] as const).map(
      (kind): Trial => ({
        kind,
        fields: ['allianceId'],
        make: async () => {
          const home = await alliance('LPZ');
          const { member } = await enrolled(home.id);
          const twin = stage().mine.ids.twin ?? '';
          const own = await stage().by('ACOMPANANTE', [home.id]);
          const said = kind === 'member.leave' ? { leftOn: TODAY, reason: 'Se mudó' } : { joinedOn: day(-30) };
          return {
            right: { who: own, subject: member, body: { allianceId: home.id, ...said }, baseVersion: 1 },
            wrongs: [
              absent('allianceId', 'SIGG-202'),
              { field: 'allianceId', what: 'another than that of the family', value: twin, code: 'SIGG-202' },
              {
                field: 'allianceId',
                what: "the sender's, of a family of another",
                value: twin,
                who: await stage().by('ACOMPANANTE', [twin]),
                code: 'SIGG-202',
              },
              {
                field: 'allianceId',
                what: 'another than that of the family, by its unit',
                value: twin,
                who: await official(),
                code: 'SIGG-506',
              },
              {
                field: 'allianceId',
                what: 'of another unit, by the nation',
                value: stage().other.alliance,
                who: await me(),
                code: 'SIGG-506',
              },
            ],
          };
        },
      }),
    ),
    {
      kind: 'businessAgreement.correct',
      fields: ['buyerId', 'productCode', 'unitCode'],
      make: async () => {
        const { code, unit } = await product();
        const { buyer_id: buyerId } = await one<{ buyer_id: string }>(
          'select buyer_id from commercial_agreement where record_id = $1',
          stage().mine.ids.business,
        );
        return {
          right: {
            who: await official(),
            subject: stage().mine.ids.business ?? '',
            body: { buyerId, productCode: code, unitCode: unit, price: 77_000 },
            baseVersion: 1,
          },
          wrongs: [
            absent('buyerId'),
            { field: 'buyerId', what: 'an organisation', value: stage().mine.organisation, code: 'SIGG-506' },
            absent('productCode', 'SIGG-506', 'NADA'),
            absent('unitCode', 'SIGG-506', 'nada'),
          ],
        };
      },
    },
    {
      kind: 'assignment.start',
      fields: ['role'],
      make: async () => {
        const { id: userId } = await stage().by('ACOMPANANTE', []);
        const body = { allianceId: (await alliance('LPZ')).id, userId, role: 'ACOMPANANTE', from: TODAY };
        return {
          right: { who: await operator(), subject: newId(), body },
          wrongs: [
            { field: 'role', what: 'one that the person does not hold', value: 'IFI', code: 'SIGG-318' },
            { field: 'role', what: 'one in which nobody serves an alliance', value: 'UCN_ME', code: 'SIGG-101' },
          ],
        };
      },
    },
    {
      kind: 'changeRequest.certify',
      fields: ['documentId'],
      make: async () => {
        const { id: allianceId } = await alliance('LPZ', { state: 'EN_INVERSION' });
        const subject = await must(await official(), 'changeRequest.register', newId(), {
          allianceId,
          what: 'cuenta',
          subject: 'Cuenta nueva',
          requestedOn: TODAY,
          current: 'La de antes',
          proposed: 'La nueva',
          why: 'Cerró la agencia',
          proposedBank: 'Banco',
          proposedHolder: 'Organización',
          proposedEnd: '1234',
        });
        await must(await stage().by('UOD_FIDUCIARIO', ['LPZ']), 'changeRequest.approve', subject, {}, 1);
        const body = { documentId: stage().mine.ids.document };
        return {
          right: { who: await stage().by('UCN_FIN'), subject, body, baseVersion: 2 },
          wrongs: [absent('documentId', 'SIGG-301')],
        };
      },
    },
    {
      kind: 'person.correct',
      fields: ['allianceId'],
      make: async () => {
        const { alliance: near } = stage().mine;
        const { alliance: far } = stage().other;
        return {
          right: {
            who: await official(),
            subject: stage().mine.ids.person ?? '',
            body: { allianceId: near, maternalSurname: 'Choque' },
            baseVersion: 1,
          },
          wrongs: [
            absent('allianceId', 'SIGG-202'),
            { field: 'allianceId', what: 'where the person is not', value: stage().mine.ids.twin, code: 'SIGG-202' },
            {
              field: 'allianceId',
              what: 'where the person is not, by the nation',
              value: far,
              who: await me(),
              code: 'SIGG-210',
            },
            {
              field: 'allianceId',
              what: "the sender's, of a person of another unit",
              subject: stage().other.ids.person ?? '',
              code: 'SIGG-202',
            },
          ],
        };
      },
    },
    {
      kind: 'verification.draw',
      fields: ['unitId', 'noun', 'month'],
      make: async () => ({
        right: {
          who: await official(),
          subject: newId(),
          body: { unitId: 'LPZ', noun: 'visit', month: TODAY.slice(0, 7), stage: 'unit' },
        },
        wrongs: [
          { ...absent('unitId', 'SIGG-506', 'ZZZ'), who: await me(), more: { stage: 'nation' } },
          { field: 'unitId', what: 'another unit', value: 'SCZ', code: 'SIGG-202' },
          { field: 'noun', what: 'a kind that is not verified', value: 'person', code: 'SIGG-101' },
          { field: 'month', what: 'a month in which nothing waits', value: '2020-01', code: 'SIGG-334' },
          { field: 'month', what: 'no month', value: '2026-13', code: 'SIGG-101' },
        ],
      }),
    },
    reviewed('record.verify'),
    reviewed('record.validate'),
    {
      kind: 'record.observe',
      fields: ['noun', 'item.recordId', 'item.versionId', 'batchId'],
      make: async () => {
        const { mine, other } = stage();
        const made = await saleOf((await alliance('LPZ')).id);
        const who = await operator();
        const batchId = await drawn(who, 'sale', 'unit');
        const item = { recordId: made.subject, versionId: made.versionId };
        return {
          right: { who, subject: newId(), body: { noun: 'sale', item, canned: 'incompleto', batchId } },
          wrongs: [
            { field: 'noun', what: 'a kind that is not verified', value: 'person', code: 'SIGG-101' },
            { field: 'noun', what: 'another kind than the record', value: 'visit', code: 'SIGG-210' },
            {
              field: 'item.recordId',
              what: 'another record than of the version',
              value: mine.ids.sale,
              code: 'SIGG-210',
            },
            absent('item.recordId', 'SIGG-210'),
            absent('item.versionId', 'SIGG-210'),
            {
              field: 'item.versionId',
              what: 'of another unit',
              more: { item: { recordId: other.ids.sale, versionId: other.ids.saleVersion } },
              code: 'SIGG-202',
            },
            { field: 'batchId', what: 'another batch of the unit', value: mine.ids.batch, code: 'SIGG-333' },
            { field: 'batchId', what: 'a batch of another unit', value: other.ids.batch, code: 'SIGG-333' },
            absent('batchId', 'SIGG-333'),
          ],
        };
      },
    },
    {
      kind: 'visit.register',
      fields: ['confirmed[].code'],
      make: async () => {
        const { id } = await alliance('LPZ');
        const body = visitBody(id, { confirmed: [{ code: 'people', reason: 'Fue la feria' }] });
        return {
          right: { who: await stage().by('ACOMPANANTE', [id]), subject: newId(), body },
          wrongs: [absent('confirmed[].code', 'SIGG-101', 'nada')],
        };
      },
    },
    {
      kind: 'visit.correct',
      fields: ['allianceId', 'confirmed[].code'],
      make: async () => {
        const { id } = await alliance('LPZ');
        const twin = stage().mine.ids.twin ?? '';
        const who = await stage().by('ACOMPANANTE', [id]);
        const subject = await must(who, 'visit.register', newId(), visitBody(id), null);
        const body = visitBody(id, {
          notes: 'Faltaba la hora',
          confirmed: [{ code: 'people', reason: 'Fue la feria' }],
        });
        return {
          right: { who, subject, body, baseVersion: 1 },
          wrongs: [...(await notItsAlliance(twin)), absent('confirmed[].code', 'SIGG-101', 'nada')],
        };
      },
    },
    {
      kind: 'sale.register',
      fields: ['confirmed[].code'],
      make: async () => {
        const { who, body } = await saleOf((await alliance('LPZ')).id);
        const said = { ...body, confirmed: [{ code: 'price', reason: 'Fue la feria' }] };
        return {
          right: { who, subject: newId(), body: said },
          wrongs: [absent('confirmed[].code', 'SIGG-101', 'nada')],
        };
      },
    },
    {
      kind: 'sale.correct',
      fields: ['allianceId', 'buyerId', 'productCode', 'unitCode', 'confirmed[].code'],
      make: async () => {
        const { id } = await alliance('LPZ');
        const twin = stage().mine.ids.twin ?? '';
        const { who, subject, body } = await saleOf(id);
        const { id: buyerId } = await one<{ id: string }>('select id from buyer order by id limit 1');
        const said = { ...body, buyerOther: null, buyerId, confirmed: [{ code: 'price', reason: 'Fue la feria' }] };
        const { organisation_id: organisationId } = await one<{ organisation_id: string }>(
          'select organisation_id from alliance where id = $1',
          twin,
        );
        return {
          right: { who, subject, body: said, baseVersion: 1 },
          wrongs: [
            ...(await notItsAlliance(twin)),
            {
              field: 'allianceId',
              what: "the sender's organisation's, of a sale of another",
              value: twin,
              who: await stage().by('OPP_REP', [organisationId]),
              code: 'SIGG-202',
            },
            absent('buyerId'),
            absent('productCode', 'SIGG-506', 'NADA'),
            absent('unitCode', 'SIGG-506', 'nada'),
            absent('confirmed[].code', 'SIGG-101', 'nada'),
          ],
        };
      },
    },
    {
      kind: 'community.record',
      fields: ['allianceId'],
      make: async () => {
        const { mine, other, by } = stage();
        return {
          right: {
            who: await by('ACOMPANANTE', [mine.alliance]),
            subject: newId(),
            body: { municipalityCode: '020101', name: 'Comunidad de la prueba', allianceId: mine.alliance },
          },
          wrongs: [
            absent('allianceId', 'SIGG-202'),
            { field: 'allianceId', what: 'one of another unit', value: other.alliance, code: 'SIGG-202' },
            { field: 'allianceId', what: 'one that the sender does not serve', value: mine.ids.twin, code: 'SIGG-202' },
            {
              field: 'allianceId',
              what: 'one of another unit, by a unit',
              value: other.alliance,
              who: await official(),
              code: 'SIGG-202',
            },
          ],
        };
      },
    },
    {
      kind: 'community.correct',
      fields: ['municipalityCode'],
      make: async () => ({
        right: {
          who: await official(),
          subject: await communityOf('020101', 'Comunidad por corregir'),
          body: { municipalityCode: '020101', signal: '3G' },
        },
        wrongs: [
          { ...absent('municipalityCode', 'SIGG-505', '029999'), who: await me() },
          { field: 'municipalityCode', what: 'one of another unit', value: '070101', code: 'SIGG-202' },
        ],
      }),
    },
    {
      kind: 'community.join',
      fields: ['intoId'],
      make: async () => {
        const [from, into, far] = [
          await communityOf('020101', 'Una'),
          await communityOf('020101', 'Una sola'),
          await communityOf('070101', 'Una lejos'),
        ];
        return {
          right: { who: await official(), subject: from, body: { intoId: into, reason: 'Es la misma' } },
          wrongs: [
            absent('intoId'),
            { field: 'intoId', what: 'itself', value: from, code: 'SIGG-506' },
            { field: 'intoId', what: 'one of another municipality', value: far, who: await me(), code: 'SIGG-506' },
          ],
        };
      },
    },
    {
      kind: 'community.undoJoin',
      fields: ['fromId'],
      make: async () => {
        const [from, into, third] = [
          await communityOf('020101', 'Dos'),
          await communityOf('020101', 'Dos y una'),
          await communityOf('020101', 'Dos más'),
        ];
        await must(await official(), 'community.join', from, { intoId: into, reason: 'Es la misma' });
        return {
          right: { who: await official(), subject: from, body: { fromId: into, reason: 'Eran dos' }, baseVersion: 2 },
          wrongs: [
            absent('fromId', 'SIGG-110'),
            { field: 'fromId', what: 'another than it was joined to', value: third, code: 'SIGG-110' },
          ],
        };
      },
    },
    {
      kind: 'device.bringIn',
      fields: ['deviceId'],
      make: async () => {
        const { mine, other } = stage();
        await must(await admin(), 'device.revoke', mine.ids.device ?? '', { reason });
        await must(await admin(), 'device.revoke', other.ids.device ?? '', { reason });
        return {
          right: {
            who: await admin(),
            subject: mine.ids.companion ?? '',
            body: { deviceId: mine.ids.device, commands: [newId()], reason },
          },
          wrongs: [
            absent('deviceId', 'SIGG-210'),
            { field: 'deviceId', what: 'that of another person', value: other.ids.device, code: 'SIGG-210' },
          ],
        };
      },
    },
    {
      kind: 'complaint.register',
      fields: ['allianceId', 'unitId', 'municipalityCode'],
      make: async () => ({
        right: { who: await operator(), subject: newId(), body: complaintBody() },
        wrongs: [
          absent('allianceId'),
          { ...absent('unitId', 'SIGG-506', 'ZZZ'), who: await officer() },
          { field: 'unitId', what: 'another unit', value: 'SCZ', code: 'SIGG-202' },
          {
            field: 'allianceId',
            what: 'one of another unit, which it would stand with',
            value: stage().other.alliance,
            more: { unitId: null },
            code: 'SIGG-202',
          },
          absent('municipalityCode', 'SIGG-506', '990101'),
        ],
      }),
    },
    {
      kind: 'complaint.correct',
      fields: ['allianceId', 'unitId', 'municipalityCode'],
      make: async () => ({
        right: {
          who: await officer(),
          subject: await complaintIn('RECIBIDO'),
          body: { allianceId: stage().mine.ids.twin, unitId: 'LPZ', municipalityCode: '020102', reason },
          baseVersion: 1,
        },
        wrongs: [
          absent('allianceId'),
          absent('unitId', 'SIGG-506', 'ZZZ'),
          absent('municipalityCode', 'SIGG-506', '990101'),
        ],
      }),
    },
    {
      kind: 'complaint.classify',
      fields: ['accusedId'],
      make: async () => ({
        right: {
          who: await officer(),
          subject: await complaintIn('REGISTRADO'),
          body: { topic: 'demora', accusedId: (await official()).id },
          baseVersion: 2,
        },
        wrongs: [
          absent('accusedId'),
          { field: 'accusedId', what: 'what is no account', value: stage().mine.alliance, code: 'SIGG-506' },
        ],
      }),
    },
    {
      kind: 'complaint.assign',
      fields: ['assigneeId'],
      make: async () => ({
        right: {
          who: await officer(),
          subject: await complaintIn('CLASIFICADO'),
          body: { assigneeId: (await stage().by('UOD_SOCIAL', ['LPZ'])).id },
          baseVersion: 3,
        },
        wrongs: [
          absent('assigneeId'),
          { field: 'assigneeId', what: 'who attends none', value: (await stage().by('BANCO')).id, code: 'SIGG-361' },
          {
            field: 'assigneeId',
            what: 'who attends those of another unit',
            value: (await stage().by('UOD_SOCIAL', ['SCZ'])).id,
            code: 'SIGG-361',
          },
        ],
      }),
    },
    {
      kind: 'complaint.markDuplicate',
      fields: ['duplicateOfId'],
      make: async () => {
        const who = await officer();
        const subject = await complaintIn('CLASIFICADO');
        const [first, closed, about] = [
          await complaintIn('RECIBIDO'),
          await complaintIn('RECIBIDO'),
          await complaintIn('REGISTRADO'),
        ];
        await must(who, 'complaint.markDuplicate', closed, { duplicateOfId: first }, 1);
        await must(
          await stage().world.person('UCN_RECL'),
          'complaint.classify',
          about,
          { topic: 'demora', accusedId: who.id },
          2,
        );
        return {
          right: { who, subject, body: { duplicateOfId: first }, baseVersion: 3 },
          wrongs: [
            absent('duplicateOfId'),
            { field: 'duplicateOfId', what: 'itself', value: subject, code: 'SIGG-506' },
            { field: 'duplicateOfId', what: 'one that is a duplicate', value: closed, code: 'SIGG-326' },
            { field: 'duplicateOfId', what: 'one that the sender may not know of', value: about, code: 'SIGG-506' },
          ],
        };
      },
    },
    ...(
      [
        [
          'answer',
          'CLASIFICADO',
          { answer: 'Se corrigió lo que decía.', answeredOn: TODAY, answerChannel: 'carta', outcome: 'fundado' },
        ],
        [
          'dismiss',
          'CLASIFICADO',
          { answer: 'No corresponde al programa.', answeredOn: TODAY, answerChannel: 'carta' },
        ],
        ['refer', 'CLASIFICADO', { referredTo: 'fps', referredOn: TODAY }],
        ['followReferral', 'DERIVADO', { referralNumber: 'CITE 12/2026' }],
      ] as const
    ).map(
      ([step, from, body]): Trial => ({
        kind: `complaint.${step}`,
        fields: ['documentId'],
        make: async () => {
          const subject = await complaintIn('CLASIFICADO');
          const who = await officer();
          if (from === 'DERIVADO')
            await must(who, 'complaint.refer', subject, { referredTo: 'fps', referredOn: TODAY }, 3);
          return {
            right: {
              who,
              subject,
              body: { ...body, documentId: stage().mine.ids.document },
              baseVersion: from === 'DERIVADO' ? 4 : 3,
            },
            wrongs: [absent('documentId', 'SIGG-301')],
          };
        },
      }),
    ),
    {
      kind: 'complaint.remark',
      fields: ['toId', 'answersId'],
      make: async () => {
        const [who, other] = [await officer(), await complaintIn('CLASIFICADO')];
        const accused = await stage().by('UCN_NEG');
        const subject = await complaintIn('CLASIFICADO', { accusedId: accused.id });
        const operators = await operator();
        const remark = async (about: string, body: Record<string, unknown>) => {
          await must(who, 'complaint.remark', about, { text: 'Falta la planilla.', ...body }, null);
          return (
            await one<{ id: string }>(
              'select r.id from remark r join journal_entry e on e.id = r.entry_id where r.subject_id = $1 order by e.n desc',
              about,
            )
          ).id;
        };
        const [here, elsewhere, outside] = [
          await remark(subject, { side: 'inside', toId: operators.id }),
          await remark(other, { side: 'inside' }),
          await remark(subject, { side: 'told' }),
        ];
        const to = (what: string, value: string): Wrong => ({ field: 'toId', what, value, code: 'SIGG-361' });
        return {
          right: {
            who,
            subject,
            body: { side: 'inside', text: 'Ya está.', toId: operators.id, answersId: here },
            baseVersion: null,
          },
          wrongs: [
            absent('toId'),
            to('oneself', who.id),
            to('who it accuses', accused.id),
            to('who attends none', (await stage().by('BANCO')).id),
            to('who works in another unit', (await stage().by('UOD_OPERADOR', ['SCZ'])).id),
            to('who works in the unit and was not given it', (await stage().by('UOD_SOCIAL', ['LPZ'])).id),
            {
              field: 'toId',
              what: 'somebody, of what is told outside',
              value: operators.id,
              more: { side: 'told', answersId: null },
              code: 'SIGG-361',
            },
            absent('answersId'),
            { field: 'answersId', what: 'what was said about another', value: elsewhere, code: 'SIGG-506' },
            { field: 'answersId', what: 'what was told outside', value: outside, code: 'SIGG-506' },
          ],
        };
      },
    },
    {
      kind: 'complaintKeyShare.register',
      fields: ['keyId', 'userId'],
      make: async () => {
        const who = await officer();
        const key = newId();
        await must(
          who,
          'complaintKey.register',
          key,
          { name: 'Llave de prueba', publicKey: 'publica', recovery: 'privada' },
          null,
        );
        return {
          right: {
            who,
            subject: newId(),
            body: { keyId: key, userId: who.id, wrapped: 'bajo una frase' },
            baseVersion: null,
          },
          wrongs: [
            absent('keyId'),
            absent('userId'),
            { field: 'userId', what: 'who attends none', value: (await stage().by('UCN_NEG')).id, code: 'SIGG-361' },
          ],
        };
      },
    },
    ...lives.filter(({ noun }) => !TOLD_BY_HAND.includes(noun.name)).flatMap(declared),
  ];

  /** A record belongs to one alliance for ever: naming another alliance neither moves it nor lets it be corrected. */
  async function notItsAlliance(twin: string): Promise<Wrong[]> {
    const field = 'allianceId';
    return [
      {
        field,
        what: "the sender's, of a record of another",
        value: twin,
        who: await stage().by('ACOMPANANTE', [twin]),
        code: 'SIGG-202',
      },
      {
        field,
        what: 'another than that of the record, by its unit',
        value: twin,
        who: await official(),
        code: 'SIGG-506',
      },
      { field, what: 'another than that of the record', value: twin, code: 'SIGG-506' },
      absent(field),
    ];
  }
}

/** A body with the field of the trial changed. In the path, 'items[].recordId' means the field of every item. */
export function saidOtherwise(body: Record<string, unknown>, { field, value, more }: Wrong): Record<string, unknown> {
  const put = (at: unknown, path: readonly string[]): unknown => {
    const [name = '', ...rest] = path;
    if (Array.isArray(at)) return at.map((item) => put(item, path));
    const own = at as Record<string, unknown>;
    return { ...own, [name]: rest.length > 0 ? put(own[name], rest) : value };
  };
  return {
    ...(value === undefined ? body : (put(body, field.replaceAll('[]', '').split('.')) as Record<string, unknown>)),
    ...more,
  };
}
