import { addDays, type Day } from '../kernel/dates.ts';
import { choice, day, flag, photos, reference, sound, text } from '../kernel/noun/kinds.ts';
import { type AnyRow, noun, type Reader } from '../kernel/noun/noun.ts';
import { problem } from '../kernel/problem.ts';
import { parameterOn } from '../monitoring/parameters.ts';
import type { Role } from '../people/roles.ts';
import { complaintCode } from './complaintCode.ts';
import { complaintInField } from './complaintInField.ts';
import { complaintLanguages } from './complaintLanguage.ts';

/** By which way it came (domain brief 3.11). */
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

/** What it is about (domain brief 2.7). */
export const categories = {
  informacion: 'información',
  servicio: 'servicio del proyecto',
  transferencias_y_descargo: 'transferencias y descargo',
  seleccion_y_evaluacion: 'selección y evaluación',
  ambiental_social: 'ambiental o social',
  conducta_corrupcion: 'conducta o corrupción',
  violencia_o_acoso: 'violencia o acoso',
  obra_municipal: 'obra municipal',
  otro: 'otro',
} as const;

/** Seen by the complaints officer and the coordinator alone, apart from who recorded it (domain brief 2.7). */
export const sensitiveCategories = ['conducta_corrupcion', 'violencia_o_acoso'] as const satisfies readonly (keyof typeof categories)[];

/** States in which nobody has said yet what it is about: until then it may be sensitive. */
export const unclassified = ['RECIBIDO', 'REGISTRADO'] as const;

/** Who may be given a complaint to look into. */
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
];

/**
 * Who sees every complaint within reach, but for those in which they are the one complained of. The public reaches the one whose code it
 * holds, and is told of it what a ComplaintStatus says.
 */
const overseers: readonly Role[] = ['UCN_RECL', 'UCN_COORD', 'AUDITOR', 'PUBLICO'];

const CHANNEL_ANSWER = { telefono: 'teléfono', whatsapp: 'WhatsApp o SMS', persona: 'en persona', carta: 'carta', portal: 'portal público' } as const;

/**
 * A complaint (domain brief 2.7 and 3.11, BR-51 to BR-57). Who complains is not here: an identity rests in a box of its own.
 * The clock starts on the day it was received, by whatever way (BR-52), and is never paused.
 */
