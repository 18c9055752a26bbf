import type { Day } from '../kernel/dates.ts';
import type { Layout } from '../publishing/disclosure.ts';
import { channels } from './complaint.ts';
import { categories } from './topics.ts';

/** The state of a complaint on a day: answered in term or late, or unanswered and past its term or within it. */
export const timeliness = {
  inTerm: 'respondidos en plazo',
  late: 'respondidos fuera de plazo',
  overdue: 'sin respuesta, fuera de plazo',
  open: 'sin respuesta, en plazo',
} as const;
export type Timeliness = keyof typeof timeliness;

/** The tables in which complaints are counted. Those without a place, or not classified, have a row of their own. */
export const complaintTables = {
  category: { name: 'de qué tratan', words: categories as Readonly<Record<string, string>>, none: 'sin clasificar' },
  department: { name: 'departamento', words: null, none: 'sin departamento' },
  unit: { name: 'unidad operativa', words: null, none: 'de ninguna unidad' },
  channel: { name: 'por dónde llegaron', words: channels as Readonly<Record<string, string>>, none: 'sin dato' },
} as const;
export type ComplaintTable = keyof typeof complaintTables;
export const complaintTableNames = Object.keys(complaintTables) as ComplaintTable[];

/** The parts of a complaint that counts use: `complaint_at` and the department of its municipality. */
export interface CountedComplaint {
  readonly receivedOn: Day;
  readonly timeliness: Timeliness;
  /** Its term is over, or it was answered. */
  readonly due: boolean;
  /** Sent to another body, and not answered yet. */
  readonly referred: boolean;
  readonly category: string | null;
  readonly department: string | null;
  readonly unit: string | null;
  readonly channel: string;
}

export const halfYearOf = (day: Day): string => `${day.slice(0, 4)}-S${day.slice(5, 7) <= '06' ? 1 : 2}`;

/** The periods in which complaints are counted in public: the half-year in which it was received, and its year. */
export const publicPeriodsOf = ({
  receivedOn,
}: Pick<CountedComplaint, 'receivedOn'>): readonly [half: string, year: string] => [
  halfYearOf(receivedOn),
  receivedOn.slice(0, 4),
];

/** The class of a complaint as one text: complaints of one class are alike in every public table. */
export const complaintClass = (c: CountedComplaint): string =>
  [halfYearOf(c.receivedOn), ...complaintTableNames.map((t) => c[t] ?? '')].join('|');

/** The key of a row of a public table: the table, the half-year or year, and one of its values. */
export const complaintMargin = (table: ComplaintTable | 'total' | 'year', period: string, key = ''): string =>
  `${table}|${period}|${key}`;

/**
 * How complaints fall into the public tables (domain/publishing/disclosure.ts; BR-57). The counts by matter, place and
 * channel are small and must be protected. The number in the whole country reveals nobody, but no small count may
 * follow from it.
 */
export const complaintLayout: Layout = {
  margins: (text) => {
    const [half = '', ...keys] = text.split('|');
    return [
      complaintMargin('total', half),
      complaintMargin('year', half.slice(0, 4)),
      ...complaintTableNames.map((table, i) => complaintMargin(table, half, keys[i] ?? '')),
    ];
  },
  women: () => false,
  open: (margin) => margin.startsWith('total|') || margin.startsWith('year|'),
};
