import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useId } from 'react';
import {
  FUNNEL_STEPS,
  type FunnelGroup,
  type FunnelRow,
  type FunnelView,
  funnelGroups,
} from '../../../../domain/alliance/funnel.ts';
import { states } from '../../../../domain/alliance/states.ts';
import { holdersOf } from '../../../../domain/alliance/workflow.ts';
import { isDay } from '../../../../domain/kernel/dates.ts';
import { writtenNumber } from '../../../../domain/kernel/money.ts';
import { PROGRAMME } from '../../../../domain/kernel/noun/noun.ts';
import { upperFirst } from '../../../../domain/kernel/text.ts';
import { roles } from '../../../../domain/people/roles.ts';
import { allianceWords } from '../../../../domain/words/alliance.ts';
import { indicatorWords } from '../../../../domain/words/monitoring.ts';
import { Icon } from '../../../ui/icons.tsx';
import { Empty, Failed, Loading, Note } from '../../../ui/states/States.tsx';
import { queryPath, toProblem } from '../../api.ts';
import { DayInput } from '../../parts/DayInput.tsx';
import { Page, Section } from '../../parts/Page.tsx';
import { Select } from '../../parts/Select.tsx';
import { useSession } from '../../session.tsx';
import { useData } from '../../useQueryPage.ts';
import '../monitoring/monitoring.css';
import './funnel.css';

const w = allianceWords.funnel;
/** Enough for all states of the cycle. */
const ALL = 50;
const groups = Object.keys(funnelGroups) as FunnelGroup[];

type Search = Readonly<Partial<Record<'nivel' | 'al' | 'por', string>>>;

/** How far the alliances have come, where they are and how long each state takes. */
export default function FunnelScreen() {
  const { me, unit } = useSession();
  const search = useSearch({ strict: false }) as Search;
  const navigate = useNavigate();
  const change = (next: Search) =>
    void navigate({
      to: '.',
      replace: true,
      search: (before: Search) => Object.fromEntries(Object.entries({ ...before, ...next }).filter(([, v]) => v)),
    } as never);
  const level = Number(search.nivel ?? 1);
  const asOf = search.al && isDay(search.al) ? search.al : me.system.today;
  const by = groups.find((g) => g === search.por) ?? 'unit';
  const params = { programme: PROGRAMME, level, asOf, by, ...(unit ? { unit } : {}) };
  const found = useData<FunnelView>('alliance.funnel', { ...params, pageSize: ALL });
  return (
    <Page
      title={w.title}
      lead={w.lead}
      asOf={found.asOf}
      actions={
        found.data && found.data.alliances > 0 ? (
          <div className="row no-print">
            <a className="btn btn-quiet" href={queryPath('alliance.funnel', { ...params, format: 'xlsx' })} download>
              <Icon name="download" /> Excel
            </a>
            <button type="button" className="btn btn-quiet" onClick={() => window.print()}>
              <Icon name="print" /> {w.print}
            </button>
          </div>
        ) : null
      }
    >
      <Asking level={level} asOf={asOf} by={by} today={me.system.today} change={change} />
      {found.isPending ? <Loading lines={10} /> : null}
      {found.error && !found.data ? (
        <Failed problem={toProblem(found.error)} onRetry={() => void found.refetch()} />
      ) : null}
      {found.data && found.data.undated > 0 ? <Note tone="warn">{w.undated(found.data.undated)}</Note> : null}
      {found.data?.alliances === 0 ? (
        <Empty icon="alliance" title={w.none}>
          {w.noneHow}
        </Empty>
      ) : null}
      {found.data && found.data.alliances > 0 ? <Told view={found.data} by={by} /> : null}
    </Page>
  );
}

