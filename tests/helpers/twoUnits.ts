import { beginFields, type Life } from '../../domain/kernel/noun/life.ts';
import { lives } from '../../domain/nouns.ts';
import type { Actor } from '../../domain/people/actor.ts';
import { recordInitialParameters } from '../../server/commands/initialParameters.ts';
import { newId } from '../../server/ids.ts';
import { refreshEvidence } from '../../server/monitoring/evidence.ts';
import { loadCatalogue } from '../../server/stores/loadCatalogue.ts';
import { beginner, bodyToBegin, TOLD_BY_HAND } from './nounRows.ts';
import { day, NOW, TODAY, type World } from './world.ts';

/** Text in every free text of the other unit's rows; a person who reaches only the own unit must never read it. */
export const FOREIGN = 'ZZFUGA';
/** Texts in everything personal of both units; a view without personal data must never contain them. */
export const PERSONAL = ['ZZPERSONA', '99887766', '70099887'] as const;

export interface Seeded {
  readonly unit: string;
  readonly municipality: string;
  readonly alliance: string;
  readonly organisation: string;
  /** Ids of all rows made in the unit, by what they are. */
  readonly ids: Readonly<Record<string, string>>;
  /** Ids of rows that belong to no unit: registers shared by everybody who may read them. */
  readonly shared: Readonly<Record<string, string>>;
}

/** Two units with the same kinds of rows: LPZ is the reader's own, SCZ the other one. */
export async function seedTwoUnits(world: World): Promise<{ mine: Seeded; other: Seeded }> {
  await world.reset();
  await loadCatalogue(world.db);
  await recordInitialParameters(world.system.context, NOW);
  const me = await world.person('UCN_ME');
  const admin = await world.person('ADMIN_TI');
  const mine = await seedUnit(world, me, admin, 'LPZ', '020101', 'propia', 1);
  const other = await seedUnit(world, me, admin, 'SCZ', '070101', FOREIGN, 2);
  await world.seal();
  await refreshEvidence(world.db, { programme: 'PAR2FA', today: TODAY, now: NOW, full: true });
  return { mine, other };
}

/** A value for every text field of a noun, containing the mark of its unit. */
const markedTexts = (l: Life, mark: string): Record<string, string> =>
  Object.fromEntries(
    beginFields(l).flatMap((name) =>
      l.noun.fields[name]?.kind === 'text' && !l.noun.fields[name]?.options.digits
        ? [[name, `Palabras de ${mark}`]]
        : [],
    ),
  );

