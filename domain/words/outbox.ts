import { gapFields } from '../alliance/alliance.ts';
import { begunBy, factSteps, type Life, stepTitle } from '../kernel/noun/life.ts';
import { upperFirst } from '../kernel/text.ts';
import type { OutboxState } from '../sync/outbox.ts';
import { captureWords } from './capture.ts';

const commandWords: Readonly<Record<string, string>> = {
  'visit.register': 'Visita',
  'visit.correct': 'Corrección de visita',
  'sale.register': 'Venta',
  'sale.correct': 'Corrección de venta',
  'community.record': 'Comunidad',
  'conflict.settle': 'Elección entre dos valores',
  'device.register': 'Alta de este teléfono',
};

/**
 * The name of an item of the outbox, by the kind of its command; null for a kind that this app does not know.
 * @param lives those of the nouns captured in the field, as far as they are here
 */
export function commandWord(kind: string, lives: readonly Life[]): string | null {
  const one = begunBy(lives, kind)?.noun.words.one;
  if (one) return upperFirst(one);
  const [noun = '', name] = kind.split('.');
  const life = lives.find((l) => l.noun.name === noun);
  const step = life && factSteps(life).find((s) => s.name === name);
  return commandWords[kind] ?? (step ? upperFirst(stepTitle(life, step)) : null);
}

export const outboxStateWords: Readonly<Record<OutboxState, string>> = {
  pending: 'Por enviar',
  sent: 'Enviado, sin respuesta',
  accepted: 'Recibido',
  conflict: 'Recibido con dos valores',
  held: 'Recibido, en espera',
  attention: 'Necesita su decisión',
  withdrawn: 'No se enviará',
};

/** What an item waits for, and what the person can do: always both sentences. */
export interface Waiting {
  readonly waits: string;
  readonly can: string;
}

const NOTHING = 'No tiene que hacer nada.';
const SEND_NOW = 'Puede tocar «Enviar ahora» cuando tenga señal.';

export const waitingWords = {
  noSignal: { waits: 'Espera señal. Está guardado en este teléfono.', can: `Se enviará solo. ${SEND_NOW}` },
  login: {
    waits: 'Espera que usted ingrese otra vez: su sesión terminó.',
    can: 'Toque «Ingresar» con señal. Nada de lo guardado se pierde.',
  },
  otherSession: {
    waits: 'Espera que ingrese su autora o autor: en este teléfono hay otra sesión abierta.',
    can: 'Ingrese con su usuario para enviarlo.',
  },
  closed: {
    waits: 'No puede salir: su cuenta fue cerrada.',
    can: 'Guárdelo en un archivo y llévelo a su unidad. Nada se pierde.',
  },
  turn: { waits: 'Espera su turno para salir.', can: NOTHING },
  answer: {
    waits: 'Se envió y no llegó la respuesta. Se pregunta otra vez solo.',
    can: 'No lo registre de nuevo: si ya llegó, no se guardará dos veces.',
  },
  again: (seconds: number): Waiting => ({
    waits: `Se vuelve a intentar en ${seconds < 90 ? `${Math.max(1, seconds)} segundos` : `${Math.ceil(seconds / 60)} minutos`}.`,
    can: SEND_NOW,
  }),
  notYet: (sentence: string): Waiting => ({
    waits: `Todavía no entró: ${sentence}`,
    can: 'Se envía otra vez solo; nada se pierde.',
  }),
  before: (what: string): Waiting => ({
    waits: `Espera que usted decida sobre «${what}», que va antes.`,
    can: 'Resuelva primero ese registro; este sigue después.',
  }),
  held: {
    waits: 'La oficina lo tiene y espera a otro registro del que depende.',
    can: 'Se acomoda solo cuando llegue el otro. Si pasan cinco días, su unidad lo revisa.',
  },
  accepted: { waits: 'La oficina lo recibió. Queda copia aquí hasta que haya un respaldo.', can: NOTHING },
  safe: { waits: 'La oficina lo recibió y ya está respaldado.', can: NOTHING },
  conflict: {
    waits: 'La oficina lo recibió, pero ya tenía otro valor para el mismo dato.',
    can: 'Están los dos valores. Mírelos en «Dos valores» y diga cuál vale y por qué.',
  },
  settled: { waits: 'Hubo dos valores para el mismo dato y ya se eligió cuál vale.', can: NOTHING },
  attention: (sentence: string): Waiting => ({
    waits: `No se aceptó: ${sentence}`,
    can: 'Corríjalo y guárdelo otra vez, o decida no enviarlo. Una copia queda aquí.',
  }),
  attentionBoth: {
    waits: 'Depende de otro registro que no se aceptó.',
    can: 'Resuélvalos juntos: al corregir el primero, este sale después.',
  },
  withdrawn: { waits: 'Usted decidió no enviarlo.', can: 'Queda aquí como constancia.' },
  replaced: { waits: 'Usted lo corrigió: salió otro en su lugar.', can: NOTHING },
  photos: (n: number): string => (n === 1 ? 'Falta enviar 1 foto.' : `Faltan enviar ${n} fotos.`),
  photosRefused: (n: number): string =>
    n === 1
      ? 'La oficina no aceptó 1 foto. Corrija el registro con otra foto.'
      : `La oficina no aceptó ${n} fotos. Corrija el registro con otras fotos.`,
  revoked: {
    waits: 'Este teléfono fue dado de baja: ya no se puede enviar desde aquí.',
    can: 'Lo no enviado sigue guardado y cifrado. Lleve el teléfono a su unidad.',
  },
} as const;

/** Why the unit returned a record: the words of the reason chosen from the list, and any text added to it. */
export function observedWords(reason: string): string {
  const [code = '', ...rest] = reason.split(': ');
  const known = (captureWords.reasons as Readonly<Record<string, string>>)[code];
  return known ? [known, rest.join(': ')].filter(Boolean).join(' ') : reason;
}

/** Names the data that an alliance lacks: «Faltan 3 datos: municipio, producto y comprador». */
export function gapsWords(gaps: readonly string[]): string {
  const names = gaps.map((gap) => (gapFields as Readonly<Record<string, string>>)[gap] ?? gap);
  const last = names.at(-1) ?? '';
  return names.length === 1
    ? `Falta 1 dato: ${last}`
    : `Faltan ${names.length} datos: ${names.slice(0, -1).join(', ')} y ${last}`;
}
