import { writtenNumber } from '../../../../domain/kernel/money.ts';
import type { ComplaintCount } from '../../../../domain/participation/complaintStatistics.ts';
import { complaintWords } from '../../../../domain/words/complaints.ts';

const words = complaintWords.statistics.timeliness;
const PARTS = ['inTerm', 'late', 'overdue', 'open'] as const;
type Part = (typeof PARTS)[number];

/** The parts of the bar; when only the number in term may be shown, all others are one part. */
function partsOf(row: ComplaintCount): { part: Part | 'rest'; n: number; name: string }[] {
  if (PARTS.every((part) => row[part] !== null))
    return PARTS.map((part) => ({ part, n: row[part] ?? 0, name: words[part] }));
  if (row.received === null || row.inTerm === null) return [];
  return [
    { part: 'inTerm', n: row.inTerm, name: words.inTerm },
    { part: 'rest', n: row.received - row.inTerm, name: 'los demás' },
  ];
}

/**
 * The states of complaints as one bar; its legend gives the numbers.
 * @param width share of the available width, from 0 to 1
 */
export function TimelinessBar({
  row,
  width = 1,
  legend = false,
}: {
  row: ComplaintCount;
  width?: number;
  legend?: boolean;
}) {
  const parts = partsOf(row).filter(({ n }) => n > 0);
  const said = parts.map(({ name, n }) => `${writtenNumber(n)} ${name}`).join(', ');
  if (parts.length === 0)
    return row.received ? (
      <span className="timeliness-bar" style={{ inlineSize: `${100 * width}%` }} data-part="rest" aria-hidden="true" />
    ) : null;
  return (
    <>
      <span className="timeliness-bar" role="img" aria-label={said} style={{ inlineSize: `${100 * width}%` }}>
        {parts.map(({ part, n }) => (
          <span key={part} data-part={part} style={{ flexGrow: n }} />
        ))}
      </span>
      {legend ? (
        <ul className="timeliness-legend" aria-hidden="true">
          {parts.map(({ part, n, name }) => (
            <li key={part}>
              <span data-part={part} className="timeliness-key" /> <strong className="num">{writtenNumber(n)}</strong>{' '}
              {name}
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}
