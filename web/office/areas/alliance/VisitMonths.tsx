import { upperFirst } from '../../../../domain/kernel/text.ts';
import { Select } from '../../parts/Select.tsx';
import './visitMonths.css';
import { Link } from '@tanstack/react-router';
import { useId, useState } from 'react';
import { monthName, writtenDay } from '../../../../domain/kernel/dates.ts';
import type { VisitMonth, VisitMonthsView } from '../../../../domain/monitoring/indicatorViews.ts';
import { choosablePeriods } from '../../../../domain/monitoring/period.ts';
import { indicatorWords } from '../../../../domain/words/monitoring.ts';
import { Failed, Loading } from '../../../ui/states/States.tsx';
import { toProblem } from '../../api.ts';
import { Badge } from '../../parts/Badge.tsx';
import { Section } from '../../parts/Page.tsx';
import { useSession } from '../../session.tsx';
import { useData } from '../../useQueryPage.ts';

const w = indicatorWords.missing;

/**
 * The months of a year in which the figure of monthly visits expects a visit to this alliance, and the ones without a
 * visit, at every level.
 */
export function VisitMonths({ allianceId }: { allianceId: string }) {
  const { me, may } = useSession();
  const id = useId();
  const years = choosablePeriods(me.system.today).filter((p) => /^\d{4}$/.test(p.code));
  const [year, setYear] = useState(me.system.today.slice(0, 4));
  const { data, error, isPending, refetch } = useData<VisitMonthsView>('visit.months', { allianceId, period: year });
  return (
    <Section
      title={w.ofAlliance}
      actions={
        <div className="row">
          <label className="filter-label" id={`${id}-label`} htmlFor={id}>
            {indicatorWords.period}
          </label>
          <Select
            id={id}
            labelledBy={`${id}-label`}
            options={years.map((p) => ({ value: p.code, label: upperFirst(p.name) }))}
            value={year}
            onChange={(next) => next && setYear(next)}
          />
        </div>
      }
    >
      {isPending ? <Loading lines={4} /> : null}
      {!isPending && !data ? <Failed problem={toProblem(error)} onRetry={() => void refetch()} /> : null}
      {data && data.months.length === 0 ? <p className="muted">{w.nothingDue(data.period.name)}</p> : null}
      {data && data.months.length > 0 ? (
        <>
          <p className="small muted">{w.ofAllianceHow(writtenDay(data.cutoff))}</p>
          <Months view={data} />
          {may.query('visit.missing') ? (
            <p className="small">
              <Link to={`/meses-sin-visita?period=${year}` as never}>{w.others}</Link>
            </p>
          ) : null}
        </>
      ) : null}
    </Section>
  );
}

function Months({ view }: { view: VisitMonthsView }) {
  return (
    <table className="visit-months">
      <caption className="only-read">{w.ofAlliance}</caption>
      <thead>
        <tr>
          <th scope="col">{w.month}</th>
          {view.byLevel.map(({ level }) => (
            <th key={level} scope="col">
              {indicatorWords.levels[level]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {view.months.map(({ month, byLevel }) => (
          <tr key={month}>
            <th scope="row">{upperFirst(monthName(month))}</th>
            {byLevel.map((at) => (
              <td key={at.level}>
                <Said at={at} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{w.columns.months}</th>
          {view.byLevel.map(({ level, monthsExpected, monthsMissing }) => (
            <td key={level} className="num">
              {monthsExpected > 0 ? w.outOf(monthsMissing, monthsExpected) : <span className="missing">—</span>}
            </td>
          ))}
        </tr>
      </tfoot>
    </table>
  );
}

function Said({ at }: { at: VisitMonth['byLevel'][number] }) {
  switch (at.state) {
    case 'visited':
      return <span className="num">{at.firstOn ? w.visitedOn(Number(at.firstOn.slice(8))) : w.visited}</span>;
    case 'missing':
      return <Badge tone="warn">{w.lacks}</Badge>;
    case 'unknown':
      return <span className="missing">{w.unknown}</span>;
    default:
      return (
        <span className="missing">
          <span aria-hidden="true">—</span>
          <span className="only-read">{w.notDue}</span>
        </span>
      );
  }
}
