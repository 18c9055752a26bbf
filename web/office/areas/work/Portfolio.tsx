import './portfolio.css';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { type Phase, type PortfolioView, phaseNames, statesOf } from '../../../../domain/alliance/portfolio.ts';
import { states } from '../../../../domain/alliance/states.ts';
import { writtenNumber } from '../../../../domain/kernel/money.ts';
import { systemWords } from '../../../../domain/words/system.ts';
import { Failed, Loading } from '../../../ui/states/States.tsx';
import { toProblem } from '../../api.ts';
import { Section } from '../../parts/Page.tsx';
import { useSession } from '../../session.tsx';
import { useData } from '../../useQueryPage.ts';

const w = systemWords.portfolio;
const phases = Object.keys(phaseNames) as Phase[];

/** Overview of the alliances within reach: their stages, and which are attended. Nothing when there are none. */
export function Portfolio() {
  const { unit } = useSession();
  const { data, error, isPending, refetch } = useData<PortfolioView>('alliance.portfolio', unit ? { unit } : {});
  if (isPending) return <Loading lines={6} />;
  if (!data) return <Failed problem={toProblem(error)} onRetry={() => void refetch()} />;
  if (data.total.alliances === 0) return null;
  return (
    <div className="portfolio">
      <Cycle view={data} />
      <Attended view={data} />
    </div>
  );
}

function Cycle({ view }: { view: PortfolioView }) {
  const count = new Map(view.byState.map((s) => [s.state, s.alliances]));
  const most = Math.max(...count.values());
  return (
    <Section title={w.cycle} count={view.total.alliances}>
      {phases.map((phase) => {
        const here = statesOf(phase).filter((s) => count.has(s));
        if (here.length === 0) return null;
        return (
          <div key={phase} className="portfolio-phase" data-phase={phase}>
            <h3>
              {phaseNames[phase]}{' '}
              <span className="num muted">{writtenNumber(here.reduce((n, s) => n + (count.get(s) ?? 0), 0))}</span>
            </h3>
            <ul>
              {here.map((s) => (
                <Bar key={s} path={`/alianzas?state=${s}`} label={states[s].name} n={count.get(s) ?? 0} of={most} />
              ))}
            </ul>
          </div>
        );
      })}
      {view.total.suspended > 0 ? (
        <p className="small">
          <Link to={'/alianzas?suspended=1' as never}>{w.suspended(view.total.suspended)}</Link>
        </p>
      ) : null}
    </Section>
  );
}

function Attended({ view }: { view: PortfolioView }) {
  const { total } = view;
  const units = view.byUnit.filter((u) => u.expected > 0);
  return (
    <Section title={w.visited}>
      <p className="portfolio-figure">
        <strong className="num">{writtenNumber(total.visited)}</strong> {w.ofExpected(total.expected)}
      </p>
      <p className="small muted">{w.visitedHow}</p>
      {view.byPerson.length > 0 ? (
        <>
          <h3>{w.byPerson}</h3>
          <ul>
            {view.byPerson.map((p) => (
              <Bar
                key={p.userId}
                path={`/alianzas?userId=${p.userId}`}
                label={p.name}
                n={p.visited}
                of={p.expected}
                share
              />
            ))}
          </ul>
        </>
      ) : units.length > 1 ? (
        <>
          <h3>{w.byUnit}</h3>
          <ul>
            {units.map((u) => (
              <Bar
                key={u.unitId}
                path={`/alianzas?unit=${u.unitId}&unvisited=1`}
                label={u.unitName}
                n={u.visited}
                of={u.expected}
                share
              />
            ))}
          </ul>
        </>
      ) : null}
      <ul className="portfolio-doors">
        {total.expected > total.visited ? (
          <Door path="/alianzas?unvisited=1">{w.unvisited(total.expected - total.visited)}</Door>
        ) : null}
        {total.unattended > 0 ? <Door path="/alianzas?attended=0">{w.unattended(total.unattended)}</Door> : null}
      </ul>
    </Section>
  );
}

function Door({ path, children }: { path: string; children: ReactNode }) {
  return (
    <li>
      <Link to={path as never}>{children}</Link>
    </li>
  );
}

/** One line with words, a number and a bar; the bar says nothing more than the number. */
function Bar({
  path,
  label,
  n,
  of,
  share = false,
}: {
  path: string;
  label: string;
  n: number;
  of: number;
  share?: boolean;
}) {
  return (
    <li className="portfolio-bar">
      <Link to={path as never}>{label}</Link>
      <span className="portfolio-track" aria-hidden="true">
        <svg viewBox="0 0 100 1" preserveAspectRatio="none" role="presentation">
          <rect width={of === 0 ? 0 : (100 * n) / of} height="1" />
        </svg>
      </span>
      <span className="num">{share ? w.outOf(writtenNumber(n), writtenNumber(of)) : writtenNumber(n)}</span>
    </li>
  );
}