function Asking({
  level,
  asOf,
  by,
  today,
  change,
}: {
  level: number;
  asOf: string;
  by: FunnelGroup;
  today: string;
  change: (next: Search) => void;
}) {
  const id = useId();
  return (
    <search className="asking no-print">
      <fieldset className="switch">
        <legend className="filter-label">{indicatorWords.level}</legend>
        {([1, 2, 3] as const).map((one) => (
          <button
            key={one}
            type="button"
            className="btn"
            aria-pressed={level === one}
            onClick={() => change({ nivel: String(one) })}
          >
            {indicatorWords.levels[one]}
          </button>
        ))}
      </fieldset>
      <div>
        <label className="filter-label" htmlFor={`${id}d`}>
          {w.asOf}
        </label>
        <DayInput
          id={`${id}d`}
          value={asOf}
          max={today}
          today={today}
          onChange={(day) => isDay(day) && change({ al: day })}
        />
      </div>
      <div>
        <label className="filter-label" id={`${id}b-label`} htmlFor={`${id}b`}>
          {w.by}
        </label>
        <Select
          id={`${id}b`}
          labelledBy={`${id}b-label`}
          options={groups.map((value) => ({ value, label: upperFirst(funnelGroups[value]) }))}
          value={by}
          onChange={(next) => next && change({ por: next })}
        />
      </div>
    </search>
  );
}

function Told({ view, by }: { view: FunnelView; by: FunnelGroup }) {
  return (
    <>
      <Section title={w.stages} count={view.alliances}>
        <p className="small muted">{w.how}</p>
        <table className="funnel">
          <thead>
            <tr>
              <th scope="col">{w.stage}</th>
              <th scope="col" className="num">
                {w.reached}
              </th>
              <th scope="col" className="num">
                {w.here}
              </th>
              <th scope="col">{w.median}</th>
            </tr>
          </thead>
          <tbody>
            {view.rows.map((row) => (
              <StageRow key={row.state} row={row} of={view.rows[0]?.reached ?? 0} />
            ))}
          </tbody>
        </table>
        {view.aside.length > 0 ? (
          <>
            <h3>{w.aside}</h3>
            <ul className="funnel-aside">
              {view.aside.map(({ state, here }) => (
                <li key={state}>
                  <Link to={`/alianzas?state=${state}` as never}>{states[state].name}</Link>{' '}
                  <span className="num">{writtenNumber(here)}</span>
                </li>
              ))}
            </ul>
          </>
        ) : null}
      </Section>
      <Section title={w.groups(funnelGroups[by])} count={view.groups.length}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reached with the keyboard */}
        <section className="funnel-wide" aria-label={w.groups(funnelGroups[by])} tabIndex={0}>
          <table className="funnel">
            <thead>
              <tr>
                <th scope="col">{upperFirst(funnelGroups[by])}</th>
                {FUNNEL_STEPS.map((step) => (
                  <th key={step} scope="col" className="num">
                    {states[step].name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {view.groups.map((group) => (
                <tr key={group.code ?? ''}>
                  <th scope="row">{group.name}</th>
                  {group.reached.map((n, i) => (
                    <td key={FUNNEL_STEPS[i]} className="num">
                      {writtenNumber(n)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </Section>
    </>
  );
}

function StageRow({ row, of }: { row: FunnelRow; of: number }) {
  const main = FUNNEL_STEPS.some((step) => step === row.state);
  const holders = holdersOf(row.state);
  return (
    <tr data-main={main ? '' : undefined}>
      <th scope="row">
        {states[row.state].name}
        {row.here > 0 && holders.length > 0 ? (
          <span className="cell-sub">{holders.map((role) => roles[role].name).join(', ')}</span>
        ) : null}
      </th>
      <td className="num">
        {writtenNumber(row.reached)}
        <progress value={row.reached} max={Math.max(1, of)} aria-hidden="true" />
      </td>
      <td className="num">
        {row.here > 0 ? (
          <Link to={`/alianzas?state=${row.state}` as never}>{writtenNumber(row.here)}</Link>
        ) : (
          <span className="muted">0</span>
        )}
        {row.here > 0 && row.longestDays !== null ? (
          <span className="cell-sub">{w.longest(row.longestDays)}</span>
        ) : null}
      </td>
      <td>
        {row.medianDays === null ? (
          <span className="muted small">{w.notTimed}</span>
        ) : (
          <>
            <span className="num">{writtenNumber(row.medianDays)}</span>
            <span className="cell-sub">{w.timed(row.timed)}</span>
          </>
        )}
      </td>
    </tr>
  );
}
