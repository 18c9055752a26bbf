import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useId, useState } from 'react';
import { addDays, isDay, writtenDay } from '../../../../domain/kernel/dates.ts';
import { checkField } from '../../../../domain/kernel/form.ts';
import { writtenNumber } from '../../../../domain/kernel/money.ts';
import { upperFirst } from '../../../../domain/kernel/text.ts';
import { percent } from '../../../../domain/monitoring/estimators.ts';
import type { Period } from '../../../../domain/monitoring/period.ts';
import { complaint } from '../../../../domain/participation/complaint.ts';
import { complaintTableNames } from '../../../../domain/participation/complaintCounts.ts';
import type {
  StatisticsRow,
  StatisticsTable,
  StatisticsView,
} from '../../../../domain/participation/complaintStatistics.ts';
import { complaintWords } from '../../../../domain/words/complaints.ts';
import { Icon } from '../../../ui/icons.tsx';
import { Empty, Failed, Loading, Note } from '../../../ui/states/States.tsx';
import { queryPath, toProblem } from '../../api.ts';
import { DayInput } from '../../parts/DayInput.tsx';
import { Page, Section } from '../../parts/Page.tsx';
import { Select } from '../../parts/Select.tsx';
import { useSession } from '../../session.tsx';
import { useData } from '../../useQueryPage.ts';
import { TimelinessBar } from './TimelinessBar.tsx';
import '../monitoring/monitoring.css';
import './statistics.css';

const w = complaintWords.statistics;
/** Enough for all rows: there are a few dozen. */
const ALL = 200;

type Asked = Readonly<Record<'period' | 'asOf', string | undefined>>;

/** Complaints in figures: how many arrived, their state, subject, place and channel; also the monthly sheet. */
export default function StatisticsScreen() {
  const { may, unit, me } = useSession();
  const search = useSearch({ strict: false }) as Asked;
  const navigate = useNavigate();
  const change = (next: Partial<Asked>) =>
    void navigate({
      to: '.',
      replace: true,
      search: (before: Asked) => Object.fromEntries(Object.entries({ ...before, ...next }).filter(([, v]) => v)),
    } as never);
  const params = {
    ...(search.period ? { period: search.period } : {}),
    ...(search.asOf ? { asOf: search.asOf } : {}),
    ...(unit ? { unit } : {}),
  };
  const found = useData<StatisticsView>('complaint.statistics', { ...params, pageSize: ALL });
  const view = found.data;
  const lastMonth = addDays(`${me.system.today.slice(0, 7)}-01`, -1);
  return (
    <Page
      title={view ? w.report(view.period.name) : w.title}
      lead={w.lead}
      asOf={found.asOf}
      above={
        may.query('complaint.list') ? (
          <Link to={complaint.path as never} className="back no-print">
            <Icon name="left" size={16} /> {w.back}
          </Link>
        ) : null
      }
      actions={view && view.total > 0 ? <Actions params={params} /> : null}
    >
      <Asking view={view} asked={search} today={me.system.today} change={change} />
      {view?.exact ? (
        <p className="no-print">
          <button
            type="button"
            className="link"
            onClick={() => change({ period: `${lastMonth.slice(0, 4)}-M${lastMonth.slice(5, 7)}`, asOf: undefined })}
          >
            {w.lastMonth}
          </button>
        </p>
      ) : null}
      {found.isPending ? <Loading lines={10} /> : null}
      {found.error && !view ? <Failed problem={toProblem(found.error)} onRetry={() => void found.refetch()} /> : null}
      {view ? <Told view={view} /> : null}
    </Page>
  );
}

function Actions({ params }: { params: Readonly<Record<string, string>> }) {
  return (
    <div className="row no-print">
      {(['xlsx', 'csv'] as const).map((format) => (
        <a
          key={format}
          className="btn btn-quiet"
          href={queryPath('complaint.statistics', { ...params, format })}
          download
        >
          {format === 'xlsx' ? <Icon name="download" /> : null} {format === 'xlsx' ? 'Excel' : 'CSV'}
        </a>
      ))}
      <button type="button" className="btn btn-quiet" onClick={() => window.print()}>
        <Icon name="print" /> {w.print}
      </button>
    </div>
  );
}

type Kind = 'year' | 'half' | 'quarter' | 'month';
const KINDS: Readonly<Record<Kind, string>> = { year: 'Gestión', half: 'Semestre', quarter: 'Trimestre', month: 'Mes' };
const kindOf = ({ code }: Period): Kind =>
  code.includes('M') ? 'month' : code.includes('Q') ? 'quarter' : code.includes('S') ? 'half' : 'year';

/** Asks which complaints are counted, and for which day. */
function Asking({
  view,
  asked,
  today,
  change,
}: {
  view: StatisticsView | undefined;
  asked: Asked;
  today: string;
  change: (next: Partial<Asked>) => void;
}) {
  const id = useId();
  return (
    <search className="asking no-print">
      <div>
        <label className="filter-label" id={`${id}p-label`} htmlFor={`${id}p`}>
          {w.period}
        </label>
        <Select
          id={`${id}p`}
          labelledBy={`${id}p-label`}
          options={(Object.keys(KINDS) as Kind[]).flatMap((kind) =>
            (view?.periods ?? [])
              .filter((p) => kindOf(p) === kind)
              .map((p) => ({ value: p.code, label: upperFirst(p.name), group: KINDS[kind] })),
          )}
          value={view?.period.code ?? ''}
          onChange={(next) => next && change({ period: next })}
        />
      </div>
      {view?.exact ? (
        <div>
          <label className="filter-label" htmlFor={`${id}d`}>
            {w.asOf}
          </label>
          <AsOf
            id={`${id}d`}
            value={asked.asOf ?? today}
            today={today}
            onChange={(day) => change({ asOf: day === today ? undefined : day })}
          />
        </div>
      ) : null}
    </search>
  );
}

