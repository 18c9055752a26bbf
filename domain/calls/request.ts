import { choice, choices, count, day, flag, money, reference, text } from '../kernel/noun/kinds.ts';
import { type Guard, life } from '../kernel/noun/life.ts';
import { type AnyRow, noun } from '../kernel/noun/noun.ts';
import { nationalTeam, type Role, unitTeam } from '../people/roles.ts';
import { type CallTerm, receivesOn } from './call.ts';

/** Who receives requests at the office of a unit and checks them at the desk (BR-05). */
export const requestKeepers: readonly Role[] = ['UOD_OFICIAL', 'UOD_OPERADOR'];

/** The papers of a request (BR-05, BR-11). */
const papers = {
  formulario: 'formulario del programa',
  lista: 'lista de socios',
  carta: 'carta de intenciones del comprador',
  presentacion: 'carta de presentación',
  personeria: 'personería jurídica, si la tiene',
  ubicacion: 'croquis o coordenadas',
} as const;

/** Who takes an admission back, and opens again what was not admitted: the head of the unit. */
const reviser: readonly Role[] = ['UOD_OPERADOR'];

/** What is checked at the desk, in the order BR-05, BR-01, BR-06 to BR-11; what is not ticked is not met. */
export const deskChecks = {
  plazo: 'la presentó un productor o el comprador, en formato y plazo',
  rural: 'comunidad rural',
  familias: 'número de familias',
  forma: 'forma de organización reconocida',
  antes: 'sus familias no fueron financiadas antes',
  comprador: 'comprador con dos años y domicilio',
  acuerdo: 'hay un acuerdo de negocios',
  cartas: 'cartas de intenciones y de presentación',
} as const;

/** Of these checks, those that the programme has not confirmed: not met, they warn, and it is admitted with a reason. */
const advised: readonly string[] = ['familias', 'comprador', 'acuerdo', 'cartas'] satisfies (keyof typeof deskChecks)[];

/** Why a request is not admitted (domain brief 2.2, state 1a). */
const causes = {
  plazo: 'fuera de plazo',
  area: 'fuera del área',
  organizacion: 'la organización no es elegible',
  familias: 'sus familias ya fueron financiadas',
  comprador: 'sin comprador, o sin lo que se le pide',
  papeles: 'faltan papeles',
  otra: 'otra causa',
} as const;

const legalForms = {
  comunidad: 'comunidad',
  capitania: 'capitanía',
  ayllu: 'ayllu',
  asociacion: 'asociación',
  cooperativa: 'cooperativa',
  coraca: 'CORACA',
  otra: 'otra reconocida',
} as const;

/**
 * The number that its receipt carries: the end of its id, so that it is known without asking anybody and no two are
 * likely to share it.
 */
export const requestNumber = (id: string): string => `SOL-${id.slice(-8).toUpperCase()}`;

/**
 * A request as it was presented on paper at the office of a unit (domain brief 3.3, BR-05 to BR-12). It is received also
 * when its call is not open, marked *fuera de plazo*, and then not admitted. Once admitted, an alliance at
 * SOLICITUD_RECIBIDA is registered from it (docs/decisions/calls.md).
 */
export const request = noun('request', {
  words: { one: 'solicitud', many: 'solicitudes', the: 'la solicitud' },
  path: '/solicitudes',
  keeps: 'row',
  place: { unit: 'unitId' },
  drawnAt: ['municipalityCode'],
  capturedIn: ['office'],
  inSheets: { lead: 'Una fila por solicitud recibida en papel. La convocatoria se nombra por su número.' },
  named: 'number',
  listed: [
    'number',
    'groupName',
    'callId',
    'receivedOn',
    'municipalityCode',
    'unitId',
    'families',
    'women',
    'outOfTerm',
    'cause',
  ],
  aside: ['women', 'cause'],
  pressing: 'outOfTerm',
  reads: [...nationalTeam, ...unitTeam, 'AUDITOR'],
  personal: true,
  fields: {
    number: text('número').derived().open('noPersonal'),
    callId: reference('convocatoria', 'call').required().open('noPersonal'),
    presentedBy: choice('la presenta', { productor: 'un productor', comprador: 'el comprador' })
      .required()
      .open('noPersonal'),
    presenter: text('quién la entrega', { minLength: 2, maxLength: 200 }).required(),
    receivedOn: day('se recibió el', { notAfterToday: true }).required().open('noPersonal'),
    outOfTerm: flag('fuera de plazo').derived().open('noPersonal'),
    unitId: reference('unidad', 'unit').required().open('noPersonal'),
    groupName: text('organización o grupo', { minLength: 2, maxLength: 200 }).required(),
    organisationId: reference('si ya está registrada', 'organisation'),
    legalForm: choice('forma de organización', legalForms).open('noPersonal'),
    municipalityCode: reference('municipio', 'municipality').open('noPersonal'),
    communityName: text('comunidad', { maxLength: 120 }),
    rural: flag('es comunidad rural').open('noPersonal'),
    productCode: reference('producto', 'product').open('noPersonal'),
    families: count('familias', { max: 100_000 }).open('noPersonal'),
    women: count('familias representadas por mujeres', { max: 100_000 }),
    young: count('familias de jóvenes', { max: 100_000 }),
    indigenous: count('familias que se identifican indígenas', { max: 100_000 }),
    buyerId: reference('comprador, si ya está registrado', 'buyer'),
    buyerName: text('comprador', { maxLength: 200 }),
    offer: text('volumen y precio que esperan', { maxLength: 500 }),
    amount: money('monto estimado').open('noPersonal'),
    papers: choices('papeles que trae', papers).open('noPersonal'),
    checklist: choices('cumple', deskChecks).open('noPersonal'),
    unmetReason: text('por qué se admite sin lo que falta', { minLength: 10, maxLength: 1000, multiline: true })
      .helped('Si falta el número de familias, el comprador, el acuerdo de negocios o una carta.')
      .open('noPersonal'),
    cause: choice('causa', causes).open('noPersonal'),
    explanation: text('explicación', { minLength: 5, maxLength: 2000, multiline: true }).open('noPersonal'),
    notifiedOn: day('se avisó el', { notAfterToday: true }).open('noPersonal'),
    allianceId: reference('alianza', 'alliance').open('noPersonal'),
  },
  derive: (values, { command, references }) => {
    const of = references.callId as CallTerm | null | undefined;
    return {
      number: values.number ?? requestNumber(command.subjectId),
      outOfTerm: of ? !receivesOn(of, String(values.receivedOn ?? '')) : values.outOfTerm === true,
    };
  },
});