async function seedUnit(
  world: World,
  me: Actor,
  admin: Actor,
  unit: string,
  municipality: string,
  mark: string,
  n: number,
): Promise<Seeded> {
  const must = async (
    actor: Actor,
    kind: string,
    subjectId: string,
    body: unknown,
    more: Parameters<World['send']>[4] = {},
  ) => {
    const result = await world.send(actor, kind, subjectId, body, more);
    if (result.status !== 'accepted' && result.status !== 'conflict')
      throw new Error(`${kind}: ${JSON.stringify(result)}`);
    return subjectId;
  };
  const official = await world.person('UOD_OFICIAL', [unit]);
  const operator = await world.person('UOD_OPERADOR', [unit]);
  const { id: alliance, organisationId: organisation } = await world.alliance(unit, {
    name: `Alianza ${mark}`,
    organisation: { id: newId(), existing: false, name: `Organización ${mark}`, municipalityCode: municipality },
    data: {
      model: 1,
      municipalityCode: municipality,
      communityName: `Comunidad ${mark}`,
      buyerName: `Comprador ${mark}`,
      lon: -66 + n,
      lat: -16,
    },
    note: `Nota ${mark}`,
  });
  const [row] = await world.db.query<{ organisation_id: string }>(
    'select organisation_id from alliance where id = $1',
    [alliance],
  );
  const organisationId = row?.organisation_id ?? organisation;
  const companion = await world.person('ACOMPANANTE', [alliance]);
  const document = await must(official, 'document.record', newId(), {
    title: `Acta ${mark}`,
    reference: `Archivo ${mark}`,
  });
  await must(official, 'community.record', newId(), {
    municipalityCode: municipality,
    name: `Comunidad registrada ${mark}`,
  });
  // Buyers do not belong to a unit: they are one register for the whole programme, so that units do not write the same
  // one again.
  const buyer = await must(official, 'buyer.register', newId(), { name: `Compradora ${n}`, kind: 'empresa' });
  const [product] = await world.db.query<{ code: string; unit: string }>(
    `select p.code, c.unit_code as unit from product p join unit_conversion c on c.product_code = p.code
      order by p.code, c.unit_code limit 1`,
  );
  const business = await must(official, 'businessAgreement.record', newId(), {
    allianceId: alliance,
    buyerId: buyer,
    productCode: product?.code,
    quantityPerCycle: 10_000,
    unitCode: product?.unit,
    price: 10_000,
  });
  // Before families and what happens in the field, which are then the last of the history that the alliance shows.
  const declared: Record<string, string> = {};
  const shared: Record<string, string> = { buyerOfAgreement: buyer };
  const pointed: Record<string, string | undefined> = {
    unit,
    municipality,
    alliance,
    organisation: organisationId,
    document,
    buyer,
    user: official.id,
    programme: 'PAR2FA',
    product: product?.code,
    measureUnit: product?.unit,
  };
  for (const l of lives.filter(({ noun }) => !TOLD_BY_HAND.includes(noun.name))) {
    const { role, ids } = beginner(l, { unit, alliance });
    const nowhere = l.noun.place.anywhere;
    const made = await must(
      await world.person(role, ids),
      `${l.noun.name}.register`,
      newId(),
      bodyToBegin(l, { ...pointed, ...shared, ...declared }, nowhere ? {} : markedTexts(l, mark)),
    );
    (nowhere ? shared : declared)[l.noun.name] = made;
    // What is declared later may refer to it.
    pointed[l.noun.name] = made;
  }
  const person = newId();
  const holder = {
    id: person,
    ciNumber: `${PERSONAL[1]}${n}`,
    givenNames: `${PERSONAL[0]} ${mark}`,
    paternalSurname: `${PERSONAL[0]}`,
    sex: 'F',
    birthDate: `198${n}-02-03`,
    phone: PERSONAL[2],
  };
  const member = await must(official, 'family.enrol', newId(), {
    allianceId: alliance,
    familyId: newId(),
    holder,
    representative: 'holder',
    municipalityCode: municipality,
  });
  const visit = newId();
  const visitBody = {
    allianceId: alliance,
    done: true,
    presentMembers: [],
    topics: ['produccion'],
    commitments: [{ text: `Compromiso ${mark}`, who: `${PERSONAL[0]} ${mark}` }],
    notes: `Visita ${mark}`,
    photos: [],
  };
  await must(companion, 'visit.register', visit, visitBody);
  await must(official, 'visit.correct', visit, { ...visitBody, notes: `Corregida ${mark}` }, { baseVersion: 1 });
  await must(companion, 'visit.correct', visit, { ...visitBody, notes: `Propuesta ${mark}` }, { baseVersion: 1 });
  const sale = await must(companion, 'sale.register', newId(), {
    allianceId: alliance,
    buyerId: null,
    buyerOther: `Feria ${mark}`,
    productCode: product?.code,
    quantity: 20_000,
    unitCode: product?.unit,
    price: 15_000,
    documentNumber: mark,
    notes: `Venta ${mark}`,
    photos: [],
  });
  const user = await must(admin, 'user.create', newId(), {
    username: `cuenta.${mark.toLowerCase()}`,
    name: `Cuenta ${mark}`,
    ciNumber: `${PERSONAL[1]}${n + 5}`,
    phone: PERSONAL[2],
    unitId: unit,
  });
  const proposed = await must(admin, 'role.propose', newId(), {
    userId: user,
    role: 'UOD_FIDUCIARIO',
    scopeIds: [unit],
  });
  const device = await must(companion, 'device.register', newId(), { name: `Teléfono ${mark}` });
  const grantOfOperator = operator.grants[0]?.id;
  const delegation = await must(operator, 'delegation.give', newId(), {
    grantId: grantOfOperator,
    toUserId: official.id,
    from: TODAY,
    to: day(5),
    reason: `Permiso ${mark}`,
  });
  const twin = await world.alliance(unit, {
    name: `Alianza gemela ${mark}`,
    organisation: { id: newId(), existing: false, name: `Organización gemela ${mark}` },
  });
  const [twinRow] = await world.db.query<{ organisation_id: string }>(
    'select organisation_id from alliance where id = $1',
    [twin.id],
  );
  const duplicate = await must(me, 'duplicate.raise', newId(), {
    noun: 'organisation',
    leftId: organisationId,
    rightId: twinRow?.organisation_id,
    reason: `Se parecen ${mark}`,
    score: 80,
  });
  const heldId = newId();
  const held = await world.send(
    companion,
    'visit.correct',
    visit,
    { ...visitBody, notes: `Retenida ${mark}` },
    { id: heldId, after: [newId()], baseVersion: 1 },
  );
  if (held.status !== 'held') throw new Error(JSON.stringify(held));
  const officer = await world.person('UCN_RECL');
  const complaint = await must(official, 'complaint.register', newId(), {
    receivedOn: TODAY,
    channel: 'oficina',
    privacy: 'publica',
    story: `Relato del reclamo ${mark}`,
    allianceId: alliance,
    unitId: unit,
  });
  await must(officer, 'complaint.acknowledge', complaint, { acknowledgedOn: TODAY }, { baseVersion: 1 });
  await must(officer, 'complaint.classify', complaint, { topic: 'demora' }, { baseVersion: 2 });
  const batch = await must(operator, 'verification.draw', newId(), {
    unitId: unit,
    noun: 'sale',
    month: TODAY.slice(0, 7),
    stage: 'unit',
  });
  const token = await must(official, 'token.create', newId(), {
    name: `Tablero ${mark}`,
    tokenHash: String(n).repeat(64),
    roles: ['UOD_OFICIAL'],
    operations: ['alliance.list'],
    expiresOn: day(30),
  });
  const [saleVersion] = await world.db.query<{ id: string }>(
    `select id from sale where record_id = $1 and standing = 'current'`,
    [sale],
  );
  const [conflict] = await world.db.query<{ id: string }>('select id from conflict where alliance_id = $1', [alliance]);
  const [visitVersion] = await world.db.query<{ id: string }>(
    `select id from visit where record_id = $1 and standing = 'current'`,
    [visit],
  );
  return {
    unit,
    municipality,
    alliance,
    organisation: organisationId,
    shared,
    ids: {
      alliance,
      organisation: organisationId,
      document,
      person,
      member,
      complaint,
      ...declared,
      business,
      visit,
      visitVersion: visitVersion?.id ?? visit,
      sale,
      user,
      proposed,
      device,
      delegation,
      duplicate,
      batch,
      token,
      held: heldId,
      saleVersion: saleVersion?.id ?? sale,
      conflict: conflict?.id ?? newId(),
      companion: companion.id,
      official: official.id,
      twin: twin.id,
    },
  };
}
