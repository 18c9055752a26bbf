import { deskChecks } from '../../domain/calls/request.ts';
import { fileIdOf } from '../../domain/field/file.ts';
import { addDays, type Day } from '../../domain/kernel/dates.ts';
import { derivedId } from '../../domain/kernel/ids.ts';
import { capacityChecklist } from '../../domain/organisation/capacityDiagnosis.ts';
import { systemActor } from '../../domain/people/actor.ts';
import { neededSections } from '../../domain/plan/sections.ts';
import { compose } from '../../server/commands/compose.ts';
import { eraseConfirmed } from '../../server/commands/eraseConfirmed.ts';
import { type CommandResult, executeCommands } from '../../server/commands/executeCommands.ts';
import { sha256 } from '../../server/commands/hash.ts';
import { sealAll } from '../../server/commands/sequencer.ts';
import type { DemoAccount } from '../../server/demo/accounts.ts';
import { at, type DemoPlan } from '../../server/demo/plan.ts';
import { newId } from '../../server/ids.ts';
import { loadActor } from '../../server/stores/actors.ts';
import { NO_PICTURE } from '../../server/sync/receiveFile.ts';
import type { System } from '../../server/system.ts';

type Who = DemoAccount | { readonly id: string; readonly deviceId?: string } | null;
interface More {
  readonly baseVersion?: number;
  readonly expect?: CommandResult['status'];
  readonly after?: readonly string[];
}
/** Sends one command that must be answered as expected; returns its id. */
type Send = (who: Who, kind: string, subjectId: string, body: unknown, more?: More) => Promise<string>;

/** A sender with its own clock: each command is a minute after the one before, beginning in the morning of a day. */
function sender(system: System, day: () => Day): Send {
  let minute = 0;
  return async (who, kind, subjectId, body, more = {}) => {
    const now = at(day(), 8, minute++);
    const actor = who ? await loadActor(system.db, who.id) : systemActor;
    if (!actor) throw new Error(`${kind}: nobody sends it`);
    const id = newId();
    const { expect = 'accepted', ...rest } = more;
    const text = compose({
      id,
      kind,
      actor,
      subjectId,
      body,
      occurredOn: day(),
      at: now,
      ...(who?.deviceId ? { deviceId: who.deviceId } : {}),
      ...rest,
    });
    const [answer] = await executeCommands(system.context, { texts: [text], actor, receivedAt: now });
    if (answer?.status !== expect) throw new Error(`${kind}: ${JSON.stringify(answer)}`);
    return id;
  };
}

/** Creates the administrator of a database without one, before the accounts of the portfolio. */
export async function firstAdministrator(system: System, day: Day): Promise<void> {
  const body = {
    username: 'primera.demo',
    name: 'Primera Administradora (demostración)',
    ciNumber: '990001',
    recovery: false,
  };
  await sender(system, () => day)(null, 'user.createFirst', newId(), body);
}

/**
 * Adds what a small demonstration portfolio lacks: every other kind of command, sent by people who may. Everything is
 * invented. A new kind of command gets its line here before the next release; `npm run release:dump` names the missing
 * ones.
 */
export async function everyKind(system: System, plan: DemoPlan): Promise<void> {
  const today = addDays(plan.seed.until, 1);
  const send = sender(system, () => today);
  await people(system, plan, send, () => today);
  const documentId = await fileOfAlliances(system, plan, send, today);
  await families(system, plan, send, today, documentId);
  await territory(plan, send, documentId, today);
  await review(system, plan, send);
  await conversation(system, plan, send);
  await commitments(system, plan, send, today);
  await plans(plan, send, today, documentId);
  await committee(system, plan, send, today, documentId);
  await accompaniment(system, plan, send, today);
  await complaints(plan, send, today);
  await events(plan, send, today, documentId);
  await providers(plan, send, today, documentId);
  await calls(plan, send, today, documentId);
  await proofs(system, plan, send);
  await sealAll(system.db, system.now);
}

const reason = 'Para la demostración';

async function people({ db }: System, plan: DemoPlan, send: Send, day: () => Day): Promise<void> {
  const admin = plan.who('ADMIN_TI');
  const coordinator = plan.who('UCN_COORD');
  const userId = newId();
  await send(admin, 'user.create', userId, {
    username: 'lucia.demo',
    name: 'Lucía Inventada (demostración)',
    ciNumber: '990002',
    unitId: 'LPZ',
  });
  await send(
    admin,
    'user.create',
    newId(),
    { username: 'lucia.demo', name: 'Otra con el mismo nombre', ciNumber: '990003' },
    { expect: 'refused' },
  );
  await send(admin, 'user.update', userId, { phone: '70000001' }, { baseVersion: 1 });
  await send(admin, 'user.endSessions', userId, {});
  await send(admin, 'user.close', userId, { reason });
  await send(admin, 'user.reopen', userId, { reason });
  const guarded = plan.who('UCN_FIN');
  const reset = await send(admin, 'user.resetPassword', guarded.id, {
    codeHash: sha256('código de la demostración'),
    secondFactor: true,
  });
  await send(coordinator, 'user.confirmReset', guarded.id, { resetId: derivedId(reset, 1), accept: true });
  const granted = newId();
  await send(admin, 'role.propose', granted, { userId, role: 'UOD_RIEGO', scopeIds: ['LPZ'] });
  await send(coordinator, 'role.confirm', granted, {});
  const refused = newId();
  await send(admin, 'role.propose', refused, { userId, role: 'FPS_TEC', scopeIds: [] });
  await send(coordinator, 'role.refuse', refused, { reason });
  const taken = newId();
  await send(admin, 'role.propose', taken, { userId, role: 'UOD_SOCIAL', scopeIds: ['LPZ'] });
  await send(admin, 'role.revoke', taken, { reason });
  const lender = plan.who('UCN_FIN');
  const [grant] = await db.query<{ id: string }>(
    "select id from role_grant where user_id = $1 and status = 'granted'",
    [lender.id],
  );
  const lent = newId();
  await send(lender, 'delegation.give', lent, {
    grantId: grant?.id,
    toUserId: plan.who('UCN_ME').id,
    from: day(),
    to: addDays(day(), 20),
    reason: 'Vacaciones',
  });
  await send(coordinator, 'delegation.confirm', lent, { accept: true });
  const [social] = await db.query<{ id: string }>(
    "select id from role_grant where user_id = $1 and status = 'granted'",
    [plan.who('UOD_SOCIAL').id],
  );
  const ended = newId();
  await send(plan.who('UOD_SOCIAL'), 'delegation.give', ended, {
    grantId: social?.id,
    toUserId: plan.who('UOD_OFICIAL').id,
    from: day(),
    to: addDays(day(), 5),
    reason,
  });
  await send(plan.who('UOD_SOCIAL'), 'delegation.end', ended, {});
  const token = { roles: ['UCN_ME'], operations: ['alliance.list'], expiresOn: addDays(day(), 90) };
  const expert = plan.who('UCN_ME');
  await send(expert, 'token.create', newId(), {
    name: 'Tablero de la demostración',
    tokenHash: sha256('clave 1 de la demostración'),
    ...token,
  });
  const gone = newId();
  await send(expert, 'token.create', gone, {
    name: 'Otra clave',
    tokenHash: sha256('clave 2 de la demostración'),
    ...token,
  });
  await send(expert, 'token.revoke', gone, {});
  const phone = newId();
  await send(plan.accompanist(1), 'device.register', phone, { name: 'Teléfono perdido' });
  await send(plan.accompanist(1), 'device.revoke', phone, { reason: 'Se perdió en el viaje' });
  await send(admin, 'device.bringIn', plan.accompanist(1).id, { deviceId: phone, commands: [newId()], reason });
}

