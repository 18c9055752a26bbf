import { addDays, dayOf, type Instant } from '../../domain/kernel/dates.ts';
import { derivedId } from '../../domain/kernel/ids.ts';
import { roles } from '../../domain/people/roles.ts';
import type { DemoAccount } from './accounts.ts';
import type { DemoBatch, DemoCommand, ReviewItem } from './batch.ts';
import { familyCommands } from './families.ts';
import { at, type DemoPlan } from './plan.ts';
import type { DemoAlliance } from './portfolio.ts';
import { randomOf } from './random.ts';

/** Creates the accounts with their roles, as *sistema*; only a database created for demonstration allows this. */
export function* accountBatches(plan: DemoPlan): Generator<DemoBatch> {
  const receivedAt = at(plan.bornOn, 8);
  for (const account of plan.accounts) {
    const random = randomOf(plan.seed.seed, 'account opened', account.username);
    const body = {
      username: account.username,
      name: account.name,
      ciNumber: account.ci,
      unitId: account.unitId,
      demo: true,
    };
    const created: DemoCommand = {
      id: random.id(receivedAt),
      kind: 'user.create',
      subjectId: account.id,
      body,
      occurredOn: plan.bornOn,
      at: receivedAt,
    };
    // The representative of an organisation gets the role once the organisation exists.
    const commands =
      roles[account.role].scope === 'organisation' ? [created] : [created, roleCommand(plan, account, receivedAt)];
    yield { actor: null, receivedAt, commands };
  }
}

function roleCommand(plan: DemoPlan, account: DemoAccount, receivedAt: Instant): DemoCommand {
  const random = randomOf(plan.seed.seed, 'role', account.username);
  const day = dayOf(receivedAt);
  const body = { userId: account.id, role: account.role, scopeIds: account.ids, from: day, demo: true };
  return {
    id: random.id(receivedAt),
    kind: 'role.propose',
    subjectId: random.id(receivedAt),
    body,
    occurredOn: day,
    at: receivedAt,
  };
}

/** Id of the document with which the alliances of a unit are adopted. */
export function documentIdOf(plan: DemoPlan, unitId: string): string {
  return randomOf(plan.seed.seed, 'document', unitId).id(at(plan.bornOn, 9));
}

/** One supporting document for each unit, and the buyers. */
export function* documentBatches(plan: DemoPlan): Generator<DemoBatch> {
  const day = addDays(plan.bornOn, 2);
  const receivedAt = at(day, 9);
  for (const unitId of [...new Set(plan.alliances.map((a) => a.unitId))].sort()) {
    const random = randomOf(plan.seed.seed, 'document', unitId);
    const subjectId = random.id(at(plan.bornOn, 9));
    const body = {
      title: `Acta de traspaso de expedientes, unidad ${unitId} (demostración)`,
      reference: `DEMO/${unitId}/001`,
      issuedOn: plan.bornOn,
      demo: true,
    };
    yield {
      actor: plan.officialOf(unitId),
      receivedAt,
      commands: [
        { id: random.id(receivedAt), kind: 'document.record', subjectId, body, occurredOn: day, at: receivedAt },
      ],
    };
  }
  yield* buyerBatches(plan, receivedAt);
}

/**
 * The buyers. Most have everything that BR-09 requires; of these, the ones that are in business long enough are
 * qualified.
 */
function* buyerBatches(plan: DemoPlan, receivedAt: Instant): Generator<DemoBatch> {
  const day = dayOf(receivedAt);
  const registered: DemoCommand[] = [];
  const qualified: DemoCommand[] = [];
  for (const [n, [name, subjectId]] of [...plan.buyers].entries()) {
    const random = randomOf(plan.seed.seed, 'buyer registered', name);
    const command = { subjectId, occurredOn: day, at: receivedAt };
    const id = random.id(receivedAt);
    const years = random.int(1, 15);
    const known = random.chance(0.8)
      ? {
          nit: String(990_000_100 + n),
          startedOn: addDays(day, -365 * years - random.int(0, 364)),
          municipalityCode: plan.alliances.find(({ buyer }) => buyer === name)?.municipality.code,
          address: `Calle ${random.int(1, 40)} n.º ${random.int(10, 900)} (demostración)`,
        }
      : {};
    registered.push({
      ...command,
      id,
      kind: 'buyer.register',
      body: { name, kind: buyerKind(name), ...known, demo: true },
    });
    if ('nit' in known && years > 2)
      qualified.push({ ...command, id: derivedId(id, 1), kind: 'buyer.qualify', body: {}, baseVersion: 1 });
  }
  yield { actor: plan.who('UCN_ME'), receivedAt, commands: registered };
  if (qualified.length > 0) yield { actor: plan.who('UCN_NEG'), receivedAt, commands: qualified };
}

function buyerKind(name: string): string {
  if (/^Programa/.test(name)) return 'institucion_publica';
  if (/^Mercado Mayorista/.test(name)) return 'mayorista';
  return /^Exportadora/.test(name) ? 'exportador' : 'empresa';
}

interface AllianceFile {
  readonly adopted: DemoCommand;
  readonly business: DemoCommand | null;
  readonly enrolled: readonly DemoCommand[];
}

