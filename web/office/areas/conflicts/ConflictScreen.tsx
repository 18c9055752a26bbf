import { Link, useParams } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { writtenDay } from '../../../../domain/kernel/dates.ts';
import type { FieldSpec } from '../../../../domain/kernel/form.ts';
import { upperFirst } from '../../../../domain/kernel/text.ts';
import type { ConflictSide, ConflictView } from '../../../../domain/monitoring/views.ts';
import { captureWords } from '../../../../domain/words/capture.ts';
import { conflictWords as w } from '../../../../domain/words/monitoring.ts';
import { Icon } from '../../../ui/icons.tsx';
import { Failed, Loading, Note } from '../../../ui/states/States.tsx';
import { toProblem } from '../../api.ts';
import { CommandDialog } from '../../parts/CommandForm.tsx';
import { Page, Section } from '../../parts/Page.tsx';
import { type Compared, SideBySide } from '../../parts/SideBySide.tsx';
import { roleName } from '../../parts/Timeline.tsx';
import { writtenInstant } from '../../parts/written.ts';
import { useSession } from '../../session.tsx';
import { useData } from '../../useQueryPage.ts';
import { writtenClock } from '../monitoring/RecordEvidence.tsx';
import { nounName, recordPath } from '../monitoring/records.ts';
import { thirdSpec, thirdValues, writable } from './third.ts';

const SETTLE = 'conflict.settle';
type Choice = 'current' | 'proposed' | 'third';
const reason: FieldSpec = {
  kind: 'text',
  name: 'reason',
  label: w.reason,
  help: w.reasonHelp,
  required: true,
  multiline: true,
  maxLength: 500,
};

/** Two values of the same data, with who gave each, when and from where. A person chooses the valid one. */
export default function ConflictScreen() {
  const { id } = useParams({ strict: false }) as { id: string };
  const { may } = useSession();
  const [choice, setChoice] = useState<Choice | null>(null);
  const found = useData<ConflictView>('conflict.get', { id });
  if (found.isPending) return <Loading lines={10} />;
  if (!found.data) return <Failed whole problem={toProblem(found.error)} onRetry={() => void found.refetch()} />;
  const c = found.data;
  const path = recordPath(c.noun, c.recordId, c.allianceId);
  const open = c.status === 'open' && may.command(SETTLE);
  return (
    <Page
      title={`${nounName(c.noun)}: ${c.fields
        .filter((f) => f.disputed)
        .map((f) => f.label)
        .join(', ')}`}
      asOf={found.asOf}
      above={
        <Link to={'/conflictos' as never} className="back no-print">
          <Icon name="left" size={16} /> {w.back}
        </Link>
      }
      lead={
        <div className="row">
          {c.allianceId ? <Link to={`/alianzas/${c.allianceId}` as never}>{c.allianceName}</Link> : null}
          {c.unitName ? <span>{c.unitName}</span> : null}
          {path ? <Link to={path as never}>{nounName(c.noun)}</Link> : null}
        </div>
      }
    >
      {c.status === 'settled' ? (
        <Note tone="good">
          <strong>{c.choice ? captureWords.conflictChoice[c.choice] : w.settled}.</strong>{' '}
          {c.settledByName && c.settledOn ? w.settledBy(c.settledByName, writtenDay(c.settledOn)) : null} {c.reason}
        </Note>
      ) : null}
      <SideBySide caption={w.title} leftTitle={w.current} rightTitle={w.proposed} rows={rowsOf(c)} />
      {open ? (
        <Section title={w.decide}>
          <div className="row">
            <button type="button" className="btn" onClick={() => setChoice('current')}>
              {w.keepCurrent}
            </button>
            <button type="button" className="btn" onClick={() => setChoice('proposed')}>
              {w.takeProposed}
            </button>
            {writable(c).length > 0 ? (
              <button type="button" className="btn" onClick={() => setChoice('third')}>
                {w.third}
              </button>
            ) : null}
          </div>
        </Section>
      ) : null}
      {choice ? <Settle conflict={c} choice={choice} onClose={() => setChoice(null)} /> : null}
    </Page>
  );
}

/** The rows of the comparison: the fields that differ, then the authors, then the equal fields. */
function rowsOf(c: ConflictView): Compared[] {
  const field = (f: ConflictView['fields'][number]): Compared => ({
    label: upperFirst(f.label),
    left: f.current,
    right: f.proposed,
    differs: f.current !== f.proposed,
  });
  const side = (label: string, of: (s: ConflictSide) => ReactNode): Compared => ({
    label,
    left: of(c.current),
    right: of(c.proposed),
    differs: false,
  });
  return [
    ...c.fields.filter((f) => f.disputed).map(field),
    side(w.who, (s) => (
      <>
        {s.authorName}
        <span className="cell-sub">{roleName(s.role)}</span>
      </>
    )),
    side(w.when, (s) => (s.capturedAt ? writtenInstant(s.capturedAt) : null)),
    side(w.received, (s) => (s.receivedAt ? writtenInstant(s.receivedAt) : null)),
    side(w.from, (s) => s.deviceName),
    side(w.clock, (s) => writtenClock(s.clockOffsetMs)),
    ...c.fields.filter((f) => !f.disputed).map(field),
  ];
}

function Settle({ conflict, choice, onClose }: { conflict: ConflictView; choice: Choice; onClose: () => void }) {
  const fields = choice === 'third' ? writable(conflict) : [];
  const title = { current: w.keepCurrent, proposed: w.takeProposed, third: w.third }[choice];
  return (
    <CommandDialog
      opened
      title={title}
      kind={SETTLE}
      subjectId={conflict.id}
      baseVersion={conflict.version}
      draftKey={`${SETTLE}.${conflict.id}.${choice}`}
      specs={[...fields.map(thirdSpec), reason]}
      before={choice === 'third' ? <p className="muted">{w.thirdLead}</p> : null}
      toBody={(values) => ({
        choice,
        ...(choice === 'third' ? { values: thirdValues(fields, values) } : {}),
        reason: values.reason,
      })}
      submitLabel={title}
      onClose={onClose}
      onDone={() => undefined}
    />
  );
}
