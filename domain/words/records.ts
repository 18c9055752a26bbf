import { gapFields } from '../alliance/alliance.ts';
import { isAllianceState, states } from '../alliance/states.ts';
import { type Day, isDay, writtenDay } from '../kernel/dates.ts';
import { writtenBs, writtenNumber, writtenPrice, writtenQuantity } from '../kernel/money.ts';
import { isRole, roles } from '../people/roles.ts';
import { codedWords } from './capture.ts';
import { levelWords } from './shared.ts';

type Kind =
  | 'text'
  | 'bs'
  | 'quantity'
  | 'price'
  | 'day'
  | 'count'
  | 'yesNo'
  | 'words'
  | 'list'
  | 'level'
  | 'state'
  | 'role'
  | 'metres'
  | 'json'
  | 'time'
  | 'settled';

const f = (label: string, kind: Kind = 'text') => ({ label, kind }) as const;

/** What each field is called and how its value is written. Fields not named here are workings of the system and not shown. */
export const recordFields: Readonly<Record<string, { readonly label: string; readonly kind: Kind }>> = {
  code: f('código'),
  name: f('nombre'),
  state: f('estado', 'state'),
  stateSince: f('en ese estado desde', 'day'),
  suspendedOn: f('suspendida desde', 'day'),
  suspendedReason: f('motivo de la suspensión'),
  unitId: f('unidad'),
  fromUnitId: f('unidad que la entrega'),
  toUnitId: f('unidad que la recibe'),
  origin: f('origen'),
  model: f('modelo', 'count'),
  municipalityCode: f('municipio'),
  municipalityHow: f('cómo se supo el municipio', 'words'),
  communityName: f('comunidad'),
  otherNames: f('otros nombres', 'list'),
  signal: f('señal de teléfono', 'words'),
  lon: f('longitud'),
  lat: f('latitud'),
  accuracyM: f('precisión de la posición', 'metres'),
  productCode: f('producto'),
  familiesDeclared: f('familias', 'count'),
  womenDeclared: f(gapFields.womenDeclared, 'count'),
  amountPar: f('monto del proyecto', 'bs'),
  soldRegistered: f('vendido en 12 meses, registrado', 'bs'),
  soldValidated: f('vendido en 12 meses, validado', 'bs'),
  amountCounterpart: f('monto de contraparte', 'bs'),
  buyerName: f('comprador'),
  ruralConfirmed: f('comunidad rural confirmada', 'yesNo'),
  number: f('número'),
  kind: f('tipo'),
  signedOn: f('fecha de firma', 'day'),
  endsOn: f('vence', 'day'),
  startsOn: f('empieza', 'day'),
  quantityPerCycle: f('cantidad por ciclo', 'quantity'),
  baselineQuantity: f('cantidad antes del proyecto', 'quantity'),
  unitCode: f('unidad de medida'),
  price: f('precio', 'price'),
  quantity: f('cantidad', 'quantity'),
  quantityBase: f('cantidad, convertida para sumarla con otras', 'quantity'),
  total: f('total', 'bs'),
  buyerId: f('comprador'),
  representativeId: f('quien representa'),
  buyerOther: f('otro comprador'),
  qualityMet: f('cumplió la calidad', 'yesNo'),
  termMet: f('cumplió el plazo', 'yesNo'),
  documentNumber: f('número de documento'),
  occurredOn: f('fecha', 'day'),
  done: f('se hizo', 'yesNo'),
  notDoneReason: f('por qué no se hizo', 'words'),
  presentWomen: f('mujeres presentes', 'count'),
  presentMen: f('hombres presentes', 'count'),
  presentMembers: f('socios presentes', 'list'),
  topics: f('temas', 'words'),
  commitments: f('compromisos', 'json'),
  settled: f('compromisos anteriores', 'settled'),
  nextVisitOn: f('próxima visita', 'day'),
  startedAt: f('hora de inicio', 'time'),
  endedAt: f('hora de fin', 'time'),
  notes: f('notas'),
  photos: f('fotos', 'list'),
  flags: f('señales', 'words'),
  level: f('nivel', 'level'),
  observedReason: f('observación'),
  annulled: f('anulado', 'yesNo'),
  annulledReason: f('motivo de la anulación'),
  acronym: f('sigla'),
  legalForm: f('tipo de organización', 'words'),
  legalStatusNumber: f('personería jurídica'),
  legalStatusOn: f('fecha de la personería', 'day'),
  legalStatusIssuer: f('quién emitió la personería'),
  nit: f('NIT'),
  representativeSex: f('sexo de quien representa', 'words'),
  joinedOn: f('ingreso', 'day'),
  leftOn: f('salida', 'day'),
  leftReason: f('motivo de la salida'),
  givenNames: f('nombres'),
  paternalSurname: f('apellido paterno'),
  maternalSurname: f('apellido materno'),
  ciNumber: f('carnet'),
  ciComplement: f('complemento'),
  ciIssuedIn: f('expedido en'),
  ciMissingReason: f('por qué falta el carnet', 'words'),
  sex: f('sexo', 'words'),
  birthDate: f('fecha de nacimiento', 'day'),
  indigenous: f('se identifica como indígena', 'yesNo'),
  peopleName: f('pueblo'),
  phone: f('teléfono'),
  disability: f('discapacidad', 'yesNo'),
  dependants: f('dependientes', 'count'),
  role: f('rol', 'role'),
  validFrom: f('desde', 'day'),
  validTo: f('hasta', 'day'),
  reason: f('motivo'),
  status: f('situación', 'words'),
  choice: f('elección', 'words'),
  note: f('nota'),
  how: f('cómo'),
  reachedOn: f('alcanzado el', 'day'),
  title: f('título'),
  reference: f('referencia'),
  issuedOn: f('fecha del documento', 'day'),
  key: f('parámetro'),
  value: f('valor', 'json'),
  source: f('fuente'),
  assumption: f('es un supuesto', 'yesNo'),
  username: f('usuario'),
  active: f('activa', 'yesNo'),
  action: f('decisión', 'words'),
  canned: f('motivo de la lista', 'words'),
  seed: f('número con que se eligió la muestra'),
  population: f('registros sin señales', 'count'),
  sample: f('registros de la muestra', 'list'),
  registeredOn: f('registrado el', 'day'),
  revokedOn: f('dado de baja el', 'day'),
  revokedReason: f('motivo de la baja'),
};