/** Offices, statements and diagnoses of an organisation, each through its life. */
async function keptOfOrganisations(plan: DemoPlan, send: Send, organisationId: string, today: Day): Promise<void> {
  const [official, operator, social] = [plan.officialOf('LPZ'), plan.operatorOf('LPZ'), plan.who('UCN_FORT')];
  const step = (who: DemoAccount, kind: string, id: string, baseVersion: number, body: object = {}) =>
    send(who, kind, id, body, { baseVersion });
  const [office, statement, diagnosis] = [newId(), newId(), newId()];
  await send(official, 'organisationOffice.register', office, {
    organisationId,
    body: 'directiva',
    post: 'Presidenta',
    name: 'Ana Inventada',
    sex: 'F',
    startsOn: addDays(today, -700),
    demo: true,
  });
  const reason = 'Dato de la demostración';
  await step(official, 'organisationOffice.correct', office, 1, { post: 'Vicepresidenta', reason });
  await step(official, 'organisationOffice.end', office, 2, { endsOn: addDays(today, -10), endedReason: 'Terminó' });
  await step(official, 'organisationOffice.resume', office, 3);
  const year = String(Number(today.slice(0, 4)) - 1);
  await send(official, 'yearlyStatement.register', statement, {
    organisationId,
    fiscalYear: year,
    presentedOn: `${year}-12-31`,
    demo: true,
  });
  await step(official, 'yearlyStatement.correct', statement, 1, { presentedTo: 'Su asamblea', reason });
  await step(social, 'yearlyStatement.observe', statement, 2, { observation: 'Falta el sello (demostración)' });
  await step(social, 'yearlyStatement.annul', statement, 3, { observation: 'Era de otra (demostración)' });
  await step(official, 'yearlyStatement.present', statement, 4, { presentedOn: `${year}-12-31` });
  await step(social, 'yearlyStatement.review', statement, 5);
  await send(official, 'capacityDiagnosis.register', diagnosis, {
    organisationId,
    madeOn: addDays(today, -30),
    ...Object.fromEntries(capacityChecklist.map((item) => [item, 'parte'])),
    demo: true,
  });
  await step(official, 'capacityDiagnosis.correct', diagnosis, 1, { finding: 'Llevar sus cuentas', reason });
  await step(operator, 'capacityDiagnosis.accept', diagnosis, 2);
  await step(operator, 'capacityDiagnosis.discard', diagnosis, 3, { discardedReason: 'Se hará otro' });
}

/** Requests for changes after the convenio: one certified, one not approved, one withdrawn. */
async function changesAsked(
  plan: DemoPlan,
  send: Send,
  { allianceId, documentId, today }: { allianceId: string; documentId: string; today: Day },
): Promise<void> {
  const [official, fiduciary] = [plan.officialOf('LPZ'), plan.who('UOD_FIDUCIARIO')];
  const ask = async (what: string, more: object = {}) => {
    const id = newId();
    const said = { subject: 'Cambio inventado', current: 'Lo de antes', proposed: 'Lo nuevo', why: 'Demostración' };
    await send(official, 'changeRequest.register', id, {
      allianceId,
      what,
      requestedOn: addDays(today, -5),
      ...said,
      ...more,
      demo: true,
    });
    return id;
  };
  const account = await ask('cuenta', {
    proposedBank: 'Banco Inventado',
    proposedHolder: 'Organización Inventada',
    proposedEnd: '0000',
  });
  await send(fiduciary, 'changeRequest.approve', account, {}, { baseVersion: 1 });
  await send(plan.who('UCN_FIN'), 'changeRequest.certify', account, { documentId }, { baseVersion: 2 });
  const members = await ask('socios');
  const rejected = { rejectedReason: 'Falta el acta (demostración)' };
  await send(plan.who('UOD_SOCIAL'), 'changeRequest.reject', members, rejected, { baseVersion: 1 });
  await send(official, 'changeRequest.withdraw', await ask('directiva'), {}, { baseVersion: 1 });
}

/** An organisation that is supported until it has its legal personality, and one that is registered, dissolved and opened again. */
async function livesOfOrganisations(
  plan: DemoPlan,
  send: Send,
  { id: allianceId, organisationId: id }: { id: string; organisationId: string },
  { documentId, today }: { documentId: string; today: Day },
): Promise<void> {
  const [official, operator] = [plan.officialOf('LPZ'), plan.operatorOf('LPZ')];
  await send(official, 'organisation.correct', id, { acronym: 'ASINV', reason: 'Su sigla' }, { baseVersion: 1 });
  const support = { supportedOn: addDays(today, -300), documentId };
  await send(official, 'organisation.support', id, support, { baseVersion: 2 });
  const left = { supportEndedReason: 'Pidió esperar (demostración)' };
  await send(official, 'organisation.leaveSupport', id, left, { baseVersion: 3 });
  await send(official, 'organisation.support', id, support, { baseVersion: 4 });
  const personality = {
    legalStatusNumber: 'PJ-099',
    legalStatusOn: addDays(today, -100),
    legalStatusIssuer: 'Gobernación inventada',
  };
  await send(official, 'organisation.legalise', id, { ...personality, documentId }, { baseVersion: 5 });
  const other = newId();
  await send(official, 'organisation.register', other, {
    name: 'Comunidad Inventada (demostración)',
    unitId: 'LPZ',
    demo: true,
  });
  await keptOfOrganisations(plan, send, id, today);
  await changesAsked(plan, send, { allianceId, documentId, today });
  const closed = { closedReason: 'Se dividió en dos (demostración)' };
  await send(operator, 'organisation.dissolve', other, closed, { baseVersion: 1 });
  await send(operator, 'organisation.reopen', other, {}, { baseVersion: 2 });
}

