import { writtenBs, writtenNumber } from '../kernel/money.ts';
import type { ReadParameter } from '../monitoring/parameters.ts';
import { committeeWords } from '../words/committee.ts';
import type { FitView } from './views.ts';

/** What is known of an alliance when its fit to the project is looked at. Amounts in centavos. */
export interface Fitting {
  readonly families: number | null;
  readonly women: number | null;
  readonly amountPar: number;
  readonly amountCounterpart: number | null;
  readonly rural: boolean | null;
  readonly legalPersonality: boolean;
}

const w = committeeWords.fit;

/**
 * How an alliance fits the project: enough families (BR-06), no more for each than the ceiling, the share of the
 * counterpart (70/30), a rural place (BR-01), legal personality (BR-14). Nothing here refuses: it is what the Comité
 * looks at. Unknown is told as unknown.
 */
export function fitOf(known: Fitting, parameter: ReadParameter): FitView[] {
  const { families, women, amountPar, amountCounterpart } = known;
  const least = parameter('minimumFamilies');
  const most = parameter('maximumAmountPerFamily') * 100;
  const [share, tolerance] = [parameter('parShare'), parameter('shareTolerance')];
  const whole = amountCounterpart === null ? null : amountPar + amountCounterpart;
  const own = whole ? (amountPar * 100) / whole : null;
  return [
    {
      what: w.families,
      fits: families === null ? null : families >= least,
      told: families === null ? w.unknown : w.familiesOf(families, least),
    },
    {
      what: w.perFamily,
      fits: families ? amountPar <= most * families : null,
      told: families ? w.perFamilyOf(writtenBs(Math.round(amountPar / families)), writtenBs(most)) : w.unknown,
    },
    {
      what: w.share,
      fits: own === null ? null : Math.abs(own - share) <= tolerance,
      told: own === null ? w.unknown : w.shareOf(writtenNumber(own, 1), share),
    },
    {
      what: w.women,
      fits: null,
      told: women === null || !families ? w.unknown : w.womenOf(women, writtenNumber((women * 100) / families, 0)),
    },
    { what: w.rural, fits: known.rural, told: known.rural === null ? w.unknown : known.rural ? w.yes : w.no },
    { what: w.legal, fits: known.legalPersonality, told: known.legalPersonality ? w.yes : w.notYet },
  ];
}
