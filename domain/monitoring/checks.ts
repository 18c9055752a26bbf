import { type Confirmed, type Known, type OddCode, oddities, type Said } from '../field/plausible.ts';
import { flags } from '../kernel/command.ts';
import { type Day, daysBetween, writtenDay } from '../kernel/dates.ts';
import { writtenNumber, writtenPrice, writtenQuantity } from '../kernel/money.ts';
import { distanceM, type LonLat, writtenKm } from '../territory/distance.ts';
import type { captureWords } from '../words/capture.ts';
import { type ParameterRow, type ReadParameter, readOn } from './parameters.ts';

export type SignalCode = keyof typeof captureWords.signals;

/** Why a record must be looked at alone, in words, with the comparison. */
export interface Signal {
  readonly code: SignalCode;
  readonly sentence: string;
  readonly compared: readonly { readonly label: string; readonly value: string }[];
}

/** A visit or a sale with all that the checks compare it with. Quantities and prices in 1/10,000. */
export interface Checked {
  readonly noun: string;
  readonly occurredOn: Day | null;
  readonly done: boolean | null;
  readonly photos: readonly string[];
  readonly flags: readonly string[];
  readonly place: (LonLat & { readonly accuracyM: number | null }) | null;
  readonly price: number | null;
  readonly unitCode: string | null;
  readonly productName: string | null;
  readonly quantityBase: number | null;
  readonly alliance: {
    readonly programmeId: string;
    readonly suspendedOn: Day | null;
    readonly place: LonLat | null;
    readonly municipalityName: string | null;
    /** Whether the position lies inside the municipality's shape; null without shape, position or municipality. */
    readonly inside: boolean | null;
  };
  /**
   * The usual price in the other current sales of the product in the year before, in the same unit of measure; null
   * without such sales.
   */
  readonly usualPrice: { readonly median: number; readonly count: number } | null;
  readonly usualQuantity: { readonly median: number; readonly count: number } | null;
  /**
   * For a visit or a sale: its values that can be unlikely, what is known to compare them with, and what its author
   * confirmed at capture.
   */
  readonly plausible: { readonly said: Said; readonly known: Known; readonly confirmed: Confirmed | null } | null;
  readonly missingFiles: number;
  readonly likePhotos: readonly { readonly alliance: string; readonly occurredOn: Day; readonly bits: number }[];
  readonly twins: readonly { readonly occurredOn: Day; readonly author: string }[];
  /** For a sale: the agreement with its buyer was annulled, and no other is in force in its place. */
  readonly agreementAnnulled: boolean;
  /** This version annuls the record. */
  readonly annulled: boolean;
  readonly openConflict: boolean;
  /** From which row of which document it was imported; absent for what was captured. */
  readonly imported?: ImportedFrom | null;
}

/** The row of a document that a record comes from. */
export interface ImportedFrom {
  /** Its title. */
  readonly document: string;
  readonly sheet: string | null;
  readonly row: number;
}

/** 'Importado de planilla.xlsx, hoja Visitas, fila 12' */
export const writtenImport = ({ document, sheet, row }: ImportedFrom): string =>
  `Importado de ${document.replace(/^Planilla /, 'la planilla ')}${sheet === null ? '' : `, hoja ${sheet}`}, fila ${row}`;

type Check = (r: Checked, read: ReadParameter) => Signal | null;

const signal = (code: SignalCode, sentence: string, compared: Signal['compared'] = []): Signal => ({
  code,
  sentence,
  compared,
});

/** How many times the larger of two is the smaller; infinite against zero. */
function times(a: number, b: number): number {
  const low = Math.min(a, b);
  return low > 0 ? Math.max(a, b) / low : a === b ? 1 : Number.POSITIVE_INFINITY;
}

function outlier(
  what: string,
  value: number | null,
  usual: Checked['usualPrice'],
  written: (n: number) => string,
  read: ReadParameter,
): Signal | null {
  if (value === null || !usual || usual.count < read('outlierMinimum')) return null;
  const ratio = times(value, usual.median);
  if (ratio < read('outlierTimes')) return null;
  const side = value > usual.median ? 'más' : 'menos';
  const many = Number.isFinite(ratio)
    ? `${writtenNumber(ratio, 1)} veces ${side} que lo usual`
    : 'muy lejos de lo usual';
  return signal('outlier', `${what} es ${many}.`, [
    { label: 'Este registro', value: written(value) },
    { label: `Lo usual (mediana de ${writtenNumber(usual.count)})`, value: written(usual.median) },
  ]);
}

/** The signals of values that are impossible or far from what is known, with what the author said about them. */
function unlikely({ plausible }: Checked, read: ReadParameter): Signal | null {
  if (!plausible) return null;
  const found = oddities(plausible.said, plausible.known, read);
  if (found.length === 0) return null;
  const reasonOf = (code: OddCode) => plausible.confirmed?.find((c) => c.code === code)?.reason;
  return signal(
    'unlikely',
    found.map((o) => o.sentence).join(' '),
    found.flatMap((o) => [
      ...o.compared,
      { label: 'Quien registró dijo', value: reasonOf(o.code) ?? 'nada: no se le preguntó' },
    ]),
  );
}