/** A value as a person reads it; null when it is empty. */
export function writtenValue(field: string, value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null;
  switch (recordFields[field]?.kind) {
    case 'bs':
      return writtenBs(Number(value));
    case 'quantity':
      return writtenQuantity(Number(value));
    case 'price':
      return writtenPrice(Number(value));
    case 'day':
      return isDay(value) ? writtenDay(value as Day) : String(value);
    case 'time':
      return writtenTime(String(value));
    case 'count':
      return writtenNumber(Number(value));
    case 'metres':
      return `${writtenNumber(Number(value))} m`;
    case 'yesNo':
      return value === true ? 'sí' : 'no';
    case 'level':
      return levelWords[Number(value) as 0 | 1 | 2 | 3] ?? String(value);
    case 'state':
      return isAllianceState(String(value)) ? states[String(value) as keyof typeof states].name : String(value);
    case 'role':
      return isRole(String(value)) ? roles[String(value) as keyof typeof roles].name : String(value);
    case 'words':
      return (Array.isArray(value) ? value : [value]).map((v) => codedWords[String(v)] ?? String(v)).join(', ') || null;
    case 'list':
      return Array.isArray(value) ? (value.length ? writtenNumber(value.length) : null) : String(value);
    case 'settled':
      return writtenSettled(value);
    case 'json':
      return writtenJson(value);
    default:
      return typeof value === 'object' ? writtenJson(value) : String(value);
  }
}

/** The hour in Bolivia (UTC−4 all year) of an instant: '15:52'; a text that is no instant stays as it is. */
function writtenTime(instant: string): string {
  const at = Date.parse(instant);
  return Number.isNaN(at) ? instant : new Date(at - 4 * 3_600_000).toISOString().slice(11, 16);
}

const settledWords: Readonly<Record<string, string>> = { fulfil: 'cumplido', move: 'trasladado', drop: 'descartado' };

/** What a visit says of earlier commitments: 'Limpiar el canal: trasladado al 05/03/2026 (llovió)'. */
function writtenSettled(value: unknown): string | null {
  if (!Array.isArray(value) || value.length === 0) return null;
  return (value as { text?: string | null; how: string; dueOn?: Day | null; reason?: string | null }[])
    .map(({ text, how, dueOn, reason }) => {
      const moved = how === 'move' && dueOn ? ` al ${writtenDay(dueOn)}` : '';
      const became = `${settledWords[how] ?? how}${moved}${how !== 'fulfil' && reason ? ` (${reason})` : ''}`;
      return text ? `${text}: ${became}` : became;
    })
    .join('; ');
}

function writtenJson(value: unknown): string | null {
  if (Array.isArray(value)) {
    const parts = value
      .map((v) => (typeof v === 'object' && v !== null && 'text' in v ? String(v.text) : writtenJson(v)))
      .filter(Boolean);
    return parts.length ? parts.join('; ') : null;
  }
  if (typeof value === 'object' && value !== null) return Object.values(value).map(String).join(', ');
  return typeof value === 'number' ? writtenNumber(value, Number.isInteger(value) ? 0 : 2) : String(value);
}