/** Returns the document on which the acts rest. */
async function fileOfAlliances({ db }: System, plan: DemoPlan, send: Send, today: Day): Promise<string> {
  const [official, expert, coordinator] = [plan.officialOf('LPZ'), plan.who('UCN_ME'), plan.who('UCN_COORD')];
  const operator = plan.operatorOf('LPZ');
  const documentId = newId();
  await send(official, 'document.record', documentId, {
    title: 'Acta de la demostración',
    reference: 'DEMO/LPZ/099',
    demo: true,
  });
  const adopt = async (
    code: string,
    state: string,
    unitId = 'LPZ',
  ): Promise<{ id: string; organisationId: string }> => {
    const [id, organisationId] = [newId(), newId()];
    await send(expert, 'alliance.adopt', id, {
      programmeId: 'PAR2FA',
      code,
      name: `Alianza ${code} (demostración)`,
      unitId,
      state,
      stateSince: addDays(today, -60),
      organisation: {
        id: organisationId,
        existing: false,
        name: `Organización ${code} (demostración)`,
        municipalityCode: '021203',
      },
      data: {
        model: 1,
        municipalityCode: '021203',
        municipalityHow: 'chosen',
        familiesDeclared: 20,
        ruralConfirmed: true,
      },
      sourceDocumentId: documentId,
      demo: true,
    });
    return { id, organisationId };
  };
  const first = await adopt('DEMO-R001', 'SOLICITUD_RECIBIDA');
  await send(official, 'alliance.advance', first.id, { to: 'EN_GABINETE', reachedOn: today });
  await send(coordinator, 'alliance.correctState', first.id, {
    to: 'SOLICITUD_RECIBIDA',
    reachedOn: today,
    reason,
    documentId,
  });
  await send(
    official,
    'alliance.complete',
    first.id,
    { womenDeclared: 8, lon: -68.2, lat: -16.4, accuracyM: 10 },
    { baseVersion: 1 },
  );
  await send(expert, 'alliance.complete', first.id, { womenDeclared: 9 }, { baseVersion: 1, expect: 'conflict' });
  const second = await adopt('DEMO-R002', 'SOLICITUD_RECIBIDA');
  await send(official, 'alliance.withdraw', second.id, { reachedOn: today, reason, documentId });
  const third = await adopt('DEMO-R003', 'EN_OPERACION');
  const suspension = { on: today, reason, documentId };
  await send(coordinator, 'alliance.suspend', third.id, suspension);
  await send(coordinator, 'alliance.reinstate', third.id, suspension);
  const fourth = await adopt('DEMO-R004', 'EN_OPERACION', 'ORU');
  // As *sistema* writes at the first start the transfers of a release without `alliance_transfer`.
  const before = {
    allianceId: fourth.id,
    fromUnitId: 'POT',
    toUnitId: 'ORU',
    validFrom: addDays(today, -90),
    documentId,
    reason,
  };
  await send(null, 'alliance.noteTransfer', fourth.id, { actId: newId(), ...before });
  await send(coordinator, 'alliance.transfer', fourth.id, { unitId: 'LPZ', on: today, reason, documentId });
  const convenio = newId();
  await send(operator, 'agreement.record', convenio, {
    allianceId: third.id,
    kind: 'integral',
    number: 'DEMO-99/2026',
    signedOn: addDays(today, -50),
    amountPar: 9_000_000,
    amountCounterpart: 4_000_000,
  });
  await send(operator, 'agreement.correct', convenio, { endsOn: addDays(today, 300) }, { baseVersion: 1 });
  const buyerId = newId();
  await send(expert, 'buyer.register', buyerId, {
    name: 'Comprador Inventado S.R.L. (demostración)',
    kind: 'empresa',
    nit: '990000001',
    demo: true,
  });
  const since = { startedOn: addDays(today, -2000), municipalityCode: '020101', address: 'Calle inventada 1', reason };
  await send(expert, 'buyer.correct', buyerId, since, { baseVersion: 1 });
  await send(official, 'buyer.qualify', buyerId, {}, { baseVersion: 2 });
  await send(official, 'buyer.close', buyerId, { closedReason: 'Cerró su local (demostración)' }, { baseVersion: 3 });
  await send(official, 'buyer.reopen', buyerId, {}, { baseVersion: 4 });
  const terms = {
    allianceId: third.id,
    buyerId,
    quantityPerCycle: 1_000_000,
    price: 850_000,
    startsOn: addDays(today, -40),
  };
  const [product] = await db.query<{ code: string }>('select code from product order by code limit 1');
  const business = newId();
  await send(official, 'businessAgreement.record', business, { ...terms, productCode: product?.code });
  await send(official, 'businessAgreement.correct', business, { price: 900_000 }, { baseVersion: 1 });
  await send(official, 'businessAgreement.annul', business, { reason }, { baseVersion: 2 });
  await livesOfOrganisations(plan, send, third, { documentId, today });
  const [served] = await db.query<{ id: string }>(
    `select s.id from assignment s join alliance a on a.id = s.alliance_id
      where s.role = 'ACOMPANANTE' and s.user_id <> $1 and a.unit_id = 'LPZ' order by s.id limit 1`,
    [plan.accompanist(0).id],
  );
  const assigned = newId();
  await send(operator, 'assignment.start', assigned, {
    allianceId: third.id,
    userId: plan.accompanist(0).id,
    role: 'ACOMPANANTE',
    from: today,
  });
  await send(coordinator, 'assignment.end', served?.id ?? assigned, { to: today, reason });
  const question = newId();
  const pair = {
    noun: 'organisation',
    leftId: second.organisationId,
    rightId: third.organisationId,
    reason: 'Nombre parecido',
    score: 90,
  };
  await send(official, 'duplicate.raise', question, pair);
  await send(official, 'duplicate.decide', question, {
    verdict: 'same',
    keepId: third.organisationId,
    note: 'Se miró la personería',
  });
  await send(official, 'duplicate.undo', question, { note: 'Eran dos' });
  await send(official, 'duplicate.decide', question, { verdict: 'different', note: 'Son dos organizaciones' });
  return documentId;
}

async function families({ db }: System, plan: DemoPlan, send: Send, today: Day, documentId: string): Promise<void> {
  const official = plan.officialOf('LPZ');
  const [from] = await db.query<{ id: string }>("select id from alliance where code = 'DEMO-R003'");
  const [early] = await db.query<{ id: string }>("select id from alliance where code = 'DEMO-R001'");
  const allianceId = from?.id ?? '';
  const enrol = async (n: number, into = allianceId) => {
    const [member, familyId, personId] = [newId(), newId(), newId()];
    const holder = {
      id: personId,
      ciNumber: `99100${n}`,
      givenNames: `Persona ${n}`,
      paternalSurname: `Inventada${n}`,
      sex: n % 2 ? 'F' : 'M',
    };
    await send(official, 'family.enrol', member, {
      ...{ allianceId: into, familyId, holder, representative: 'holder', joinedOn: addDays(today, -30) },
      imported: { documentId, sheet: 'Familias', row: n + 1 },
    });
    return { member, familyId, personId };
  };
  const [first, second, third, fourth] = [await enrol(1), await enrol(2), await enrol(3), await enrol(4, early?.id)];
  await send(
    official,
    'member.correct',
    first.member,
    { allianceId, joinedOn: addDays(today, -29) },
    { baseVersion: 1 },
  );
  await send(
    official,
    'member.leave',
    second.member,
    { allianceId, leftOn: today, reason: 'Se mudó' },
    { baseVersion: 1 },
  );
  await send(official, 'member.join', newId(), { allianceId, familyId: fourth.familyId });
  await send(
    official,
    'person.correct',
    third.personId,
    { allianceId, maternalSurname: 'Corregida' },
    { baseVersion: 1 },
  );
}

async function territory(plan: DemoPlan, send: Send, documentId: string, today: Day): Promise<void> {
  const official = plan.officialOf('LPZ');
  const coordinator = plan.who('UCN_COORD');
  const [kept, joined] = [newId(), newId()];
  const place = { municipalityCode: '021203', lon: -68.2, lat: -16.4, accuracyM: 20 };
  await send(official, 'community.record', kept, { ...place, name: 'Comunidad Inventada', demo: true });
  await send(official, 'community.record', joined, { ...place, name: 'Comunidad Inventda', demo: true });
  await send(official, 'community.correct', kept, { signal: '3G' }, { baseVersion: 1 });
  await send(official, 'community.join', joined, { intoId: kept, reason: 'Es la misma' });
  await send(official, 'community.undoJoin', joined, { fromId: kept, reason: 'No era la misma' });
  await send(coordinator, 'municipality.move', newId(), {
    municipalityCode: '051201',
    unitId: 'POT',
    from: addDays(today, 30),
    reason,
    documentId,
  });
  await send(coordinator, 'parameter.set', newId(), {
    programmeId: 'PAR2FA',
    key: 'samplePercent',
    value: 12,
    validFrom: addDays(today, 30),
    source: 'Acta de la demostración',
    assumption: true,
  });
}

