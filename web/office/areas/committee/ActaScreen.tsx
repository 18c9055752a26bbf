import { Link, useParams } from '@tanstack/react-router';
import { committeeSession } from '../../../../domain/committee/session.ts';
import type { ActaView } from '../../../../domain/committee/views.ts';
import { writtenDay } from '../../../../domain/kernel/dates.ts';
import { committeeWords } from '../../../../domain/words/committee.ts';
import { Icon } from '../../../ui/icons.tsx';
import { Failed, Loading, Note } from '../../../ui/states/States.tsx';
import { toProblem } from '../../api.ts';
import { Page, Section } from '../../parts/Page.tsx';
import { useData } from '../../useQueryPage.ts';
import { Facts } from '../alliance/FileSections.tsx';
import { Conflicts, Decisions, Members } from './ActaParts.tsx';
import './committee.css';

const w = committeeWords.acta;

/** The acta of a session as it is printed and signed. */
export default function ActaScreen() {
  const { id } = useParams({ strict: false }) as { id: string };
  const found = useData<ActaView | null>('committeeSession.acta', { id });
  if (found.isPending) return <Loading lines={12} />;
  if (!found.data) return <Failed whole problem={toProblem(found.error)} onRetry={() => void found.refetch()} />;
  const acta = found.data;
  return (
    <Page
      title={w.title(acta.number)}
      asOf={found.asOf}
      above={
        <Link to={`${committeeSession.path}/${id}` as never} className="back no-print">
          <Icon name="left" size={16} /> {w.back}
        </Link>
      }
      actions={
        <button type="button" className="btn btn-main no-print" onClick={() => window.print()}>
          <Icon name="print" size={18} /> {w.print}
        </button>
      }
    >
      {acta.state === 'CON_ACTA' ? null : <Note tone="warn">{w.draft}</Note>}
      <Section title={w.heading}>
        <Facts
          items={[
            [acta.heldOn ? w.held : w.planned, writtenDay(acta.heldOn ?? acta.plannedOn)],
            [w.venue, acta.venue],
          ]}
        />
      </Section>
      <Section title={w.members}>
        <Members acta={acta} />
      </Section>
      <Section title={w.conflicts}>
        <Conflicts acta={acta} />
      </Section>
      <Section title={w.decisions}>
        <Decisions acta={acta} />
      </Section>
    </Page>
  );
}
