import { Link, useParams } from '@tanstack/react-router';
import { writtenDay } from '../../../../domain/kernel/dates.ts';
import { writtenNumber } from '../../../../domain/kernel/money.ts';
import { type Dimension, indicatorOfMeasure, VISITS_BY_MONTH } from '../../../../domain/monitoring/indicators.ts';
import type { MeasureView } from '../../../../domain/monitoring/indicatorViews.ts';
import { indicatorWords as w } from '../../../../domain/words/monitoring.ts';
import { Icon } from '../../../ui/icons.tsx';
import { Failed, Loading, Note } from '../../../ui/states/States.tsx';
import { toProblem } from '../../api.ts';
import { Figure } from '../../parts/Figure.tsx';
import { Page } from '../../parts/Page.tsx';
import { useSession } from '../../session.tsx';
import { useData } from '../../useQueryPage.ts';
import { Asking } from './Asking.tsx';
import { Download } from './Download.tsx';
import { FigureMap } from './FigureMap.tsx';
import { figureView, rowsAreReserved } from './figures.ts';
import { MissingVisits } from './MissingVisits.tsx';
import { Parts } from './Parts.tsx';
import { AccumulatedPart, Promised } from './Promised.tsx';
import { Target } from './Target.tsx';
import { Trend } from './Trend.tsx';
import { useAsked } from './useAsked.ts';
import './monitoring.css';

/** Notes for readers of a past period, or of a period before the first records. */
function Known({ view }: { view: MeasureView }) {
  if (view.begins === null) return <Note>{w.beginsNever}</Note>;
  if (view.period.to < view.begins) return <Note>{w.begins(writtenDay(view.begins))}</Note>;
  return view.past ? <Note>{w.recalculated}</Note> : null;
}

/** One measure: what it means, the same figure at the three levels, and every way of breaking it down. */
export default function IndicatorScreen() {
  const { id: code } = useParams({ strict: false }) as { id: string };
  const { may } = useSession();
  const asked = useAsked();
  const found = useData<MeasureView>('indicator.figure', { ...asked.params, measure: code });
  const indicator = indicatorOfMeasure(code);
  const view = found.data;
  const address = `/indicadores/${encodeURIComponent(code)}`;
  const placed = view?.measure.dimensions.includes('municipality') === true;
  const kept = view ? rowsAreReserved({ ...view.measure, reserved: view.reserved }, may.query('complaint.list')) : true;
  const records = (dimension: Dimension) =>
    view && kept ? null : (key: string | null) => `${address}/registros${asked.carried({ dimension, key: key ?? '' })}`;
  return (
    <Page
      title={view?.measure.name ?? code}
      asOf={found.asOf}
      actions={view ? <Download params={{ ...asked.params, measure: code }} /> : null}
      above={
        <Link to={`/indicadores${asked.carried()}` as never} className="back no-print">
          <Icon name="left" size={16} /> {w.title}
        </Link>
      }
      lead={
        indicator ? (
          <>
            <span className="mono">{indicator.code}</span> · {indicator.name}
          </>
        ) : null
      }
    >
      <Asking asked={asked} periods={view?.periods ?? []} now={view?.period} />
      {found.isPending ? <Loading lines={10} /> : null}
      {found.error && !view ? <Failed problem={toProblem(found.error)} onRetry={() => void found.refetch()} /> : null}
      {view && indicator ? (
        <>
          {view.reserved ? <Note>{view.measure.subject === 'complaint' ? w.complaintsWhy : w.reservedWhy}</Note> : null}
          <Known view={view} />
          <section className="stack-s" aria-label={w.threeLevels}>
            <h2>{w.threeLevels}</h2>
            <div className="figures">
              {view.byLevel.map(({ level, figure, records: behind }) => (
                <div key={level} className="figure-card" data-chosen={level === view.level ? '' : undefined}>
                  <Figure
                    figure={figureView(view.measure, figure, {
                      name: w.levels[level],
                      cutoff: view.cutoff,
                      level,
                      records: behind,
                      declared: level === 1 || view.reserved ? null : (view.byLevel[0]?.figure ?? null),
                      ...(level === 3 ? { corrections: view.corrections } : {}),
                    })}
                    {...(kept ? {} : { evidence: `${address}/registros${asked.carried({ level: String(level) })}` })}
                  />
                  {figure.status === 'value' && figure.notDue > 0 ? (
                    <p className="small muted num">{w.notDueMore(writtenNumber(figure.notDue))}</p>
                  ) : null}
                  <Target measure={view.measure} figure={figure} target={indicator.target} />
                </div>
              ))}
            </div>
          </section>
          <div className="columns">
            <div className="stack">
              <Trend measure={view.measure} asked={asked} />
              <AccumulatedPart view={view} />
              {code === VISITS_BY_MONTH ? <MissingVisits asked={asked} /> : null}
            </div>
            {placed ? (
              <FigureMap view={view} href={records('municipality')} />
            ) : (
              <Promised indicator={indicator} view={view} />
            )}
          </div>
          {placed ? <Promised indicator={indicator} view={view} /> : null}
          <section className="stack-s" aria-label={w.parts}>
            <h2>{w.parts}</h2>
            <div className="columns">
              {view.measure.dimensions.map((dimension) => (
                <Parts key={dimension} dimension={dimension} view={view} href={records(dimension)} />
              ))}
            </div>
          </section>
        </>
      ) : null}
    </Page>
  );
}
