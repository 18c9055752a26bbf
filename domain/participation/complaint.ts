import { box, choice, day, flag, photos, reference, sound, text } from '../kernel/noun/kinds.ts';
import { noun } from '../kernel/noun/noun.ts';
import type { Role } from '../people/roles.ts';
import { complaintInField } from './complaintInField.ts';
import { complaintLanguages } from './complaintLanguage.ts';
import { checkComplaint, deriveComplaint } from './complaintRules.ts';
import { complaintSight } from './complaintSight.ts';
import { categories, teams, topicWords } from './topics.ts';

/** The channels by which a complaint arrives (domain brief 3.11). */
export const channels = {
  portal: 'portal público',
  app: 'aplicación de campo',
  telefono: 'teléfono',
  whatsapp: 'WhatsApp o SMS',
  oficina: 'en la oficina',
  buzon: 'buzón',
  acompanante: 'al acompañante',
  carta: 'carta',
} as const;

/** Who may be asked to look into a complaint. */
export const handlers: readonly Role[] = [
  'UCN_RECL',
  'UCN_COORD',
  'UCN_NEG',
  'UCN_SOC_AMB',
  'UCN_FORT',
  'UOD_OPERADOR',
  'UOD_OFICIAL',
  'UOD_SOCIAL',
  'UOD_AMBIENTAL',
  'UOD_FIDUCIARIO',
  'UOD_RIEGO',
  'TRANSPARENCIA',
];

/** Who attends to complaints about everybody but themselves, and who does so about them (BR-56, domain brief 1.3.3). */
export const officers: readonly Role[] = ['UCN_RECL', 'TRANSPARENCIA'];

const CHANNEL_ANSWER = {
  telefono: 'teléfono',
  whatsapp: 'WhatsApp o SMS',
  persona: 'en persona',
  carta: 'carta',
  portal: 'portal público',
} as const;

/**
 * A complaint (domain brief 2.7 and 3.11, BR-51 to BR-57). It does not say who complains: that identity is in a sealed
 * box of its own. The clock starts on the day of reception, by whatever channel (BR-52), and is never paused.
 */