/**
 * The commands that bring in the file of an alliance: the alliance, its agreement with its buyer, its families. Pure.
 */
function fileOf(plan: DemoPlan, alliance: DemoAlliance): AllianceFile {
  const receivedAt = adoptedAt(alliance);
  const random = randomOf(plan.seed.seed, 'adopted', alliance.index);
  const command = (kind: string, subjectId: string, body: unknown): DemoCommand => ({
    id: random.id(receivedAt),
    kind,
    subjectId,
    body,
    occurredOn: alliance.adoptedOn,
    at: receivedAt,
  });
  return {
    adopted: command('alliance.adopt', alliance.id, adoptBody(plan, alliance)),
    business: alliance.signedOn
      ? command('businessAgreement.record', random.id(receivedAt), businessBody(plan, alliance))
      : null,
    enrolled: familyCommands(plan, alliance),
  };
}

function adoptedAt(alliance: DemoAlliance): Instant {
  return at(alliance.adoptedOn, 10, alliance.index % 60);
}

/** Brings in an alliance with its organisation, its agreements, its families and the people who serve it. */
export function* allianceBatches(plan: DemoPlan, alliance: DemoAlliance): Generator<DemoBatch> {
  const official = plan.officialOf(alliance.unitId);
  const receivedAt = adoptedAt(alliance);
  const day = alliance.adoptedOn;
  const { adopted, business, enrolled } = fileOf(plan, alliance);
  yield { actor: official, receivedAt, commands: business ? [adopted, business] : [adopted] };
  const representatives = plan.accounts.filter((a) => a.ids.includes(alliance.organisationId));
  for (const account of representatives)
    yield { actor: null, receivedAt, commands: [roleCommand(plan, account, receivedAt)] };
  const random = randomOf(plan.seed.seed, 'served', alliance.index);
  const served = plan.assigned.filter((a) => a.allianceIndex === alliance.index);
  const assignments = served.map(({ account }): DemoCommand => {
    const body = { allianceId: alliance.id, userId: account.id, role: account.role, from: day };
    return {
      id: random.id(receivedAt),
      kind: 'assignment.start',
      subjectId: random.id(receivedAt),
      body,
      occurredOn: day,
      at: receivedAt,
    };
  });
  if (assignments.length > 0) yield { actor: plan.operatorOf(alliance.unitId), receivedAt, commands: assignments };
  if (enrolled.length > 0) yield { actor: official, receivedAt: at(day, 11, 30), commands: enrolled };
}

/** Versions of the records in an alliance's file, by table, for the people who verify and validate them. */
export function fileItems(plan: DemoPlan, alliance: DemoAlliance): Readonly<Record<string, readonly ReviewItem[]>> {
  const { adopted, business, enrolled } = fileOf(plan, alliance);
  const itself = (c: DemoCommand): ReviewItem => ({ recordId: c.subjectId, versionId: c.id });
  return {
    alliance_profile: [itself(adopted)],
    agreement: alliance.signedOn ? [{ recordId: alliance.agreementId, versionId: derivedId(adopted.id, 2) }] : [],
    commercial_agreement: business ? [itself(business)] : [],
    organisation_member: enrolled.map(itself),
  };
}

function adoptBody(plan: DemoPlan, a: DemoAlliance) {
  return {
    programmeId: 'PAR2FA',
    code: a.code,
    name: a.organisation.name,
    unitId: a.unitId,
    state: a.state,
    stateSince: a.adoptedOn,
    organisation: { id: a.organisationId, existing: false, ...a.organisation, municipalityCode: a.municipality.code },
    data: {
      model: a.model,
      municipalityCode: a.municipality.code,
      municipalityHow: 'chosen',
      communityName: a.community,
      lon: a.lon,
      lat: a.lat,
      accuracyM: 15,
      productCode: a.product.code,
      familiesDeclared: a.families,
      womenDeclared: a.women,
      amountPar: a.amountPar,
      amountCounterpart: a.amountCounterpart,
      buyerName: a.signedOn ? a.buyer : null,
    },
    agreement: a.signedOn
      ? {
          id: a.agreementId,
          number: `DEMO-${a.unitId}-${a.index + 1}/${a.signedOn.slice(0, 4)}`,
          kind: a.model === 2 ? 'AT' : 'integral',
          signedOn: a.signedOn,
          amountPar: a.amountPar,
          amountCounterpart: a.amountCounterpart,
        }
      : null,
    sourceDocumentId: documentIdOf(plan, a.unitId),
    demo: true,
  };
}

function businessBody(plan: DemoPlan, a: DemoAlliance) {
  const [least, most] = a.product.volume;
  const [low, high] = a.product.price;
  const perYear = Math.round(((least + most) / 2) * a.product.months.length * (a.families / 25));
  return {
    allianceId: a.id,
    buyerId: plan.buyers.get(a.buyer),
    productCode: a.product.code,
    quantityPerCycle: perYear * 10_000,
    unitCode: a.product.unit,
    price: Math.round((low + high) * 10) * 500,
    baselineQuantity: Math.round(perYear * 0.7) * 10_000,
    startsOn: a.signedOn,
    endsOn: a.signedOn ? addDays(a.signedOn, 730) : null,
  };
}