async function review({ db }: System, plan: DemoPlan, send: Send): Promise<void> {
  const [conflict] = await db.query<{ id: string; version: number }>(
    "select id, version from conflict where noun = 'alliance_profile' and status = 'open'",
  );
  await send(
    plan.who('UCN_ME'),
    'conflict.settle',
    conflict?.id ?? '',
    { choice: 'proposed', reason: 'Se contó de nuevo' },
    { baseVersion: conflict?.version },
  );
  const [waiting] = await db.query<{ month: string; noun: string }>(
    `select to_char(occurred_on, 'YYYY-MM') as month, 'visit' as noun from visit
      where unit_id = 'LPZ' and level = 1 and standing = 'current' order by occurred_on desc limit 1`,
  );
  await send(plan.officialOf('LPZ'), 'verification.draw', newId(), {
    unitId: 'LPZ',
    noun: 'visit',
    month: waiting?.month,
    stage: 'unit',
  });
  const [visit] = await db.query<{ record_id: string; version: number; alliance_id: string }>(
    `select v.record_id, v.version, v.alliance_id from visit v
      join assignment s on s.alliance_id = v.alliance_id and s.user_id = $1 and s.valid_to is null
      where v.standing = 'current' and v.done order by v.occurred_on, v.record_id limit 1`,
    [plan.accompanist(0).id],
  );
  const body = {
    allianceId: visit?.alliance_id,
    done: true,
    presentMembers: [],
    presentWomen: 5,
    topics: ['produccion'],
    commitments: [],
    photos: [],
  };
  await send(
    plan.accompanist(0),
    'visit.correct',
    visit?.record_id ?? '',
    { ...body, notes: 'Se corrigió la asistencia' },
    { baseVersion: visit?.version },
  );
}

/**
 * Complaints with identities in boxes: one is corrected, opened and referred, one is a duplicate, one is late; and
 * holidays.
 */
async function complaints(plan: DemoPlan, send: Send, today: Day): Promise<void> {
  const officer = plan.who('UCN_RECL');
  const [keyId, share] = [newId(), newId()];
  await send(officer, 'complaintKey.register', keyId, {
    name: 'Llave de la demostración',
    publicKey: 'A'.repeat(60),
    recovery: 'inventada, bajo un código',
  });
  await send(officer, 'complaintKeyShare.register', share, {
    keyId,
    userId: officer.id,
    wrapped: 'inventada, bajo una frase',
  });
  const told = {
    channel: 'oficina',
    privacy: 'reservada',
    story: 'No llegaron los plantines. (demostración)',
    unitId: 'LPZ',
    demo: true,
  };
  const registered = async (receivedOn: Day, more: object = {}): Promise<string> => {
    const id = newId();
    await send(officer, 'complaint.register', id, { ...told, receivedOn, ...more });
    return id;
  };
  const step = (id: string, name: string, body: object, baseVersion: number) =>
    send(officer, `complaint.${name}`, id, body, { baseVersion });
  const one = await registered(today, {
    identity: `v1.${keyId}.${'A'.repeat(20)}.${'B'.repeat(16)}.${'1'.repeat(40)}`,
  });
  await step(one, 'correct', { channel: 'carta', reason }, 1);
  await step(one, 'openIdentity', { identityReason: 'Pidió que se le llame' }, 2);
  await step(one, 'acknowledge', { acknowledgedOn: today }, 3);
  await step(one, 'classify', { topic: 'demora' }, 4);
  await step(one, 'refer', { referredTo: 'fps', referredOn: today }, 5);
  await step(one, 'followReferral', { referralNumber: 'CITE DEMO 99', referralToldOn: today }, 6);
  await step(await registered(today), 'markDuplicate', { duplicateOfId: one }, 1);
  const late = await registered(addDays(today, -40));
  for (const [i, name] of ['warn', 'escalate', 'urge', 'lapse'].entries())
    await send(null, `complaint.${name}`, late, {}, { baseVersion: i + 1 });
  await send(officer, 'complaintKeyShare.withdraw', share, {}, { baseVersion: 1 });
  await send(officer, 'complaintKey.retire', keyId, {}, { baseVersion: 1 });
  const holiday = newId();
  await send(officer, 'holiday.register', holiday, {
    day: addDays(today, 9),
    name: 'Feriado inventado',
    unitId: 'LPZ',
    demo: true,
  });
  await send(officer, 'holiday.correct', holiday, { name: 'Otro feriado inventado', reason }, { baseVersion: 1 });
  await send(officer, 'holiday.annul', holiday, {}, { baseVersion: 2 });
}

/**
 * The key that signs the heads; a request to erase an entry that is refused, one that is confirmed, and a sheet that is
 * erased with it.
 */
async function proofs(system: System, plan: DemoPlan, send: Send): Promise<void> {
  const { db, now } = system;
  await sealAll(db, now);
  await send(null, 'signingKey.record', newId(), { publicKey: 'A'.repeat(60) });
  const entries = await db.query<{ id: string }>(
    "select id from journal_entry where kind = 'buyer.register' order by n limit 2",
  );
  const [refused, confirmed] = [newId(), newId()];
  for (const [i, id] of [refused, confirmed].entries())
    await send(plan.who('UCN_ME'), 'erasure.propose', id, {
      targetId: entries[i]?.id,
      reason,
      basis: 'Pedido inventado de la demostración',
    });
  await send(plan.who('UCN_COORD'), 'erasure.decide', refused, { accept: false, reason });
  await send(plan.who('UCN_COORD'), 'erasure.decide', confirmed, { accept: true });
  const sheet = new TextEncoder().encode('nombre;carnet\nPersona inventada;1\n');
  const hash = await system.files.put(sheet);
  const received = { hash, mediaType: 'text/csv', bytes: sheet.length, ...NO_PICTURE };
  await send(plan.who('UCN_ME'), 'file.receive', fileIdOf(hash), received);
  await send(null, 'file.withdraw', fileIdOf(hash), { hash, erasureId: confirmed, copy: null });
  await eraseConfirmed(system);
}

/** Commitments made from visits; two that the office writes are moved, fulfilled and dropped. */
async function commitments({ db, now }: System, plan: DemoPlan, send: Send, today: Day): Promise<void> {
  await sealAll(db, now);
  const [said] = await db.query<{ id: string }>(
    "select alliance_id as id from visit where unit_id = 'LPZ' and commitments <> '[]'::jsonb limit 1",
  );
  await send(null, 'commitment.follow', said?.id ?? '', {});
  const official = plan.officialOf('LPZ');
  const written = async (what: string): Promise<string> => {
    const id = newId();
    await send(official, 'commitment.register', id, { allianceId: said?.id, what, saidOn: today });
    return id;
  };
  const [moved, dropped] = [
    await written('Techar el galpón (demostración)'),
    await written('Cercar la toma (demostración)'),
  ];
  await send(official, 'commitment.move', moved, { movedTo: addDays(today, 20), reason }, { baseVersion: 1 });
  await send(official, 'commitment.fulfil', moved, { fulfilledOn: today }, { baseVersion: 2 });
  await send(official, 'commitment.drop', dropped, { reason }, { baseVersion: 1 });
}

