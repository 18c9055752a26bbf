import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { RecordVersionView, RecordView } from '../../../../domain/field/views.ts';
import { writtenDay } from '../../../../domain/kernel/dates.ts';
import { businessAgreementWords } from '../../../../domain/words/businessAgreement.ts';
import { recordWords, verificationWords as w } from '../../../../domain/words/monitoring.ts';
import { Icon } from '../../../ui/icons.tsx';
import { Failed, Loading, Note } from '../../../ui/states/States.tsx';
import { toProblem } from '../../api.ts';
import { Badge } from '../../parts/Badge.tsx';
import { Page, Section } from '../../parts/Page.tsx';
import { Timeline } from '../../parts/Timeline.tsx';
import { writtenInstant } from '../../parts/written.ts';
import { useSession } from '../../session.tsx';
import { useData } from '../../useQueryPage.ts';
import { ClockFacts, Photos, PlaceFacts } from './RecordEvidence.tsx';
import { Part, RecordFields, Trail, VersionBadges } from './RecordParts.tsx';

const queries = {
  visit: 'visit.get',
  sale: 'sale.get',
  commercial_agreement: 'businessAgreement.get',
} as const satisfies Record<RecordView['noun'], string>;

/**
 * One record in its current version, with its photos when it was captured in the field, who checked it, and its earlier
 * versions.
 */
export function RecordPage({
  noun,
  actions,
}: {
  noun: RecordView['noun'];
  actions?: (record: RecordView) => ReactNode;
}) {
  const { id } = useParams({ strict: false }) as { id: string };
  const { may } = useSession();
  const found = useData<RecordView>(queries[noun], { id });
  if (found.isPending) return <Loading lines={12} />;
  if (!found.data) return <Failed whole problem={toProblem(found.error)} onRetry={() => void found.refetch()} />;
  const r = found.data;
  const now = r.versions.find((v) => v.standing === 'current') ?? r.versions[0];
  const others = r.versions.filter((v) => v !== now);
  const field = noun !== 'commercial_agreement';
  return (
    <Page
      index
      title={r.title}
      asOf={found.asOf}
      actions={actions?.(r)}
      above={
        <Link to={`/alianzas/${r.alliance.id}` as never} className="back no-print">
          <Icon name="left" size={16} /> {r.alliance.name}
        </Link>
      }
      lead={
        <div className="row">
          {now ? <VersionBadges version={now} /> : null}
          {field && now?.occurredOn ? <span className="num">{writtenDay(now.occurredOn)}</span> : null}
          <span>{r.alliance.unitName}</span>
          <span className="mono">{r.alliance.code}</span>
        </div>
      }
    >
      {now?.annulled ? (
        <Note tone="warn">
          <strong>
            {now.annulledReason
              ? businessAgreementWords.annulledWhy(now.annulledReason)
              : businessAgreementWords.annulled}
            .
          </strong>{' '}
          {businessAgreementWords.annulledNote}
        </Note>
      ) : null}
      {r.agreementAnnulled ? <Note tone="warn">{businessAgreementWords.saleAnnulledWhy}</Note> : null}
      {now?.observedReason ? (
        <Note tone="warn">
          <strong>{recordWords.observed}:</strong> {now.observedReason}
        </Note>
      ) : null}
      {r.corrections > 0 ? (
        <Note>
          <strong>{recordWords.corrections(r.corrections)}.</strong> {recordWords.correctionsWhy}
        </Note>
      ) : null}
      {r.openConflictId ? (
        <Note tone="warn">
          {recordWords.conflict}{' '}
          {may.query('conflict.get') ? (
            <Link to={`/conflictos/${r.openConflictId}` as never}>{recordWords.conflictOpen}</Link>
          ) : null}
        </Note>
      ) : null}
      {now ? (
        <div className="review-grid">
          <div className="stack">
            {field ? (
              <>
                <Section title={w.photos} count={now.photos.length}>
                  <Photos photos={now.photos} what={r.title} />
                </Section>
                <Section title={w.place}>
                  <PlaceFacts version={now} alliance={r.alliance} />
                </Section>
              </>
            ) : (
              <Data version={now} field={false} />
            )}
          </div>
          <div className="stack">
            {field ? <Data version={now} field /> : null}
            <Section title={recordWords.trail} count={r.reviews.length}>
              <Trail reviews={r.reviews} />
            </Section>
            <Section title={w.clock}>
              <ClockFacts version={now} field={field} />
            </Section>
          </div>
        </div>
      ) : null}
      {others.length > 0 ? (
        <Section title={recordWords.versions} count={r.versions.length}>
          <ol className="versions">
            {others.map((v) => (
              <Version key={v.id} version={v} versions={r.versions} field={field} />
            ))}
          </ol>
        </Section>
      ) : null}
      <Section title={recordWords.journal} count={r.journal.length}>
        {r.journal.length === 0 ? <p className="muted">{recordWords.journalNone}</p> : <Timeline entries={r.journal} />}
      </Section>
    </Page>
  );
}

function Data({ version, field }: { version: RecordVersionView; field: boolean }) {
  return (
    <Section title={w.data}>
      <RecordFields version={version} before={null} occurred={field} />
    </Section>
  );
}

/** A version that is not in force: what it changed, why it was returned, and its own photos. */
function Version({
  version: v,
  versions,
  field,
}: {
  version: RecordVersionView;
  versions: readonly RecordVersionView[];
  field: boolean;
}) {
  const before =
    versions.find((o) => o.version < v.version && o.standing !== 'proposed' && o.standing !== 'rejected') ?? null;
  return (
    <li className="record">
      <div className="row row-apart">
        <div className="row">
          <strong>{recordWords.version(v.version)}</strong>
          <VersionBadges version={v} />
          {v.changed.length > 0 ? <Badge>{recordWords.changed(v.changed.length)}</Badge> : null}
        </div>
        <span className="small muted num">
          {v.authorName} · {v.receivedAt ? writtenInstant(v.receivedAt) : 's/d'}
        </span>
      </div>
      {v.annulledReason ? <p>{businessAgreementWords.annulledWhy(v.annulledReason)}</p> : null}
      {v.observedReason ? (
        <p>
          <strong>{recordWords.observed}:</strong> {v.observedReason}
        </p>
      ) : null}
      <details>
        <summary>{w.data}</summary>
        <div className="review-grid">
          <RecordFields version={v} before={before} occurred={field} />
          {field ? (
            <Part title={w.photos}>
              <Photos photos={v.photos} what={recordWords.version(v.version)} />
            </Part>
          ) : null}
        </div>
      </details>
    </li>
  );
}
