import type { ImportProblemRow, ImportView } from '../../../../domain/alliance/views.ts';
import { importWords as w } from '../../../../domain/words/alliance.ts';
import { Note } from '../../../ui/states/States.tsx';
import { Badge, type Tone } from '../../parts/Badge.tsx';
import { Section } from '../../parts/Page.tsx';
import { Pager } from '../../parts/Pager.tsx';

const tone: Readonly<Record<ImportProblemRow['severity'], Tone>> = { refused: 'bad', person: 'special', gap: 'warn' };

interface Props {
  readonly view: ImportView;
  readonly page: number;
  readonly pageSize: number;
  readonly onPage: (page: number) => void;
  readonly onPageSize: (size: number) => void;
}

/** Every problem of every row, page by page: what keeps a row out first, then what a person decides, then what stays empty. */
export function ImportProblems({ view: i, page, pageSize, onPage, onPageSize }: Props) {
  return (
    <Section title={w.problems} count={i.problemsTotal}>
      {i.problems.length === 0 ? (
        <Note tone="good">{w.problemsNone}</Note>
      ) : (
        <>
          <div className="table-scroll">
            <table className="table">
              <caption className="only-read">{w.problems}</caption>
              <thead>
                <tr>
                  <th scope="col">{w.row}</th>
                  <th scope="col">{w.outcome}</th>
                  <th scope="col">{w.column}</th>
                  <th scope="col">{w.value}</th>
                  <th scope="col">{w.what}</th>
                </tr>
              </thead>
              <tbody>
                {i.problems.map((p) => (
                  <tr key={`${p.row}-${p.column}-${p.problem.code}-${p.problem.message}`}>
                    <th scope="row" className="table-main num">
                      {w.row} {p.row}
                    </th>
                    <td data-title={w.outcome}>
                      <Badge tone={tone[p.severity]}>{w.severity[p.severity]}</Badge>
                    </td>
                    <td data-title={w.column}>{p.column ?? '—'}</td>
                    <td data-title={w.value}>{p.value ?? <span className="missing">vacío</span>}</td>
                    <td data-title={w.what}>
                      {p.problem.message} <span className="field-code">{p.problem.code}</span>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <Pager page={page} pageSize={pageSize} total={i.problemsTotal} onPage={onPage} onPageSize={onPageSize} />
        </>
      )}
    </Section>
  );
}
