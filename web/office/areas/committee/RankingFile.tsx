import { Link } from '@tanstack/react-router';
import { Fragment, useId, useState } from 'react';
import { ranking, rankingLife } from '../../../../domain/committee/ranking.ts';
import type { BoardRow, BoardRun, BoardView } from '../../../../domain/committee/views.ts';
import { writtenBs, writtenNumber } from '../../../../domain/kernel/money.ts';
import { beginWanted } from '../../../../domain/kernel/noun/commands.ts';
import type { NounFileView } from '../../../../domain/kernel/noun/views.ts';
import { upperFirst } from '../../../../domain/kernel/text.ts';
import { committeeWords } from '../../../../domain/words/committee.ts';
import { newId } from '../../../local/ids.ts';
import { Empty, Failed, Loading } from '../../../ui/states/States.tsx';
import { toProblem } from '../../api.ts';
import { NounAct } from '../../nouns/NounAct.tsx';
import { nounFileScreen } from '../../nouns/NounFileScreen.tsx';
import { Badge } from '../../parts/Badge.tsx';
import { Section } from '../../parts/Page.tsx';
import { Select } from '../../parts/Select.tsx';
import { useSession } from '../../session.tsx';
import { useData } from '../../useQueryPage.ts';
import { Many } from './Many.tsx';
import { onlyIn, perFamily, reachedBy, writtenPoints } from './told.ts';
import './committee.css';

const w = committeeWords.board;
const none = <span className="missing">s/d</span>;

function Place({ row }: { row: BoardRow }) {
  const word = row.enters ? w.above : row.total === null ? w.unscored : w.below;
  return <Badge tone={row.enters ? 'good' : row.total === null ? 'warn' : 'neutral'}>{word}</Badge>;
}

/** The alliances in order, with the budget line drawn where the money ends. */
function Ordered({ run }: { run: BoardRun }) {
  const { alliances, amount } = reachedBy(run);
  // With skipping, some below the line still enter: the line stands after the first that did not fit.
  const firstOut = run.rows.findIndex((row) => !row.enters);
  const at = firstOut === -1 ? run.rows.length : firstOut;
  const line = (
    <tr className="budget-line">
      <td colSpan={5}>
        <strong>{w.line(writtenBs(amount), writtenBs(run.budget))}</strong> · {w.left(writtenBs(run.budget - amount))} ·{' '}
        {w.enter(alliances, run.rows.length)}
      </td>
    </tr>
  );
  return (
    <div className="table-scroll">
      <table className="table board">
        <caption className="only-read">{w.title}</caption>
        <thead>
          <tr>
            <th scope="col">{w.position}</th>
            <th scope="col">{w.alliance}</th>
            <th scope="col" className="end">
              {w.points}
            </th>
            <th scope="col" className="end">
              {w.asks}
            </th>
            <th scope="col" className="end">
              {w.families}
            </th>
          </tr>
        </thead>
        <tbody>
          {run.rows.map((row, i) => (
            <Fragment key={row.allianceId}>
              {i === at ? line : null}
              <tr className={row.enters ? '' : 'below-line'}>
                <td data-title={w.position} className="num">
                  {row.position ?? none} <Place row={row} />
                </td>
                <th scope="row" className="table-main">
                  <Link to={`${ranking.path}/${run.id}/alianzas/${row.allianceId}` as never}>{row.name}</Link>
                  <span className="cell-sub">
                    <span className="mono">{row.code}</span>
                    {[row.product, row.municipality].filter(Boolean).map((known) => ` · ${known}`)}
                  </span>
                </th>
                <td data-title={w.points} className="num end">
                  {row.total === null ? w.noPoints : writtenPoints(row.total)}
                </td>
                <td data-title={w.asks} className="num end">
                  <span className="no-break">{writtenBs(row.amountPar)}</span>
                  {row.enters ? (
                    <span className="cell-sub">
                      {w.sum.toLowerCase()} <span className="no-break">{writtenBs(row.used)}</span>
                    </span>
                  ) : null}
                </td>
                <td data-title={w.families} className="num end">
                  {row.families === null ? none : writtenNumber(row.families)}
                  {row.women === null ? null : (
                    <span className="cell-sub">{`${row.women} ${w.women.toLowerCase()}`}</span>
                  )}
                  {perFamily(row) ? <span className="cell-sub">{`${perFamily(row)} c/u`}</span> : null}
                </td>
              </tr>
            </Fragment>
          ))}
          {at === run.rows.length ? line : null}
        </tbody>
      </table>
    </div>
  );
}

