import { Link, useParams } from '@tanstack/react-router';
import type { AllianceView } from '../../../../domain/alliance/views.ts';
import { writtenDay } from '../../../../domain/kernel/dates.ts';
import { allianceWords } from '../../../../domain/words/alliance.ts';
import { conflictWords } from '../../../../domain/words/monitoring.ts';
import { Icon } from '../../../ui/icons.tsx';
import { Failed, Loading, Note } from '../../../ui/states/States.tsx';
import { toProblem } from '../../api.ts';
import { RelatedLists } from '../../nouns/RelatedLists.tsx';
import { Badge, LevelBadge, StatusBadge } from '../../parts/Badge.tsx';
import { Page, Section } from '../../parts/Page.tsx';
import { SideBySide } from '../../parts/SideBySide.tsx';
import { Timeline } from '../../parts/Timeline.tsx';
import { dayOr } from '../../parts/written.ts';
import { useSession } from '../../session.tsx';
import { useData } from '../../useQueryPage.ts';
import { Complaints } from '../participation/Complaints.tsx';
import { Activity } from './Activity.tsx';
import { AllianceHead } from './AllianceHead.tsx';
import { Assignments } from './Assignments.tsx';
import { BusinessAgreements } from './BusinessAgreements.tsx';
import { Commitments } from './Commitments.tsx';
import { Documents, Gaps, Known, Organisation, Stages } from './FileSections.tsx';
import { Lift, Transitions } from './Transitions.tsx';
import { VisitMonths } from './VisitMonths.tsx';

const w = allianceWords.file;

/** The expediente: one page with everything known about an alliance and what it needs next. */
export default function AllianceScreen() {
  const { id } = useParams({ strict: false }) as { id: string };
  const { may } = useSession();
  const file = useData<AllianceView>('alliance.get', { id });
  if (file.isPending) return <Loading lines={12} />;
  if (!file.data) return <Failed whole problem={toProblem(file.error)} onRetry={() => void file.refetch()} />;
  const a = file.data;
  return (
    <Page
      index
      title={a.name}
      asOf={file.asOf}
      above={
        <Link to={'/alianzas' as never} className="back no-print">
          <Icon name="left" size={16} /> {allianceWords.list.title}
        </Link>
      }
      lead={
        <div className="row">
          <StatusBadge state={a.state} suspended={a.suspendedOn !== null} />
          <LevelBadge level={a.profile.level} />
          {a.origin === 'importación' ? <Badge>Origen: importación</Badge> : null}
          {a.demo ? <Badge tone="special">Demostración</Badge> : null}
          <span className="mono">{a.code}</span>
          <span>{a.unitName}</span>
          <span>{a.stateSince ? `desde el ${writtenDay(a.stateSince)}` : w.noDate}</span>
        </div>
      }
    >
      {a.suspendedOn ? (
        <Note tone="warn">
          {w.suspended(dayOr(a.suspendedOn))} {a.suspendedReason} <Lift alliance={a} />
        </Note>
      ) : null}
      {a.profile.observedReason ? (
        <Note tone="warn">
          {w.observed}: {a.profile.observedReason}
        </Note>
      ) : null}
      <AllianceHead alliance={a} />
      <div className="file">
        <div className="stack file-top">
          <Transitions alliance={a} />
          {a.conflicts.length > 0 ? (
            <Section title={w.conflicts} count={a.conflicts.length}>
              {a.conflicts.map((conflict) => (
                <div key={conflict.id} className="stack-s">
                  <SideBySide
                    caption={w.conflicts}
                    leftTitle={`${w.current} · ${conflict.currentBy}`}
                    rightTitle={`${w.proposed} · ${conflict.proposedBy}`}
                    rows={conflict.fields.map((f) => ({
                      label: f.label,
                      left: f.current,
                      right: f.proposed,
                      differs: f.current !== f.proposed,
                    }))}
                  />
                  {may.query('conflict.get') ? (
                    <Link to={`/conflictos/${conflict.id}` as never}>{conflictWords.decide}</Link>
                  ) : null}
                </div>
              ))}
            </Section>
          ) : null}
        </div>
        <div className="stack file-side">
          <Gaps alliance={a} />
          <Stages alliance={a} />
          <Assignments alliance={a} />
          <Organisation alliance={a} />
        </div>
        <div className="stack file-rest">
          <Known alliance={a} />
          {may.query('visit.get') ? <BusinessAgreements alliance={a} /> : null}
          {may.query('visit.months') ? <VisitMonths allianceId={a.id} /> : null}
          {may.query('visit.get') ? <Activity alliance={a} /> : null}
          {may.query('commitment.list') ? <Commitments allianceId={a.id} /> : null}
          <Complaints of={{ allianceId: a.id }} />
          <RelatedLists
            to="alliance"
            id={a.id}
            called={a.name}
            related={a.related}
            except={['commitment', 'complaint']}
          />
          <Documents documents={a.documents} source={a.sourceDocument} />
          {may.query('alliance.journal') ? (
            <Section title={w.journal} count={a.journal.length}>
              {a.journal.length === 0 ? <p className="muted">{w.journalNone}</p> : <Timeline entries={a.journal} />}
            </Section>
          ) : null}
        </div>
      </div>
    </Page>
  );
}