export const complaint = noun('complaint', {
  words: { one: 'reclamo', many: 'reclamos', the: 'el reclamo' },
  path: '/reclamos',
  keeps: 'row',
  place: { unit: 'unitId', municipality: 'municipalityCode', alliance: 'allianceId' },
  capturedIn: ['public', 'field', 'office'],
  inField: complaintInField,
  named: 'code',
  listed: ['code', 'receivedOn', 'category', 'severity', 'unitId', 'channel', 'assigneeId', 'dueOn', 'danger', 'allianceId'],
  aside: ['receivedOn', 'channel', 'danger', 'allianceId'],
  pressing: 'danger',
  reads: [...handlers, 'AUDITOR'],
  reserved: true,
  // The system's own record: what a figure counts is that it was received and answered, which no later review makes truer.
  reaches: { 2: 'every', 3: 'every' },
  fields: {
    code: text('código', { maxLength: 20 }).required().derived(),
    receivedOn: day('recibido el', { notAfterToday: true }).required().helped('El día en que la persona lo dijo o lo entregó: desde entonces corre el plazo.'),
    channel: choice('por dónde llegó', channels).required(),
    story: text('qué pasó', { multiline: true, minLength: 10, maxLength: 4000 })
      .required()
      .helped('Con las palabras de la persona. No escriba aquí su nombre, su carnet ni su teléfono.'),
    photos: photos('fotos', { max: 4 }),
    voice: sound('nota de voz'),
    privacy: choice('cómo quiere que se trate', { publica: 'abierto', reservada: 'con identidad reservada', anonima: 'anónimo' }).required(),
    relation: choice('quién reclama', {
      socio: 'socio o socia de una organización',
      familiar: 'familiar de un socio',
      comunidad: 'persona de la comunidad',
      proveedor: 'proveedor',
      otro: 'otra persona',
    }),
    danger: flag('hay amenaza o peligro'),
    language: choice('idioma', complaintLanguages).helped('El idioma en que lo dijo: en ese se le responde.'),
    allianceId: reference('alianza', 'alliance'),
    unitId: reference('unidad', 'unit').helped('Si se deja vacío y hay alianza, es la unidad de la alianza.'),
    municipalityCode: reference('municipio', 'municipality'),
    dueOn: day('responder hasta').required().derived(),
    acknowledgedOn: day('se avisó la recepción el', { notAfterToday: true }),
    category: choice('de qué trata', categories),
    severity: choice('gravedad', { baja: 'baja', media: 'media', alta: 'alta' }),
    accusedId: reference('funcionario aludido', 'user'),
    assigneeId: reference('a quién se asigna', 'user', { holding: handlers }),
    holder: choice('quién lo atiende', { unidad: 'la unidad', nacional: 'la coordinación nacional' }).derived(),
    escalatedOn: day('pasó a la coordinación nacional el').derived(),
    referredTo: choice('a quién se derivó', {
      transparencia: 'Unidad de Transparencia',
      fps: 'FPS',
      gam: 'gobierno municipal',
      defensoria: 'Defensoría del Pueblo',
      otra: 'otra entidad',
    }),
    referredOn: day('se derivó el', { notAfterToday: true }),
    duplicateOfId: reference('es el mismo que', 'complaint'),
    answer: text('respuesta', { multiline: true, minLength: 10, maxLength: 4000 }),
    answeredOn: day('respuesta comunicada el', { notAfterToday: true }),
    answerChannel: choice('cómo se comunicó', CHANNEL_ANSWER),
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
  },
  visible: {
    row: (row: AnyRow, reader: Reader) => {
      if (row.accusedId === reader.id) return false;
      if (row.recordedBy === reader.id || reader.roles.some((r) => overseers.includes(r))) return true;
      if ((unclassified as readonly string[]).includes(row.state)) return false;
      if ((sensitiveCategories as readonly unknown[]).includes(row.category)) return false;
      return row.assigneeId === reader.id || reader.roles.includes('UOD_OPERADOR');
    },
    sql: (t, reader) => {
      const overseer = reader.roles.some((r) => overseers.includes(r)) ? 'true' : 'false';
      const operator = reader.roles.includes('UOD_OPERADOR') ? 'true' : 'false';
      return `(${t}.accused_id is distinct from ${reader.id} and (${t}.recorded_by is not distinct from ${reader.id} or ${overseer}
        or ${t}.state not in ('${unclassified.join("','")}') and coalesce(${t}.category, '') not in ('${sensitiveCategories.join("','")}')
          and (${t}.assignee_id is not distinct from ${reader.id} or ${operator})))`;
    },
  },
  derive: (values, { command, parameters, references }) => ({
    code: values.code ?? complaintCode(command.subjectId, values.receivedOn as Day),
    unitId: values.unitId ?? references.allianceId?.unitId ?? null,
    // BR-51: the term of the day on which it was received.
    dueOn: addDays(values.receivedOn as Day, parameterOn(parameters, 'complaintDays', values.receivedOn as Day)),
    holder: values.holder ?? 'unidad',
  }),
  check: (values, _on, { duplicateOfId: same }) => {
    const received = values.receivedOn as Day;
    for (const field of ['acknowledgedOn', 'referredOn', 'answeredOn'] as const) {
      const on = values[field] as Day | null;
      if (on !== null && on < received) return problem('datesReversed', undefined, `body.${field}`);
    }
    // Two that were each the same as the other would both be closed, and nobody would answer.
    return same?.state === 'DUPLICADO' ? problem('mergedThing', undefined, 'body.duplicateOfId') : null;
  },
});