/** All checks. A record without a signal may be decided together with the rest of its batch. */
const checks: readonly Check[] = [
  unlikely,
  (r, read) => outlier(`El precio por ${r.unitCode ?? 'unidad'}`, r.price, r.usualPrice, writtenPrice, read),
  (r, read) => outlier('La cantidad', r.quantityBase, r.usualQuantity, writtenQuantity, read),
  (r) => {
    const expected = r.noun === 'sale' || (r.noun === 'visit' && r.done === true);
    return expected && r.photos.length === 0
      ? signal(
          'missingPhoto',
          r.noun === 'sale' ? 'La venta no tiene foto del papel.' : 'La visita no tiene ninguna foto.',
        )
      : null;
  },
  (r) =>
    r.missingFiles > 0
      ? signal(
          'pendingPhoto',
          `Faltan llegar ${writtenNumber(r.missingFiles)} de ${writtenNumber(r.photos.length)} fotos.`,
        )
      : null,
  (r, read) => {
    const like = r.likePhotos.filter((p) => p.bits <= read('photoLikenessBits'));
    if (like.length === 0) return null;
    return signal(
      'similarPhoto',
      'Una foto es casi igual a la de otro registro.',
      like.map((p) => ({
        label: `${p.alliance}, ${writtenDay(p.occurredOn)}`,
        value: p.bits === 0 ? 'la misma' : `${p.bits} de 64 puntos distintos`,
      })),
    );
  },
  (r) => {
    if (r.alliance.inside !== false) return null;
    return signal(
      'outsideMunicipality',
      `La posición está fuera del municipio de ${r.alliance.municipalityName ?? 'la alianza'}.`,
    );
  },
  (r, read) => {
    if (!r.place || !r.alliance.place) return null;
    const metres = distanceM(r.place, r.alliance.place);
    const most = read('placeToleranceM');
    if (metres - (r.place.accuracyM ?? 0) <= most) return null;
    return signal('farFromAlliance', `Se registró a ${writtenKm(metres / 1000)} del lugar de la alianza.`, [
      { label: 'Distancia', value: writtenKm(metres / 1000) },
      { label: 'Lo admitido sin revisar', value: writtenKm(most / 1000) },
    ]);
  },
  (r) => (r.noun === 'visit' && !r.place ? signal('noPosition', 'La visita no tiene posición.') : null),
  (r) =>
    r.flags.includes(flags.doubtfulDate)
      ? signal('doubtfulDate', 'El reloj del teléfono no coincide con la fecha del registro.')
      : null,
  (r, read) => {
    const twins = r.twins.filter(
      (t) =>
        r.occurredOn !== null &&
        Math.abs(daysBetween(t.occurredOn, r.occurredOn)) <= (r.noun === 'visit' ? 0 : read('duplicateDays')),
    );
    if (twins.length === 0) return null;
    return signal(
      'duplicate',
      r.noun === 'visit'
        ? 'Hay otra visita a la misma alianza el mismo día.'
        : 'Hay otra venta igual en días cercanos.',
      twins.map((t) => ({ label: writtenDay(t.occurredOn), value: t.author })),
    );
  },
  (r) =>
    r.flags.includes(flags.outsideAssignment)
      ? signal('outsideAssignment', 'Quien registró no tenía asignada esta alianza ese día.')
      : null,
  (r) => {
    const since = r.alliance.suspendedOn;
    if (!r.flags.includes(flags.allianceSuspended) && !(since && r.occurredOn && since <= r.occurredOn)) return null;
    return signal(
      'suspended',
      'La alianza estaba suspendida ese día.',
      since ? [{ label: 'Suspendida desde', value: writtenDay(since) }] : [],
    );
  },
  (r) => {
    const own: readonly string[] = [
      flags.doubtfulDate,
      flags.outsideAssignment,
      flags.allianceSuspended,
      flags.unlikely,
    ];
    const others = r.flags.filter((f) => !own.includes(f));
    return others.length > 0 ? signal('flagged', `Al recibirlo se señaló: ${others.join(', ')}.`) : null;
  },
  (r) =>
    r.agreementAnnulled
      ? signal('agreementAnnulled', 'El acuerdo comercial en que se apoya esta venta fue anulado.')
      : null,
  (r) =>
    r.annulled ? signal('annulment', 'Anula el registro: cuando se valide, deja de contar en las cifras.') : null,
  // A row of a sheet only repeats what somebody wrote down. Where no photo of that can be seen, a person looks for its
  // evidence.
  (r) =>
    r.imported && r.photos.length === 0
      ? signal('imported', 'Lo dice una fila de una planilla; no tiene foto que se pueda ver.')
      : null,
  (r) => (r.openConflict ? signal('openConflict', 'Dos personas dieron valores distintos al mismo dato.') : null),
];

/** The signals of a record, in the order of the checks, by the parameters of its day. */
export function signalsOf(r: Checked, parameters: readonly ParameterRow[], today: Day): Signal[] {
  const read = readOn(parameters, r.occurredOn ?? today, r.alliance.programmeId);
  return checks.flatMap((check) => check(r, read) ?? []);
}