export const complaint = noun('complaint', {
  words: { one: 'reclamo', many: 'reclamos', the: 'el reclamo' },
  path: '/reclamos',
  keeps: 'row',
  place: { unit: 'unitId', municipality: 'municipalityCode', alliance: 'allianceId' },
  drawnAt: ['municipalityCode', 'allianceId'],
  capturedIn: ['public', 'field', 'office'],
  inField: complaintInField,
  named: 'code',
  listed: [
    'code',
    'receivedOn',
    'category',
    'topic',
    'severity',
    'unitId',
    'channel',
    'team',
    'assigneeId',
    'alarm',
    'dueOn',
    'danger',
    'allianceId',
  ],
  aside: ['receivedOn', 'channel', 'topic', 'team', 'alarm', 'danger', 'allianceId'],
  pressing: 'danger',
  graver: 'severity',
  reads: [...handlers, 'AUDITOR'],
  reserved: true,
  // The row itself is the record. Figures count that it was received and answered, and no later review could make that
  // truer.
  reaches: { 2: 'every', 3: 'every' },
  fields: {
    code: text('código', { maxLength: 20 }).required().derived(),
    receivedOn: day('recibido el', { notAfterToday: true })
      .required()
      .helped('El día en que la persona lo dijo o lo entregó: desde entonces corre el plazo.'),
    channel: choice('por dónde llegó', channels).required(),
    story: text('qué pasó', { multiline: true, minLength: 10, maxLength: 4000 })
      .required()
      .helped('Con las palabras de la persona. No escriba aquí su nombre, su carnet ni su teléfono.'),
    photos: photos('fotos', { max: 4 }),
    voice: sound('nota de voz'),
    privacy: choice('cómo quiere que se trate', {
      publica: 'abierto',
      reservada: 'con identidad reservada',
      anonima: 'anónimo',
    }).required(),
    relation: choice('quién reclama', {
      socio: 'socio o socia de una organización',
      familiar: 'familiar de un socio',
      comunidad: 'persona de la comunidad',
      proveedor: 'proveedor',
      otro: 'otra persona',
    }),
    danger: flag('hay amenaza o peligro'),
    language: choice('idioma', complaintLanguages).helped('El idioma en que lo dijo: en ese se le responde.'),
    against: choice('es contra quien atiende reclamos o coordina', {
      reclamos: 'contra quien es responsable de reclamos',
      coordinacion: 'contra la coordinación nacional',
    }).helped('Entonces lo atiende la Unidad de Transparencia, y nadie más lo ve.'),
    identity: box('identidad de quien reclama').helped(
      'Queda cifrado en este equipo antes de enviarse. Solo lo abre quien guarda la llave de reclamos, y cada apertura queda anotada.',
    ),
    allianceId: reference('alianza', 'alliance'),
    unitId: reference('unidad', 'unit').helped('Si se deja vacío y hay alianza, es la unidad de la alianza.'),
    municipalityCode: reference('municipio', 'municipality'),
    dueOn: day('responder hasta').required().derived(),
    answerBy: day('plazo de atención').derived(),
    acknowledgeBy: day('avisar la recepción hasta').derived(),
    secondAnswerBy: day('responder en segunda instancia hasta').derived(),
    acknowledgedOn: day('se avisó la recepción el', { notAfterToday: true }),
    topic: choice('asunto', topicWords),
    category: choice('de qué trata', categories).derived(),
    team: choice('equipo que corresponde', teams).derived(),
    severity: choice('gravedad', { baja: 'baja', media: 'media', alta: 'alta' }),
    accusedId: reference('funcionario aludido', 'user', { roles: true }),
    accusedUnitId: reference('unidad de quien fue aludido', 'unit').derived(),
    assigneeId: reference('a quién se asigna', 'user', { holding: handlers }),
    holder: choice('quién lo atiende', { unidad: 'la unidad', nacional: 'la coordinación nacional' }).derived(),
    escalatedOn: day('pasó a la coordinación nacional el').derived(),
    alarm: choice('aviso de plazo', { aviso: 'se acerca', rojo: 'por vencer', vencido: 'vencido' }).derived(),
    referredTo: choice('a quién se derivó', {
      transparencia: 'Unidad de Transparencia',
      fps: 'FPS',
      gam: 'gobierno municipal',
      defensoria: 'Defensoría del Pueblo',
      otra: 'otra entidad',
    }),
    referredOn: day('se derivó el', { notAfterToday: true }),
    referralNumber: text('número de la nota', { maxLength: 60 }),
    referralToldOn: day('se le avisó de la derivación el', { notAfterToday: true }),
    referralReply: text('lo que contestó la entidad', { multiline: true, minLength: 5, maxLength: 4000 }),
    referralRepliedOn: day('la entidad contestó el', { notAfterToday: true }),
    duplicateOfId: reference('es el mismo que', 'complaint'),
    answer: text('respuesta', { multiline: true, minLength: 10, maxLength: 4000 }),
    answeredOn: day('respuesta comunicada el', { notAfterToday: true }),
    answerChannel: choice('cómo se comunicó', CHANNEL_ANSWER),
    answerProof: text('cómo consta que se le comunicó', { maxLength: 500 }).helped(
      'Por ejemplo: firma en la nota, captura del mensaje, acta de la llamada.',
    ),
    answeredBy: reference('quién respondió', 'user').derived(),
    outcome: choice('resultado', {
      fundado: 'fundado',
      parcial: 'fundado en parte',
      infundado: 'infundado',
      retirado: 'retirado',
      otra_entidad: 'corresponde a otra entidad',
    }),
    measures: text('medidas', { multiline: true, maxLength: 2000 }),
    agreedOn: day('dijo que está conforme el', { notAfterToday: true }),
    reopenedOn: day('se reabrió el', { notAfterToday: true }),
    reopenReason: text('por qué se reabre', { multiline: true, minLength: 5, maxLength: 2000 }),
    secondAnswer: text('respuesta de segunda instancia', { multiline: true, minLength: 10, maxLength: 4000 }),
    secondAnsweredOn: day('segunda respuesta comunicada el', { notAfterToday: true }),
    identityReason: text('para qué se abre la identidad', { minLength: 5, maxLength: 500 }),
  },
  visible: complaintSight,
  countsWorkingDays: true,
  derive: deriveComplaint,
  check: checkComplaint,
});