/** An event held, observed, verified and validated, another one annulled, a line of a list, and a notice in the press. */
async function events(plan: DemoPlan, send: Send, today: Day, documentId: string): Promise<void> {
  const [official, operator] = [plan.officialOf('LPZ'), plan.operatorOf('LPZ')];
  const registered = async (noun: string, body: object): Promise<string> => {
    const id = newId();
    await send(official, `${noun}.register`, id, { ...body, demo: true });
    return id;
  };
  const training = { kind: 'administracion', plannedOn: today, unitId: 'LPZ' };
  const id = await registered('event', { ...training, name: 'Taller (demostración)' });
  const line = await registered('eventAttendance', { eventId: id, name: 'Persona inventada', sex: 'F' });
  await send(official, 'eventAttendance.correct', line, { hours: 40_000, reason }, { baseVersion: 1 });
  await send(official, 'eventAttendance.annul', line, { annulReason: reason }, { baseVersion: 2 });
  await send(official, 'event.correct', id, { place: 'Sede inventada', reason }, { baseVersion: 1 });
  const held = { heldOn: today, documentId };
  await send(official, 'event.hold', id, held, { baseVersion: 2 });
  await send(operator, 'event.verify', id, {}, { baseVersion: 3 });
  await send(plan.who('UCN_ME'), 'event.validate', id, {}, { baseVersion: 4 });
  await send(operator, 'event.observe', id, { observation: reason }, { baseVersion: 5 });
  const off = await registered('event', { ...training, name: 'Otro taller (demostración)' });
  await send(official, 'event.annul', off, { annulReason: reason }, { baseVersion: 1 });
  const campaign = { name: 'Campaña (demostración)', kind: 'campana', audience: 'compradores', plannedOn: today };
  const amended = await registered('event', { ...campaign, unitId: 'LPZ' });
  await send(plan.who('UCN_COM'), 'event.amend', amended, { genderStrategy: true }, { baseVersion: 1 });
  const notice = { medium: 'radio', outlet: 'Radio inventada', publishedOn: today, unitId: 'LPZ' };
  const notified = await registered('pressNotice', { ...notice, title: 'Aviso (demostración)' });
  await send(official, 'pressNotice.correct', notified, { outlet: 'Otra radio inventada', reason }, { baseVersion: 1 });
  await send(official, 'pressNotice.prove', notified, { documentId }, { baseVersion: 2 });
  await send(official, 'pressNotice.annul', notified, { annulReason: reason }, { baseVersion: 3 });
}

/** Four plans: one observed and revised, one viable by its appraisals and put in doubt again, one not viable, one adopted. */
async function plans(plan: DemoPlan, send: Send, today: Day, documentId: string): Promise<void> {
  const [official, operator, coordinator] = [plan.officialOf('LPZ'), plan.operatorOf('LPZ'), plan.who('UCN_COORD')];
  const paper = { documentId };
  /** An alliance of model 2 in a state, and its plan. */
  const begun = async (
    code: string,
    state: string,
    by?: DemoAccount,
  ): Promise<{ allianceId: string; planId: string }> => {
    const [allianceId, planId] = [newId(), newId()];
    await send(plan.who('UCN_ME'), 'alliance.adopt', allianceId, {
      programmeId: 'PAR2FA',
      code,
      name: `Alianza ${code} (demostración)`,
      unitId: 'LPZ',
      state,
      organisation: { id: newId(), existing: false, name: `Organización ${code} (demostración)` },
      data: { model: 2 },
      sourceDocumentId: documentId,
      demo: true,
    });
    if (by)
      await send(operator, 'assignment.start', newId(), {
        allianceId,
        userId: by.id,
        role: 'ACOMPANANTE',
        from: today,
      });
    await send(by ?? official, 'plan.register', planId, {
      allianceId,
      kind: 'abreviado',
      families: 20,
      amountPar: 9_000_000,
      amountKind: 4_000_000,
      ...Object.fromEntries(neededSections.abreviado.map((name) => [name, 'Dicho en el plan (demostración).'])),
      demo: true,
    });
    return { allianceId, planId };
  };
  const presented = { presentedOn: today, ...paper };
  const written = await begun('DEMO-R005', 'PLAN_EN_FORMULACION');
  const { planId } = written;
  const part = async (
    noun: string,
    body: Record<string, unknown>,
    change: Record<string, unknown>,
  ): Promise<string> => {
    const id = newId();
    await send(official, `${noun}.register`, id, { planId, ...body, demo: true });
    await send(official, `${noun}.correct`, id, { ...change, reason }, { baseVersion: 1 });
    return id;
  };
  const bought = { quantity: 10_000, unitPrice: 2_000_000, amountPar: 15_000, amountKind: 5_000 };
  const item = await part(
    'planItem',
    { description: 'Balanza', category: 'bien', ...bought },
    { specification: '500 kg' },
  );
  await send(official, 'planItem.drop', item, {}, { baseVersion: 2 });
  const practice = await part('planPractice', { name: 'Riego por goteo' }, { climateResilient: true });
  await send(official, 'planPractice.drop', practice, {}, { baseVersion: 2 });
  await part('planFlow', { year: 1, income: 900_000, costs: 400_000, investment: 0 }, { costs: 450_000 });
  const wrongYear = await part('planFlow', { year: 9, income: 1, costs: 1, investment: 0 }, { costs: 2 });
  await send(official, 'planFlow.drop', wrongYear, {}, { baseVersion: 2 });
  const done = await part(
    'planMeasure',
    { kind: 'social', what: 'Actualizar la lista de socios' },
    { responsible: 'Actas' },
  );
  await send(official, 'planMeasure.fulfil', done, { fulfilledOn: today }, { baseVersion: 2 });
  const left = await part('planMeasure', { kind: 'ambiental', what: 'Cercar la toma' }, { indicator: 'Cerca puesta' });
  await send(official, 'planMeasure.drop', left, { dropReason: reason }, { baseVersion: 2 });
  const change = { summary: 'Otro resumen (demostración)', reason };
  await send(official, 'plan.correct', written.planId, change, { baseVersion: 1 });
  await send(official, 'plan.present', written.planId, presented, { baseVersion: 2 });
  await send(official, 'plan.return', written.planId, { returnReason: reason }, { baseVersion: 3 });
  const evaluated = async (
    code: string,
    by?: DemoAccount,
  ): Promise<{ allianceId: string; planId: string; opened: string }> => {
    const it = await begun(code, 'EN_EVALUACION', by);
    await send(by ?? official, 'plan.present', it.planId, presented, { baseVersion: 1 });
    const opened = await send(operator, 'plan.evaluate', it.planId, {}, { baseVersion: 2 });
    return { ...it, opened };
  };
  const issued = { issuedOn: today, result: 'viable', findings: 'Fundamento de la demostración', ...paper };
  const validated = { validatedOn: today, validatedWomen: 10, validatedMen: 8 };
  const observed = await evaluated('DEMO-R006');
  const said = { observedSections: ['proposal'], observedReason: 'Falta el precio (demostración)', ...paper };
  await send(operator, 'plan.observe', observed.planId, said, { baseVersion: 3 });
  await send(official, 'plan.revise', observed.planId, {}, { baseVersion: 4 });
  const bad = await evaluated('DEMO-R007');
  const social = derivedId(bad.opened, 12);
  const by = plan.who('UOD_SOCIAL');
  await send(by, 'appraisal.issue', social, { ...issued, ...validated }, { baseVersion: 1 });
  await send(by, 'appraisal.reopen', social, { reopenReason: reason }, { baseVersion: 2 });
  await send(by, 'appraisal.issue', social, { ...issued, ...validated, result: 'no_viable' }, { baseVersion: 3 });
  await send(operator, 'appraisal.register', newId(), { planId: bad.planId, dimension: 'riego', demo: true });
  await send(operator, 'plan.reject', bad.planId, paper, { baseVersion: 3 });
  await send(coordinator, 'alliance.correctState', bad.allianceId, {
    to: 'EN_EVALUACION',
    reachedOn: today,
    reason,
    documentId,
  });
  await send(operator, 'plan.reopen', bad.planId, { reopenReason: reason }, { baseVersion: 4 });
  // Whoever wrote a plan appraises nothing of it, so the acompañante writes this one.
  const good = await evaluated('DEMO-R009', plan.accompanist(0));
  const desks = ['UOD_OFICIAL', 'UOD_SOCIAL', 'UOD_AMBIENTAL', 'UOD_OFICIAL', 'UOD_FIDUCIARIO'] as const;
  for (const [i, role] of desks.entries())
    await send(
      plan.who(role),
      'appraisal.issue',
      derivedId(good.opened, 10 + 2 * i),
      { ...issued, ...validated },
      { baseVersion: 1 },
    );
  await send(operator, 'plan.approve', good.planId, paper, { baseVersion: 3 });
  const gone = await begun('DEMO-R010', 'PLAN_EN_FORMULACION');
  const departed = { reachedOn: today, reason, documentId };
  await send(official, 'alliance.withdraw', gone.allianceId, departed);
  await send(coordinator, 'alliance.correctState', gone.allianceId, { to: 'PLAN_EN_FORMULACION', ...departed });
  await send(operator, 'plan.resume', gone.planId, {}, { baseVersion: 2 });
  const adopted = await begun('DEMO-R008', 'EN_OPERACION');
  await send(operator, 'plan.adopt', adopted.planId, presented, { baseVersion: 1 });
}