/** BR-02, BR-05: what was received outside the term of its call is not admitted, nor before the call was opened. */
const inTime: Guard = {
  name: 'inTime',
  needs: (id) => ({ call: { loader: 'callOfRequest', key: id } }),
  holds: (row, _on, { call }) => {
    const of = call as CallTerm | null;
    if (of && ['BORRADOR', 'DESCARTADA'].includes(of.state)) return 'Su convocatoria no se ha abierto.';
    return of && !receivesOn(of, String(row.receivedOn))
      ? 'Se recibió cuando la convocatoria no estaba abierta: solo cabe declararla inadmisible.'
      : null;
  },
};

/** What the bases need is met; what else is checked at the desk is met, or it was written why it is admitted without. */
const complete: Guard = {
  name: 'complete',
  holds: (row) => {
    const met = (row.checklist ?? []) as readonly string[];
    const left = Object.entries(deskChecks).filter(([code]) => !met.includes(code));
    const needed = left.filter(([code]) => !advised.includes(code));
    const words = (some: typeof left) => some.map(([, one]) => one).join('; ');
    if (needed.length > 0) return `No cumple o falta revisar: ${words(needed)}.`;
    return left.length === 0 || row.unmetReason
      ? null
      : `Falta, y la revisión no dice por qué se admite así: ${words(left)}.`;
  },
};

export const requestLife = life(request, {
  states: {
    RECIBIDA: { name: 'recibida', holder: requestKeepers },
    REVISADA: { name: 'revisada en gabinete', holder: requestKeepers },
    ADMITIDA: { name: 'admitida', holder: requestKeepers, checked: true },
    INADMITIDA: { name: 'inadmitida', checked: true },
    DESISTIDA: { name: 'desistida', final: true },
    CON_ALIANZA: { name: 'con alianza', final: true },
  },
  begins: { state: 'RECIBIDA', title: 'recibir una solicitud', type: 'act', who: requestKeepers },
  corrects: requestKeepers,
  gathered: true,
  steps: [
    {
      name: 'review',
      title: 'revisar en gabinete',
      from: ['RECIBIDA', 'REVISADA'],
      to: 'REVISADA',
      who: requestKeepers,
      asks: ['checklist'],
      may: ['unmetReason'],
    },
    {
      name: 'admit',
      title: 'admitir',
      from: ['REVISADA'],
      to: 'ADMITIDA',
      who: requestKeepers,
      guards: [inTime, complete],
    },
    {
      name: 'reject',
      title: 'declarar inadmisible',
      from: ['RECIBIDA', 'REVISADA'],
      to: 'INADMITIDA',
      who: requestKeepers,
      asks: ['cause', 'explanation', 'notifiedOn'],
      document: 'la nota con que se avisó',
      aside: true,
    },
    {
      name: 'withdraw',
      title: 'anotar el desistimiento de',
      from: ['RECIBIDA', 'REVISADA', 'ADMITIDA'],
      to: 'DESISTIDA',
      who: requestKeepers,
      asks: ['explanation'],
      paper: 'la nota con que desiste',
      aside: true,
    },
    {
      name: 'revoke',
      title: 'dejar sin efecto la admisión de',
      from: ['ADMITIDA'],
      to: 'REVISADA',
      who: reviser,
      asks: ['explanation'],
      document: 'el acto que la deja sin efecto',
      aside: true,
    },
    {
      name: 'reopen',
      title: 'reabrir por reclamo resuelto',
      from: ['INADMITIDA'],
      to: 'REVISADA',
      who: reviser,
      asks: ['explanation'],
      document: 'la respuesta al reclamo',
      sets: () => ({ cause: null, notifiedOn: null }),
      aside: true,
    },
    {
      name: 'join',
      title: 'unir a una alianza ya registrada',
      from: ['ADMITIDA'],
      to: 'CON_ALIANZA',
      who: requestKeepers,
      asks: ['allianceId'],
    },
  ],
});

/** The request from which an alliance is registered, as it stands afterwards. */
export const requestWithAlliance = (row: AnyRow, allianceId: string, on: string): AnyRow => ({
  ...row,
  allianceId,
  state: 'CON_ALIANZA',
  stateSince: on,
  version: row.version + 1,
});