/** Runs side by side: what each reaches, and who enters or leaves against the first. */
function Compared({ runs }: { runs: readonly BoardRun[] }) {
  const [first] = runs;
  if (!first) return null;
  const told = runs.map((run) => ({ run, reached: reachedBy(run) }));
  const names = (list: readonly string[]) => (list.length === 0 ? w.nobody : list.join(', '));
  const lines: readonly (readonly [string, (one: (typeof told)[number]) => string])[] = [
    [w.budget, ({ run }) => writtenBs(run.budget)],
    [w.used, ({ reached }) => writtenBs(reached.amount)],
    [w.totals, ({ run, reached }) => w.enter(reached.alliances, run.rows.length)],
    [
      w.families,
      ({ reached }) => `${writtenNumber(reached.families)}${reached.unknown > 0 ? ` (+ ${reached.unknown} s/d)` : ''}`,
    ],
    [w.women, ({ reached }) => writtenNumber(reached.women)],
    [w.departments, ({ reached }) => names(reached.departments)],
    [w.newcomers, ({ run }) => (run === first ? '—' : names(onlyIn(run, first)))],
    [w.leavers, ({ run }) => (run === first ? '—' : names(onlyIn(first, run)))],
  ];
  return (
    <div className="table-scroll">
      <table className="table runs">
        <caption className="only-read">{w.compare}</caption>
        <thead>
          <tr>
            <th scope="col">{w.runs}</th>
            {runs.map((run) => (
              <th key={run.id} scope="col">
                <Link to={`${ranking.path}/${run.id}` as never}>{run.name}</Link>
                <span className="cell-sub">{rankingLife.states[run.state]?.name}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map(([label, cell]) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              {told.map((one) => (
                <td key={one.run.id} data-title={one.run.name}>
                  {cell(one)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The acts over many alliances of a run: bring those with a viable plan, and take on those above the line. */
function ManyActs({ run, view }: { run: BoardRun; view: BoardView }) {
  const { me, may } = useSession();
  const bringable = view.rankable.filter((one) => one.amountPar !== null);
  // Ids are made when the act begins, so that sending again is the same act.
  const brought = bringable.map((one) => ({
    id: newId(),
    version: null,
    called: `${one.code} · ${one.name}`,
    body: {
      rankingId: run.id,
      allianceId: one.id,
      amountPar: one.amountPar,
      amountCounterpart: one.amountCounterpart,
      families: one.families,
      women: one.women,
    },
  }));
  const ready =
    run.state === 'CONFIRMADA' && may.command('alliance.advance')
      ? run.rows.filter((row) => row.enters && (row.state === 'PLAN_VIABLE' || row.state === 'DIFERIDA'))
      : [];
  return (
    <Many
      of={`ranking.${run.id}`}
      acts={[
        { command: 'rankingEntry.register', title: upperFirst(w.bring(brought.length)), body: {}, rows: brought },
        {
          command: 'alliance.advance',
          title: upperFirst(w.advance(ready.length)),
          body: { to: 'PRIORIZADA', reachedOn: me.system.today },
          rows: ready.map((row) => ({ id: row.allianceId, version: row.version, called: `${row.code} · ${row.name}` })),
          look: 'btn-main',
        },
      ]}
    />
  );
}

function Board({ file }: { file: NounFileView }) {
  const { may } = useSession();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const label = useId();
  const found = useData<BoardView>('ranking.board', { ids: [file.id, ...chosen].join(',') });
  if (found.isPending) return <Loading lines={8} />;
  if (!found.data) return <Failed problem={toProblem(found.error)} onRetry={() => void found.refetch()} />;
  const [run] = found.data.runs;
  if (!run) return null;
  return (
    <>
      <Section title={w.title} count={run.rows.length}>
        <p className="muted">{w.lead}</p>
        {run.criteria.length > 0 ? (
          <ul className="criteria">
            {run.criteria.map((c) => (
              <li key={c.id}>
                {c.name} <span className="num">{writtenNumber(c.weight / 100)} %</span>{' '}
                {c.state === 'SIN_CONFIRMAR' ? <Badge tone="warn">{w.unconfirmed}</Badge> : null}
              </li>
            ))}
          </ul>
        ) : null}
        <ManyActs run={run} view={found.data} />
        {found.data.rankable.length > 0 && may.command('rankingEntry.register') ? (
          <p className="small muted">{w.bringHow}</p>
        ) : null}
        {run.rows.length === 0 ? (
          <Empty icon="alliance" title={w.none}>
            {w.noneHow}
          </Empty>
        ) : (
          <Ordered run={run} />
        )}
      </Section>
      <Section title={w.compare}>
        <p className="muted">{found.data.others.length + chosen.length > 0 ? w.compareLead : w.alone}</p>
        <div className="row no-print">
          {found.data.others.length > 0 && chosen.length < 3 ? (
            <>
              <label id={label} htmlFor={`${label}-of`}>
                {w.compareWith}
              </label>
              <Select
                id={`${label}-of`}
                labelledBy={label}
                options={found.data.others.map((one) => ({
                  value: one.id,
                  label: `${one.name} (${rankingLife.states[one.state]?.name ?? one.state})`,
                }))}
                value={null}
                empty="—"
                onChange={(id) => (id ? setChosen([...chosen, id]) : undefined)}
              />
            </>
          ) : null}
          {may.command('ranking.register') ? (
            <NounAct
              noun={ranking}
              command="ranking.register"
              title={w.whatIf}
              wanted={beginWanted(rankingLife)}
              row={null}
              preset={{
                name: `${run.name}: otro presupuesto`.slice(0, 120),
                unitId: run.unitId,
                year: run.year,
                budget: run.budget,
                cut: run.cut,
                baseId: run.baseId ?? run.id,
              }}
            />
          ) : null}
        </div>
        {chosen.length > 0 ? <Compared runs={found.data.runs} /> : null}
      </Section>
    </>
  );
}

/** The file of a run: the same as of any noun, and below it its alliances with the budget line, and other runs beside it. */
export default nounFileScreen('ranking', { more: (file) => <Board file={file} /> });
