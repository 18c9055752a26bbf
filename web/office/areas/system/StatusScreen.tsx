import { writtenNumber } from '../../../../domain/kernel/money.ts';
import type { SystemStatusView } from '../../../../domain/kernel/views.ts';
import { systemWords } from '../../../../domain/words/system.ts';
import { Failed, Loading } from '../../../ui/states/States.tsx';
import { toProblem } from '../../api.ts';
import { Badge, type Tone } from '../../parts/Badge.tsx';
import { Page, Section } from '../../parts/Page.tsx';
import { writtenBytes, writtenInstant } from '../../parts/written.ts';
import { useData } from '../../useQueryPage.ts';
import { Facts } from '../alliance/FileSections.tsx';

const w = systemWords.status;
const tones: Readonly<Record<SystemStatusView['checks'][number]['state'], Tone>> = {
  ok: 'good',
  warning: 'warn',
  failing: 'bad',
};

/** The state of the server: first its checks, then what it stores, its backups and its background work. */
export default function StatusScreen() {
  const status = useData<SystemStatusView>('system.status', {}, { refetchMs: 15_000 });
  if (status.isPending) return <Loading lines={10} />;
  if (!status.data) return <Failed whole problem={toProblem(status.error)} onRetry={() => void status.refetch()} />;
  const s = status.data;
  return (
    <Page title={w.title} lead={w.lead} asOf={status.asOf}>
      {s.checks.length > 0 ? (
        <Section title={w.checks}>
          <ul className="plain-list">
            {s.checks.map((c) => (
              <li key={c.name} className="row">
                <Badge tone={tones[c.state]}>{w[c.state]}</Badge>
                <strong>{c.name}</strong>
                <span className="muted">{c.sentence}</span>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      <div className="columns">
        <Section title="Servidor">
          <Facts
            items={[
              [w.version, s.version],
              [
                w.engine,
                `${s.engine === 'pglite' ? w.pglite : w.postgres}${s.databaseVersion ? ` · ${s.databaseVersion}` : ''}`,
              ],
              [w.started, writtenInstant(s.startedAt)],
              [w.head, writtenNumber(s.head)],
              [w.durable, writtenNumber(s.durable)],
              [w.pending, writtenNumber(s.pendingSeals)],
              [w.held, writtenNumber(s.heldCommands)],
              [w.conflicts, writtenNumber(s.openConflicts)],
              [
                w.epoch,
                <span key="epoch" className="mono">
                  {s.epoch.slice(0, 8)}
                </span>,
              ],
            ]}
          />
        </Section>
        <Section title={w.counts}>
          <Facts items={s.counts.map((c): [string, string] => [c.label, writtenNumber(c.value)])} />
        </Section>
      </div>
      <Section title={w.backups}>
        {s.backups.length === 0 ? (
          <p className="muted">{w.backupsNone}</p>
        ) : (
          <ul className="plain-list">
            {s.backups.map((b) => (
              <li key={b.at + b.kind} className="row">
                <span className="num">{writtenInstant(b.at)}</span>
                <span>{b.kind}</span>
                <span className="muted">{b.bytes === null ? '' : writtenBytes(b.bytes)}</span>
                <Badge tone={b.verified ? 'good' : 'neutral'}>{b.verified ? w.verified : w.notVerified}</Badge>
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Section title={w.jobs}>
        {s.jobs.length === 0 ? (
          <p className="muted">{w.jobsNone}</p>
        ) : (
          <ul className="plain-list">
            {s.jobs.map((j) => (
              <li key={j.name} className="row">
                <strong>{j.name}</strong>
                <span className="muted">
                  {w.waiting}: {writtenNumber(j.waiting)}
                </span>
                {j.failed > 0 ? (
                  <Badge tone="bad">
                    {w.failed}: {writtenNumber(j.failed)}
                  </Badge>
                ) : null}
                {j.lastAt ? (
                  <span className="muted">
                    {w.last}: {writtenInstant(j.lastAt)}
                  </span>
                ) : null}
              </li>
            ))}
          </ul>
        )}
      </Section>
    </Page>
  );
}