/** A provider from the directory to the end of a contract; an evaluation, a tie, regional work and a supplier. */
async function providers(plan: DemoPlan, send: Send, today: Day, documentId: string): Promise<void> {
  const [buys, coordinator, operator] = [plan.who('UCN_ADQ'), plan.who('UCN_COORD'), plan.operatorOf('LPZ')];
  const begun = async (who: Who, noun: string, body: object): Promise<string> => {
    const id = newId();
    await send(who, `${noun}.register`, id, { ...body, demo: true });
    return id;
  };
  const step = (who: Who, kind: string, id: string, baseVersion: number, body: object) =>
    send(who, kind, id, body, { baseVersion });
  const providerId = await begun(buys, 'serviceProvider', { name: 'Proveedora inventada', services: ['asistente'] });
  await step(buys, 'serviceProvider.correct', providerId, 1, { zone: 'Valles inventados', reason });
  const terms = { providerId, service: 'asistente', subject: 'Asistir', startsOn: today, endsOn: today, amount: 100 };
  const contract = (number: string) => begun(buys, 'providerContract', { ...terms, number });
  const [done, broken, off] = [await contract('DEMO-1'), await contract('DEMO-2'), await contract('DEMO-3')];
  await step(buys, 'providerContract.correct', done, 1, { amount: 200, reason });
  await step(coordinator, 'providerContract.sign', done, 2, { documentId });
  await step(buys, 'providerContract.conclude', done, 3, { endedOn: today, documentId });
  await step(coordinator, 'providerContract.sign', broken, 1, { documentId });
  const end = { endReason: reason, endedOn: today, documentId };
  await step(coordinator, 'providerContract.terminate', broken, 2, end);
  await step(buys, 'providerContract.annul', off, 1, { endReason: reason });
  const marks = { onTime: 'regular', quality: 'regular', result: 'regular' };
  const said = { providerId, period: 'Mes inventado', startsOn: today, endsOn: today, ...marks };
  const [approved, annulled] = [
    await begun(buys, 'providerPerformance', said),
    await begun(buys, 'providerPerformance', said),
  ];
  await step(buys, 'providerPerformance.correct', approved, 1, { remarks: 'Nada', reason });
  await step(coordinator, 'providerPerformance.approve', approved, 2, {});
  await step(buys, 'providerPerformance.annul', annulled, 1, { annulReason: reason });
  const alliance = plan.alliances.find((a) => a.unitId === 'LPZ');
  const tie = { what: 'Parentesco inventado', providerId, organisationId: alliance?.organisationId, tie: 'otro' };
  const tied = await begun(operator, 'interest', { ...tie, declaredOn: today });
  await step(buys, 'interest.correct', tied, 1, { tie: 'parentesco', reason: 'Se precisó' });
  await step(coordinator, 'interest.confirm', tied, 2, { decision: reason });
  await step(coordinator, 'interest.discard', tied, 3, { decision: reason });
  const served = { initiative: 'Iniciativa inventada', userId: operator.id, unitId: 'LPZ', startsOn: today };
  const [begins, never] = [
    await begun(operator, 'regionalService', served),
    await begun(operator, 'regionalService', served),
  ];
  await step(operator, 'regionalService.correct', begins, 1, { initiative: 'Otra iniciativa inventada', reason });
  await step(operator, 'regionalService.start', begins, 2, {});
  await step(operator, 'regionalService.end', begins, 3, { endsOn: today });
  await step(operator, 'regionalService.annul', never, 1, {});
  const supplier = await begun(buys, 'goodsSupplier', { name: 'Tienda inventada', nit: '990000031' });
  const why = { reason, markedOn: today };
  await step(buys, 'goodsSupplier.correct', supplier, 1, { trade: 'insumos', reason });
  await step(buys, 'goodsSupplier.observe', supplier, 2, why);
  await step(buys, 'goodsSupplier.disable', supplier, 3, { ...why, documentId });
  await step(buys, 'goodsSupplier.enable', supplier, 4, why);
  await step(buys, 'serviceProvider.retire', providerId, 2, { inactiveReason: reason });
  await step(buys, 'serviceProvider.return', providerId, 3, {});
}

