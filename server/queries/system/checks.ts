import { writtenNumber } from '../../../domain/kernel/money.ts';
import type { SystemStatusView } from '../../../domain/kernel/views.ts';
import { type Role, roles } from '../../../domain/people/roles.ts';
import { DISK_FREE_LIMIT, type Health, SEAL_LAG_LIMIT_S } from '../../integrity/health.ts';
import type { Rehearsal } from '../../integrity/rehearsal.ts';

export type Check = SystemStatusView['checks'][number];

/** The facts on which the checks are based. Ages in seconds; null when there is nothing to measure from. */
export interface CheckFacts extends Health {
  readonly engine: 'pglite' | 'postgres';
  readonly head: number;
  readonly durable: number;
  readonly publishedNumber: number | null;
  readonly publishedAgeS: number | null;
  /** Whether the journal still contains the head that was published last. */
  readonly publishedHolds: boolean;
  readonly dumpAgeS: number | null;
  /** How far the server's clock is behind the last sealed entry. */
  readonly clockBehindS: number;
  readonly heldLong: number;
  readonly devices: number;
  readonly devicesSilent: number;
  /** Whether backups are restored elsewhere every night, and the result of the last time. */
  readonly rehearses: boolean;
  readonly rehearsal: Rehearsal | null;
  /** Roles for which complaints wait and that nobody holds today. */
  readonly unattended: readonly Role[];
  readonly nowMs: number;
}

const HOUR_S = 3600;
const GB = 1024 ** 3;
/** One missed night may have a reason; two are reported. */
const REHEARSED_WITHIN_S = 50 * HOUR_S;
/** The share of the disk that should stay free. */
const DISK_SHARE = 0.1;
/** How many entries may be without a verified copy before it is reported. */
const UNCOPIED_LIMIT = 2000;

/** A number with its noun: '1 asiento', '1.250 asientos'. */
const many = (n: number, one: string, more: string): string => `${writtenNumber(n)} ${n === 1 ? one : more}`;

const ago = (seconds: number): string => {
  if (seconds < 60) return 'hace menos de un minuto';
  if (seconds < 2 * HOUR_S) return `hace ${many(Math.round(seconds / 60), 'minuto', 'minutos')}`;
  return (
    'hace ' +
    `${seconds < 48 * HOUR_S ? many(Math.round(seconds / HOUR_S), 'hora', 'horas') : many(Math.round(seconds / 86_400), 'día', 'días')}`
  );
};

/** The state of the system as sentences that say what to do. Pure. */
export function checksOf(f: CheckFacts): Check[] {
  return [
    official(f),
    clock(f),
    sequencer(f),
    heads(f),
    copies(f),
    rehearsed(f),
    disk(f),
    held(f),
    devices(f),
    complaints(f),
  ];
}

function official({ engine }: CheckFacts): Check {
  return engine === 'postgres'
    ? { name: 'Base de datos', state: 'ok', sentence: 'PostgreSQL responde.' }
    : {
        name: 'Base de datos',
        state: 'warning',
        sentence: 'Base de datos incorporada: no apta para registros oficiales.',
      };
}

function clock({ clockBehindS }: CheckFacts): Check {
  if (clockBehindS === 0) return { name: 'Reloj', state: 'ok', sentence: 'No está atrasado respecto de la bitácora.' };
  return {
    name: 'Reloj',
    state: 'failing',
    sentence:
      `Está ${ago(clockBehindS).replace('hace ', '')} atrás del último asiento. Corrija la fecha y la hora del ` +
      'servidor: mientras tanto ningún rechazo es definitivo y los teléfonos guardan lo suyo.',
  };
}

function sequencer({ pendingSeals, sealLagS }: CheckFacts): Check {
  const name = 'Sellado de la bitácora';
  if (sealLagS > SEAL_LAG_LIMIT_S)
    return {
      name,
      state: 'failing',
      sentence:
        `Hay ${many(pendingSeals, 'asiento', 'asientos')} sin número desde ${ago(sealLagS)}. Reinicie el ` +
        'servidor; si sigue, avise a soporte.',
    };
  return {
    name,
    state: 'ok',
    sentence:
      pendingSeals === 0
        ? 'Al día.'
        : `${many(pendingSeals, 'asiento espera', 'asientos esperan')} su número hace segundos.`,
  };
}

function heads({ publishedNumber, publishedAgeS, publishedHolds }: CheckFacts): Check {
  const name = 'Huellas firmadas';
  if (!publishedHolds)
    return {
      name,
      state: 'failing',
      sentence:
        'La bitácora ya no contiene la última huella publicada. Ejecute la verificación ahora (npm run verify).',
    };
  if (publishedNumber === null || publishedAgeS === null)
    return { name, state: 'warning', sentence: 'Todavía no se publicó ninguna.' };
  if (publishedAgeS > 2 * HOUR_S)
    return { name, state: 'warning', sentence: `La última se publicó ${ago(publishedAgeS)}; debería ser cada hora.` };
  return {
    name,
    state: 'ok',
    sentence: `La última, del asiento ${writtenNumber(publishedNumber)}, se publicó ${ago(publishedAgeS)}.`,
  };
}

