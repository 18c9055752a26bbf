import type { ReactNode } from 'react';
import { officeWords } from '../../../domain/words/office.ts';

export interface Compared {
  readonly label: string;
  readonly left: ReactNode;
  readonly right: ReactNode;
  readonly differs: boolean;
}

/** Two values of the same fields; differences are marked by a sign as well as by a colour. */
export function SideBySide({
  leftTitle,
  rightTitle,
  rows,
  caption,
}: {
  leftTitle: ReactNode;
  rightTitle: ReactNode;
  rows: readonly Compared[];
  caption: string;
}) {
  const shown = (value: ReactNode) => value ?? <span className="muted">{officeWords.none}</span>;
  return (
    <div className="table-scroll">
      <table className="compare">
        <caption className="only-read">{caption}</caption>
        <thead>
          <tr>
            <td />
            <th scope="col">{leftTitle}</th>
            <th scope="col">{rightTitle}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.label} data-differs={row.differs ? '' : undefined}>
              <th scope="row">
                {row.label}
                {row.differs ? <span className="only-read"> (distinto)</span> : null}
              </th>
              <td>{shown(row.left)}</td>
              <td>{shown(row.right)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