/**
 * The day for which the figures are shown: they are asked for again when the typed day is valid and not in the future.
 */
function AsOf({
  id,
  value,
  today,
  onChange,
}: {
  id: string;
  value: string;
  today: string;
  onChange: (day: string) => void;
}) {
  const [typed, setTyped] = useState<string | null>(value);
  const problem = checkField({ kind: 'date', name: 'asOf', label: w.asOf, max: today }, typed, today);
  return (
    <>
      <DayInput
        id={id}
        value={typed}
        today={today}
        max={today}
        invalid={problem !== null}
        describedBy={problem ? `${id}-error` : undefined}
        onChange={(next) => {
          setTyped(next);
          if (isDay(next) && next <= today) onChange(next);
        }}
        onLeave={() => typed ?? setTyped(value)}
      />
      {problem ? (
        <p className="field-error" id={`${id}-error`} aria-live="polite">
          {problem.message}
        </p>
      ) : null}
    </>
  );
}

function Told({ view }: { view: StatisticsView }) {
  const whole = view.rows.find((r) => r.table === 'total');
  const minimum = writtenNumber(view.minimum);
  return (
    <>
      <p className="muted">
        {[view.unitName ?? w.everywhere, view.exact ? `al ${writtenDay(view.asOf)}` : null].filter(Boolean).join(' · ')}
        . {view.exact ? w.exact : null}
      </p>
      {view.exact ? null : <Note>{w.published(minimum)}</Note>}
      {!whole ? (
        <Empty icon="speech" title={w.noneTitle}>
          {w.unpublished}
        </Empty>
      ) : whole.received === 0 ? (
        <Empty icon="speech" title={w.noneTitle}>
          {w.none}
        </Empty>
      ) : (
        <>
          <Whole row={whole} minimum={minimum} />
          <div className="columns">
            {(['period', ...complaintTableNames] as const).map((table) => (
              <Table key={table} table={table} rows={view.rows.filter((r) => r.table === table)} half={!view.exact} />
            ))}
          </div>
        </>
      )}
    </>
  );
}

const shareOf = ({ received, inTerm }: StatisticsRow): string | null =>
  received && inTerm !== null ? `${writtenNumber(percent(inTerm / received), 1)} %` : null;

function Whole({ row, minimum }: { row: StatisticsRow; minimum: string }) {
  const { received, inTerm, medianDays, referred } = row;
  const share = shareOf(row);
  return (
    <Section title={w.timelinessTitle}>
      <dl className="complaint-totals">
        <div>
          <dt>{upperFirst(received === 1 ? w.receivedOne : w.received)}</dt>
          <dd className="num">
            {received === null ? <span className="told-few">{w.few(minimum)}</span> : writtenNumber(received)}
          </dd>
        </div>
        {share ? (
          <div>
            <dt>{w.share}</dt>
            <dd className="num">
              {share} <small>{w.shareOf(writtenNumber(inTerm ?? 0), writtenNumber(received ?? 0))}</small>
            </dd>
            <dd className="small muted">{w.goal}</dd>
          </div>
        ) : null}
        {medianDays !== null ? (
          <div>
            <dt>{w.median}</dt>
            <dd className="num">{writtenNumber(medianDays, medianDays % 1 === 0 ? 0 : 1)}</dd>
          </div>
        ) : null}
      </dl>
      <TimelinessBar row={row} legend />
      {referred ? <p className="small">{w.referred(referred)}</p> : null}
    </Section>
  );
}

/** One table: each value with how many complaints were received, their states, and the share answered in term. */
function Table({
  table,
  rows,
  half,
}: {
  table: Exclude<StatisticsTable, 'total'>;
  rows: readonly StatisticsRow[];
  half: boolean;
}) {
  if (rows.length === 0) return null;
  const title = table === 'period' && half ? w.byHalf : w.by[table];
  const most = Math.max(...rows.map((r) => r.received ?? 0), 1);
  return (
    <section className="card stack-s parts complaint-table" aria-label={title}>
      <h3>{title}</h3>
      <table className="parts-table">
        <caption className="only-read">{title}</caption>
        <thead className="small muted">
          <tr>
            <th scope="col">
              <span className="only-read">{w.columns.name}</span>
            </th>
            <th scope="col">
              <span className="only-read">{w.timelinessTitle}</span>
            </th>
            <th scope="col" className="parts-figure">
              {w.columns.received}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">{upperFirst(row.name)}</th>
              <td className="parts-bar">
                {row.received ? <TimelinessBar row={row} width={row.received / most} /> : null}
              </td>
              <td className="parts-figure num">
                <strong>{row.received === null ? '—' : writtenNumber(row.received)}</strong>
                {row.received && row.inTerm !== null ? (
                  <span className="cell-sub">{`${shareOf(row)} ${w.timeliness.inTerm}`}</span>
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