function copies({ engine, head, durable, dumpAgeS }: CheckFacts): Check {
  const name = 'Copias';
  if (engine === 'pglite' && (dumpAgeS === null || dumpAgeS > 3 * HOUR_S)) {
    return {
      name,
      state: 'warning',
      sentence:
        dumpAgeS === null
          ? 'Todavía no hay ninguna copia de la base; se hace una por hora.'
          : `La última copia de la base se hizo ${ago(dumpAgeS)}; debería haber una por hora.`,
    };
  }
  if (durable === 0)
    return {
      name,
      state: 'warning',
      sentence: 'No hay ninguna copia verificada fuera de esta máquina: los teléfonos guardan todo hasta que la haya.',
    };
  if (head - durable > UNCOPIED_LIMIT)
    return {
      name,
      state: 'warning',
      sentence: `${many(head - durable, 'asiento no está', 'asientos no están')} todavía en ninguna copia verificada.`,
    };
  return {
    name,
    state: 'ok',
    sentence: `La última copia verificada llega al asiento ${writtenNumber(durable)} de ${writtenNumber(head)}.`,
  };
}

/** A backup that was never restored proves nothing. */
function rehearsed({ rehearses, rehearsal, nowMs }: CheckFacts): Check {
  const check = (state: Check['state'], sentence: string): Check => ({
    name: 'Ensayo de restauración',
    state,
    sentence,
  });
  if (!rehearses)
    return check(
      'warning',
      'Las copias no se restauran aparte cada noche: indique SIGG_REHEARSE_FROM (docs/operar.md, 7).',
    );
  if (!rehearsal) return check('warning', 'Todavía no se hizo ninguno: se hace cada noche.');
  const { at, takenAt, head, rows, files, problem } = rehearsal;
  const age = (instant: string) => Math.max(0, (nowMs - Date.parse(instant)) / 1000);
  if (takenAt === null)
    return check('failing', `El último, ${ago(age(at))}: ${problem ?? 'no dijo de qué copia era.'}`);
  if (problem !== null)
    return check('failing', `El último, ${ago(age(at))}, con la copia de ${ago(age(takenAt))}: ${problem}`);
  const told =
    `La copia de ${ago(age(takenAt))} se restauró aparte y coincide: asiento ${writtenNumber(head ?? 0)}, ` +
    `${many(rows ?? 0, 'fila', 'filas')}, ${many(files ?? 0, 'archivo', 'archivos')}.`;
  if (age(at) > REHEARSED_WITHIN_S)
    return check('warning', `El último se hizo ${ago(age(at))}; debería ser cada noche. ${told}`);
  if (age(takenAt) > REHEARSED_WITHIN_S)
    return check('warning', `${told} No hay una más nueva: revise que las copias se hagan cada noche.`);
  return check('ok', told);
}

function disk({ diskFree, diskTotal }: CheckFacts): Check {
  const sentence = `${writtenNumber(diskFree / GB, 1)} GB libres de ${writtenNumber(diskTotal / GB, 0)} GB.`;
  if (diskFree < DISK_FREE_LIMIT)
    return { name: 'Disco', state: 'failing', sentence: `${sentence} Libere espacio ya: no se podrán recibir fotos.` };
  return { name: 'Disco', state: diskFree < diskTotal * DISK_SHARE ? 'warning' : 'ok', sentence };
}

function held({ heldLong }: CheckFacts): Check {
  return heldLong === 0
    ? { name: 'Registros en espera', state: 'ok', sentence: 'Ninguno espera hace más de cinco días.' }
    : {
        name: 'Registros en espera',
        state: 'warning',
        sentence: `${heldLong === 1 ? '1 espera' : `${heldLong} esperan`} hace más de cinco días a otro registro que no llegó.`,
      };
}

function devices({ devices: all, devicesSilent }: CheckFacts): Check {
  return devicesSilent === 0
    ? {
        name: 'Teléfonos',
        state: 'ok',
        sentence: all === 0 ? 'No hay teléfonos registrados.' : 'Todos enviaron algo en los últimos quince días.',
      }
    : {
        name: 'Teléfonos',
        state: 'warning',
        sentence: `${devicesSilent} de ${all} ${devicesSilent === 1 ? 'no envía' : 'no envían'} nada hace más de quince días.`,
      };
}

/** A complaint that only one role may know of waits for nobody while nobody holds that role (BR-55). */
function complaints({ unattended }: CheckFacts): Check {
  const name = 'Reclamos';
  if (unattended.length === 0) return { name, state: 'ok', sentence: 'Hay quien atienda todos.' };
  const titles = unattended.map((role) => `«${roles[role].name}»`).join(' ni ');
  const which = unattended.includes('UCN_RECL') ? 'los que llegan' : 'los que son contra quien los atiende';
  return {
    name,
    state: unattended.includes('UCN_RECL') ? 'failing' : 'warning',
    sentence: `Nadie tiene hoy el rol ${titles}: ${which} no los lee nadie y su plazo corre. Dé el rol a una persona, en Usuarios.`,
  };
}