/** A call to its second opening, requests to each of their ends, and a credit to each of its own. */
async function calls(plan: DemoPlan, send: Send, today: Day, documentId: string): Promise<void> {
  const [expert, coordinator, official] = [plan.who('UCN_NEG'), plan.who('UCN_COORD'), plan.officialOf('LPZ')];
  const begun = async (who: Who, noun: string, body: object): Promise<string> => {
    const id = newId();
    await send(who, `${noun}.register`, id, { ...body, demo: true });
    return id;
  };
  const step = (who: Who, kind: string, id: string, baseVersion: number, body: object) =>
    send(who, kind, id, body, { baseVersion });
  const bases = { title: 'Convocatoria inventada', areas: 'Todas', bases: 'Ninguna', requirements: 'Ninguno' };
  const term = { opensOn: addDays(today, -3), closesOn: addDays(today, 9) };
  const callId = await begun(expert, 'call', { ...bases, ...term, number: 'DEMO-98' });
  const never = await begun(expert, 'call', { ...bases, ...term, number: 'DEMO-99' });
  await step(expert, 'call.discard', never, 1, {});
  await step(expert, 'call.correct', callId, 1, { areas: 'Algunas', reason });
  await step(coordinator, 'call.open', callId, 2, { documentId });
  const asked = { callId, presentedBy: 'comprador', presenter: 'Persona inventada', groupName: 'Grupo inventado' };
  const request = () => begun(official, 'request', { ...asked, receivedOn: today, unitId: 'LPZ' });
  const [joins, fails, leaves] = [await request(), await request(), await request()];
  await step(official, 'request.correct', joins, 1, { families: 20, reason });
  await step(official, 'request.review', joins, 2, { checklist: Object.keys(deskChecks) });
  await step(official, 'request.admit', joins, 3, {});
  const operator = plan.operatorOf('LPZ');
  const act = { explanation: reason, documentId };
  await step(operator, 'request.revoke', joins, 4, act);
  await step(official, 'request.admit', joins, 5, {});
  const allianceId = plan.alliances.find((a) => a.unitId === 'LPZ')?.id;
  await step(official, 'request.join', joins, 6, { allianceId });
  await step(official, 'request.withdraw', leaves, 1, { explanation: reason });
  const cause = { cause: 'otra', explanation: reason, notifiedOn: today, documentId };
  await step(official, 'request.reject', fails, 1, cause);
  await step(operator, 'request.reopen', fails, 2, act);
  await step(coordinator, 'call.close', callId, 3, { closeReason: reason });
  const again = { extendedTo: addDays(today, -1), reopenReason: 'Para la demostración inventada', documentId };
  await step(coordinator, 'call.reopen', callId, 4, again);
  await send(null, 'call.expire', callId, {}, { baseVersion: 5 });
  const taken = { allianceId, institution: 'Banco inventado', amount: 100 };
  const [runs, drops] = [await begun(official, 'credit', taken), await begun(official, 'credit', taken)];
  await step(official, 'credit.correct', runs, 1, { months: 12, reason });
  await step(official, 'credit.grant', runs, 2, { grantedOn: today, documentId });
  await step(official, 'credit.report', runs, 3, { standing: 'mora', standingOn: today, documentId });
  await step(official, 'credit.assess', runs, 4, { fulfilled: 'no', fulfilledOn: today, documentId });
  await step(official, 'credit.settle', runs, 5, { closedOn: today, documentId });
  await step(official, 'credit.drop', drops, 1, { reason });
}

/** Each noun of accompaniment through its life: recorded, given back, corrected, verified, validated; and annulled. */
async function accompaniment({ db }: System, plan: DemoPlan, send: Send, today: Day): Promise<void> {
  const person = plan.accompanist(0);
  const alliance = plan.alliances.find((a) => a.accompanist === 0);
  const [operator, official] = [plan.operatorOf(alliance?.unitId ?? ''), plan.officialOf(alliance?.unitId ?? '')];
  const version = async (noun: string, id: string): Promise<number> =>
    (await db.query<{ version: number }>(`select version from ${noun} where id = $1::uuid`, [id]))[0]?.version ?? 0;
  const reviewed = async (noun: string, table: string, id: string, again: readonly [string, object]): Promise<void> => {
    const step = async (who: Who, name: string, body: object = {}): Promise<void> => {
      await send(who, `${noun}.${name}`, id, body, { baseVersion: await version(table, id) });
    };
    await step(official, 'return', { returnReason: reason });
    await step(person, ...again);
    await step(official, 'verify');
    await step(plan.who('UCN_ME'), 'validate');
  };
  const annulled = (noun: string, id: string) =>
    send(official, `${noun}.annul`, id, { annulReason: reason }, { baseVersion: 1 });
  const begun = async (who: Who, noun: string, body: object): Promise<string> => {
    const id = newId();
    await send(who, `${noun}.register`, id, { allianceId: alliance?.id, ...body });
    return id;
  };

  const what = { stage: 'operacion', what: 'Cerco perimetral (demostración)', programmedOn: today };
  const [milestone, dropped] = [await begun(operator, 'milestone', what), await begun(operator, 'milestone', what)];
  await annulled('milestone', dropped);
  await send(operator, 'milestone.correct', milestone, { responsible: 'La directiva', reason }, { baseVersion: 1 });
  const moved = { movedTo: addDays(today, 5), moveReason: reason };
  await send(operator, 'milestone.reschedule', milestone, moved, { baseVersion: 2 });
  await send(person, 'milestone.execute', milestone, { executedOn: today }, { baseVersion: 3 });
  await reviewed('milestone', 'milestone', milestone, ['execute', { executedOn: today, executionNotes: reason }]);

  const { code: productCode, unit: unitCode } = alliance?.product ?? { code: '', unit: '' };
  const opened = { campaign: 'Campaña (demostración)', productCode, unitCode, openedOn: today };
  const closed = { closedOn: today, production: 10_000, soldVolume: 10_000 };
  const [cycle, never] = [
    await begun(person, 'productiveCycle', opened),
    await begun(person, 'productiveCycle', opened),
  ];
  await annulled('productiveCycle', never);
  await send(person, 'productiveCycle.correct', cycle, { area: 10_000, reason }, { baseVersion: 1 });
  await send(person, 'productiveCycle.close', cycle, closed, { baseVersion: 2 });
  await reviewed('productiveCycle', 'productive_cycle', cycle, ['close', { ...closed, costs: 100 }]);

  const told: readonly (readonly [string, string, Record<string, unknown>])[] = [
    [
      'technicalAssistance',
      'technical_assistance',
      { givenOn: today, topic: 'riego', what: 'Riego (demostración)', hours: 20_000, women: 1, men: 1, giver: 'otro' },
    ],
    [
      'practiceAdoption',
      'practice_adoption',
      {
        ...{ observedOn: today, practiceKind: 'suelos', practice: 'Terrazas (demostración)', how: 'parcela' },
        ...{ familiesLedByWomen: 1, familiesLedByMen: 1 },
      },
    ],
    [
      'measureFollowUp',
      'measure_follow_up',
      { checkedOn: today, measureKind: 'social', measure: 'Reglamento (demostración)', fulfilled: 'si' },
    ],
  ];
  for (const [noun, table, body] of told) {
    const [kept, wrong] = [await begun(person, noun, body), await begun(person, noun, body)];
    await annulled(noun, wrong);
    await send(person, `${noun}.correct`, kept, { ...body, reason }, { baseVersion: 1 });
    await reviewed(noun, table, kept, ['amend', { allianceId: alliance?.id, ...body }]);
  }
}

async function conversation({ db }: System, plan: DemoPlan, send: Send): Promise<void> {
  const [complaint] = await db.query<{ id: string }>(
    "select id from complaint where state = 'CLASIFICADO' and against is null order by id limit 1",
  );
  await send(plan.who('UCN_RECL'), 'complaint.remark', complaint?.id ?? '', {
    side: 'told',
    text: 'Lo estamos viendo (demostración).',
  });
}

