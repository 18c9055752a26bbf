import type { Day } from '../kernel/dates.ts';
import { writtenBs, writtenNumber } from '../kernel/money.ts';
import { type ParameterKey, type ParameterRow, parameterOn } from '../monitoring/parameters.ts';

/** The amounts that the limits look at, in centavos. */
interface Amounts {
  readonly families: number | null;
  readonly amountPar: number | null;
  readonly amountTotal: number | null;
}

interface Deviation {
  readonly sentence: string;
  /** False where a limit that nobody confirmed is passed: it warns and asks for the reason, and refuses nothing. */
  readonly confirmed: boolean;
}

/** Whether a parameter in force was recorded as confirmed. */
const isConfirmed = (rows: readonly ParameterRow[], keys: readonly ParameterKey[], on: Day): boolean =>
  keys.every((key) =>
    rows.some((r) => r.key === key && !r.assumption && r.validFrom <= on && (r.validTo === null || on <= r.validTo)),
  );

/** In which way the money of a plan departs from what is set (BR-19, BR-20), on a day. */
export function deviationsOf(
  { families, amountPar, amountTotal }: Amounts,
  rows: readonly ParameterRow[],
  on: Day,
): Deviation[] {
  const found: Deviation[] = [];
  if (amountPar === null) return found;
  if (amountTotal !== null && amountTotal > 0) {
    const [share, tolerance] = [parameterOn(rows, 'parShare', on), parameterOn(rows, 'shareTolerance', on)];
    const part = (amountPar / amountTotal) * 100;
    if (Math.abs(part - share) > tolerance)
      found.push({
        sentence: `El proyecto pone ${writtenNumber(part, 1)} % del costo; lo fijado es ${share} %, con ${tolerance} puntos de margen.`,
        confirmed: isConfirmed(rows, ['parShare', 'shareTolerance'], on),
      });
  }
  const most = parameterOn(rows, 'maximumAmountPerFamily', on) * 100;
  if (families !== null && families > 0 && amountPar > most * families)
    found.push({
      sentence: `El proyecto pone ${writtenBs(Math.round(amountPar / families))} por familia; lo más es ${writtenBs(most)}.`,
      confirmed: isConfirmed(rows, ['maximumAmountPerFamily'], on),
    });
  return found;
}
