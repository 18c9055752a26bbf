import { Link } from '@tanstack/react-router';
import type { IndicatorListView } from '../../../../domain/monitoring/indicatorViews.ts';
import { indicatorWords as w } from '../../../../domain/words/monitoring.ts';
import { Failed, Loading, Note } from '../../../ui/states/States.tsx';
import { toProblem } from '../../api.ts';
import { Figure } from '../../parts/Figure.tsx';
import { Page } from '../../parts/Page.tsx';
import { useSession } from '../../session.tsx';
import { useData } from '../../useQueryPage.ts';
import { Asking } from './Asking.tsx';
import { Download } from './Download.tsx';
import { figureView, rowsAreReserved } from './figures.ts';
import { Target } from './Target.tsx';
import { useAsked } from './useAsked.ts';
import './monitoring.css';

type Listed = IndicatorListView['indicators'][number];

/**
 * The group of an indicator. The letter of a code names the programme's table to which it belongs; codes that begin
 * with a number belong to a component: the first, or the one with that number.
 */
const groupOf = (code: string): string =>
  /^\d/.test(code) ? `C${code.startsWith('1') ? '' : code.charAt(0)}` : code.charAt(0);

/** Every indicator with its figure, by group. */
export default function IndicatorListScreen() {
  const asked = useAsked();
  const list = useData<IndicatorListView>('indicator.list', asked.params);
  const groups = [...new Set(list.data?.indicators.map((i) => groupOf(i.code)) ?? [])];
  return (
    <Page
      title={w.title}
      lead={w.lead}
      asOf={list.asOf}
      actions={list.data ? <Download params={asked.params} /> : null}
    >
      <Asking asked={asked} periods={list.data?.periods ?? []} now={list.data?.period} />
      {list.isPending ? <Loading lines={10} /> : null}
      {list.data?.past ? <Note>{w.recalculated}</Note> : null}
      {list.error ? <Failed problem={toProblem(list.error)} onRetry={() => void list.refetch()} /> : null}
      {list.data ? (
        <div className="figure-groups">
          {groups.map((group) => (
            <Group
              key={group}
              name={w.groups[group] ?? group}
              indicators={list.data?.indicators.filter((i) => groupOf(i.code) === group) ?? []}
              view={list.data as IndicatorListView}
              carried={asked.carried()}
            />
          ))}
        </div>
      ) : null}
    </Page>
  );
}

/** A group of figures; its width follows from how many it has. */
function Group({
  name,
  indicators,
  view,
  carried,
}: {
  name: string;
  indicators: readonly Listed[];
  view: IndicatorListView;
  carried: string;
}) {
  const cards = indicators.flatMap((i) =>
    i.measures.map((m, at) => <Card key={m.code} indicator={i} at={at} view={view} carried={carried} />),
  );
  return (
    <section
      className="stack-s figure-group"
      style={{ flexGrow: cards.length, flexBasis: `${cards.length * 18}rem` }}
      aria-label={name}
    >
      <h2>{name}</h2>
      <ul className="figures plain">{cards}</ul>
    </section>
  );
}

function Card({
  indicator,
  at,
  view,
  carried,
}: {
  indicator: Listed;
  at: number;
  view: IndicatorListView;
  carried: string;
}) {
  const { may } = useSession();
  const measure = indicator.measures[at];
  if (!measure) return null;
  const name = indicator.measures.length > 1 ? measure.name : indicator.name;
  const address = `/indicadores/${encodeURIComponent(measure.code)}`;
  return (
    <li className="figure-card">
      <p className="figure-code">
        <span className="mono">{indicator.code}</span>
        <Link to={`${address}${carried}` as never}>
          {w.open}
          <span className="only-read">: {name}</span>
        </Link>
      </p>
      <Figure
        figure={figureView(measure, measure.figure, {
          name,
          cutoff: view.cutoff,
          level: view.level,
          records: measure.records,
          declared: measure.declared,
          corrections: measure.corrections,
        })}
        {...(rowsAreReserved(measure, may.query('complaint.list'))
          ? {}
          : { evidence: `${address}/registros${carried}` })}
      />
      <Target measure={measure} figure={measure.figure} target={indicator.target} />
    </li>
  );
}