/** A ranking, a session, its decisions and a resolution, with every step of each. */
async function committee({ db }: System, plan: DemoPlan, send: Send, today: Day, documentId: string): Promise<void> {
  const [planner, business, coordinator, member] = [
    plan.who('MDRYT_DGP'),
    plan.who('UCN_NEG'),
    plan.who('UCN_COORD'),
    plan.who('COMITE'),
  ];
  const made = async (who: Who, kind: string, body: object): Promise<string> => {
    const id = newId();
    await send(who, kind, id, body);
    return id;
  };
  const alliances = await db.query<{ id: string; unit_id: string; version: number }>(
    `select a.id, a.unit_id, p.version from alliance a
       join alliance_profile p on p.record_id = a.id and p.standing = 'current'
      where a.state = 'PLAN_VIABLE' order by a.code limit 1`,
  );
  const [first] = alliances;
  if (!first) throw new Error('no alliance with a viable plan');
  const [allianceId, unitId] = [first.id, first.unit_id];
  // Its file may lack an amount, without which it is not prioritised.
  await send(
    plan.officialOf(unitId),
    'alliance.complete',
    allianceId,
    { amountPar: 1, amountCounterpart: 1 },
    {
      baseVersion: first.version,
    },
  );
  const dated = { validFrom: '2026-01-01', source: 'Inventado para la demostración' };
  const criterionId = await made(planner, 'priorityCriterion.register', { name: 'Único', weight: 9_000, ...dated });
  await send(planner, 'priorityCriterion.correct', criterionId, { weight: 10_000, reason }, { baseVersion: 1 });
  await send(planner, 'priorityCriterion.confirm', criterionId, { documentId });
  const left = await made(planner, 'priorityCriterion.register', { name: 'Otro', weight: 1, ...dated });
  await send(planner, 'priorityCriterion.retire', left, {});
  const run = { name: 'De todo', unitId, year: '2026', budget: 1, cut: 'corte' };
  const rankingId = await made(business, 'ranking.register', run);
  await send(business, 'ranking.correct', rankingId, { budget: 100, reason }, { baseVersion: 1 });
  const entry = { rankingId, allianceId, amountPar: 99 };
  const entryId = await made(business, 'rankingEntry.register', entry);
  await send(business, 'rankingEntry.correct', entryId, { amountPar: 100, reason }, { baseVersion: 1 });
  const scoreId = await made(planner, 'priorityScore.register', { rankingId, allianceId, criterionId, points: 1 });
  await send(planner, 'priorityScore.correct', scoreId, { points: 60, reason }, { baseVersion: 1 });
  const wrong = await made(planner, 'priorityScore.register', {
    rankingId,
    allianceId,
    criterionId: left,
    points: 1,
  });
  await send(planner, 'priorityScore.drop', wrong, {});
  // Whoever put its scores does not confirm it.
  const chief = { id: newId() };
  const admin = plan.who('ADMIN_TI');
  const account = { username: 'dgp.demo', name: 'Jefa Inventada (demostración)', ciNumber: '990004' };
  await send(admin, 'user.create', chief.id, account);
  await made(admin, 'role.propose', { userId: chief.id, role: 'MDRYT_DGP', scopeIds: [] });
  await send(chief, 'ranking.confirm', rankingId, {});
  await send(business, 'ranking.close', await made(business, 'ranking.register', { ...run, name: 'Cerrada' }), {});
  const other = await made(business, 'ranking.register', { ...run, name: 'Otra' });
  const gone = await made(business, 'rankingEntry.register', { ...entry, rankingId: other });
  await send(business, 'rankingEntry.withdraw', gone, {});
  await send(business, 'ranking.discard', other, {});
  await send(business, 'alliance.advance', allianceId, { to: 'PRIORIZADA', reachedOn: today });
  await send(planner, 'ranking.replace', rankingId, {});

  const sessionId = await made(business, 'committeeSession.register', { number: 'Inventada 1', plannedOn: today });
  await send(business, 'committeeSession.correct', sessionId, { venue: 'La Paz', reason }, { baseVersion: 1 });
  const seats: string[] = [];
  for (const userId of [member.id, null, null]) {
    const body = { sessionId, name: `Integrante ${seats.length + 1}`, entity: 'MDRyT', userId };
    seats.push(await made(business, 'committeeMember.register', body));
  }
  const [seat = ''] = seats;
  await send(business, 'committeeMember.correct', seat, { chairs: true, reason }, { baseVersion: 1 });
  await send(business, 'committeeMember.miss', seat, {});
  for (const id of seats) await send(business, 'committeeMember.attend', id, {});
  await send(business, 'committeeSession.hold', sessionId, { heldOn: today });
  const tie = await made(member, 'interestConflict.register', { memberId: seat, allianceId, reason });
  await send(coordinator, 'interestConflict.withdraw', tie, { documentId });
  const amounts = { amountPar: 90, amountCounterpart: 40 };
  const decisionId = await made(business, 'committeeDecision.register', { sessionId, allianceId, ...amounts });
  await send(business, 'committeeDecision.correct', decisionId, { amountPar: 100, reason }, { baseVersion: 1 });
  await send(member, 'committeeDecision.approve', decisionId, {});
  await send(member, 'committeeSession.minute', sessionId, { documentId });
  const norm = { issuedOn: today, authority: 'MAE', purpose: 'Inversión', destination: 'Organizaciones' };
  const resolutionId = await made(business, 'resolution.register', { number: 'Inventada 1', amount: 1, ...norm });
  await send(business, 'resolution.correct', resolutionId, { amount: 100, reason }, { baseVersion: 1 });
  await send(coordinator, 'resolution.enact', resolutionId, { documentId });
  await send(business, 'committeeDecision.resolve', decisionId, { resolutionId });
  const annulled = await made(business, 'resolution.register', { number: 'Inventada 2', amount: 1, ...norm });
  await send(coordinator, 'resolution.annul', annulled, { documentId });
  const empty = await made(business, 'committeeSession.register', { number: 'Inventada 2', plannedOn: today });
  for (const step of ['withdraw', 'defer', 'reject'] as const) await decided(step);
  await send(business, 'committeeSession.cancel', empty, { reason });

  /** A decision of another session about the same alliance, taken by a step. */
  async function decided(step: 'withdraw' | 'defer' | 'reject'): Promise<void> {
    const session = await made(business, 'committeeSession.register', {
      number: `Inventada ${step}`,
      plannedOn: today,
    });
    const id = await made(business, 'committeeDecision.register', { sessionId: session, allianceId, ...amounts });
    if (step === 'withdraw') {
      await send(business, 'committeeDecision.withdraw', id, {});
      return;
    }
    for (const [i, userId] of [member.id, null, null].entries()) {
      const body = { sessionId: session, name: `Integrante ${i}`, entity: 'MDRyT', userId };
      await send(business, 'committeeMember.attend', await made(business, 'committeeMember.register', body), {});
    }
    await send(business, 'committeeSession.hold', session, { heldOn: today });
    await send(member, `committeeDecision.${step}`, id, { observations: 'Inventada para la demostración' });
  }
}
