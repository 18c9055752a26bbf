import { useMemo, useState } from 'react';
import { writtenDay } from '../../../domain/kernel/dates.ts';
import type { FieldSpec, FormValues } from '../../../domain/kernel/form.ts';
import type { Life } from '../../../domain/kernel/noun/life.ts';
import { answeredOn, MOST_SAID } from '../../../domain/kernel/noun/remark.ts';
import type { ConversationView, NounFileView, RemarkView } from '../../../domain/kernel/noun/views.ts';
import { upperFirst } from '../../../domain/kernel/text.ts';
import { conversationWords as w } from '../../../domain/words/conversation.ts';
import { Icon, type IconName } from '../../ui/icons.tsx';
import { Note } from '../../ui/states/States.tsx';
import { Badge } from '../parts/Badge.tsx';
import { CommandDialog, CommandForm } from '../parts/CommandForm.tsx';
import { Section } from '../parts/Page.tsx';
import { useSession } from '../session.tsx';
import './conversation.css';

interface Talk {
  readonly life: Life;
  readonly file: NounFileView;
}

const icons: Readonly<Record<RemarkView['side'], IconName>> = { inside: 'lock', told: 'out', said: 'speech' };
const calledIn = (l: Life): string => l.converses?.outside?.called ?? '';

/** The side of a remark (inside or outside), in words. */
function sideWords(l: Life, side: RemarkView['side']): string {
  if (side === 'inside') return w.inside;
  return side === 'told' ? w.told(calledIn(l)) : upperFirst(w.said(calledIn(l)));
}

const textSpec: FieldSpec = {
  kind: 'text',
  name: 'text',
  label: w.text,
  help: w.forEver,
  required: true,
  multiline: true,
  maxLength: MOST_SAID,
};

/** The option for addressing nobody, so that a person who chose somebody can change their mind. */
const NOBODY = 'nobody';

/**
 * The questions of a new remark: its side and, for a remark among those who work on the row, the person it addresses.
 */
function specsOf(l: Life, { sides, persons }: ConversationView, values: FormValues): FieldSpec[] {
  const specs: FieldSpec[] = [];
  if (sides.includes('told')) {
    specs.push({
      kind: 'choice',
      name: 'side',
      label: w.side,
      required: true,
      options: [
        { value: 'inside', label: w.inside, help: w.insideHelp },
        { value: 'told', label: w.tell(calledIn(l)), help: w.tellHelp },
      ],
    });
  }
  if (values.side !== 'told' && persons.length > 0)
    specs.push({
      kind: 'choice',
      name: 'toId',
      label: w.to,
      help: w.toHelp,
      options: [{ value: NOBODY, label: w.toNobody }, ...persons],
    });
  return [...specs, values.side === 'told' ? { ...textSpec, help: `${w.tellWarning} ${w.forEver}` } : textSpec];
}

function Write({ life: l, file, talk }: Talk & { talk: ConversationView }) {
  // After sending, the box is empty again.
  const [sent, setSent] = useState(0);
  const initial = useMemo(() => ({ side: 'inside', toId: NOBODY }), []);
  return (
    <CommandForm
      key={sent}
      kind={`${l.noun.name}.remark`}
      subjectId={file.id}
      baseVersion={null}
      specs={(values) => specsOf(l, talk, values)}
      initial={initial}
      toBody={({ side, toId, text }) => ({ side, text, ...(side === 'inside' && toId !== NOBODY ? { toId } : {}) })}
      submitLabel={w.send}
      onDone={() => setSent((n) => n + 1)}
    />
  );
}

/** The form to answer a remark that waits. What the person outside said is answered to them. */
function Answer({ life: l, file, open }: Talk & { open: RemarkView }) {
  const [asking, setAsking] = useState(false);
  const side = answeredOn[open.side];
  const title = open.side === 'said' ? w.answerTo(calledIn(l)) : w.answer;
  return (
    <>
      <button type="button" className="btn" onClick={() => setAsking(true)}>
        {title}
      </button>
      {asking ? (
        <CommandDialog
          opened
          title={title}
          kind={`${l.noun.name}.remark`}
          subjectId={file.id}
          baseVersion={null}
          draftKey={`${l.noun.name}.remark.${open.id}`}
          specs={[textSpec]}
          before={
            <>
              <blockquote className="said talk-quote">{open.text}</blockquote>
              {side === 'told' ? <Note tone="warn">{w.tellWarning}</Note> : null}
            </>
          }
          toBody={({ text }) => ({ side, text, answersId: open.id })}
          submitLabel={w.send}
          onClose={() => setAsking(false)}
          onDone={() => undefined}
        />
      ) : null}
    </>
  );
}

const QUOTED = 90;
const cut = (text: string): string => (text.length > QUOTED ? `${text.slice(0, QUOTED)}…` : text);

function RemarkLine({ life: l, file, remark: r, talk }: Talk & { remark: RemarkView; talk: ConversationView }) {
  const { may } = useSession();
  const answered = r.answersId === null ? undefined : talk.remarks.find(({ id }) => id === r.answersId);
  const side = answeredOn[r.side];
  const mine =
    r.answered === false && side !== null && talk.sides.includes(side) && may.command(`${l.noun.name}.remark`);
  return (
    <li className="talk-line stack-s" data-side={r.side}>
      <div className="row row-apart">
        <span className="row talk-side">
          <Icon name={icons[r.side]} size={18} /> <strong>{sideWords(l, r.side)}</strong>
        </span>
        {r.answered === null ? null : (
          <Badge tone={r.answered ? 'good' : 'warn'}>{r.answered ? w.closed : w.open}</Badge>
        )}
      </div>
      <p className="small muted">
        {[r.by, r.to ? w.toPerson(r.to) : null, writtenDay(r.saidOn)].filter(Boolean).join(' · ')}
      </p>
      {answered ? (
        <p className="small muted">
          {w.answers} <q>{cut(answered.text)}</q>
        </p>
      ) : null}
      <p className="said">{r.text}</p>
      {mine ? (
        <div className="row">
          <Answer life={l} file={file} open={r} />
        </div>
      ) : null}
    </li>
  );
}

const PLACE = 'conversacion';

/** At the top of a file: says that a remark waits for an answer, with a link to it. */
export function WaitingRemarks({ file }: Pick<Talk, 'file'>) {
  const open = (file.conversation?.remarks ?? []).filter((r) => r.answered === false).length;
  if (open === 0) return null;
  return (
    <a href={`#${PLACE}`}>
      <Badge tone="warn">{w.waiting(open)}</Badge>
    </a>
  );
}

/** The conversation about a row: among the people who work on it, and with the person outside. */
export function Conversation({ life: l, file }: Talk) {
  const { may } = useSession();
  const talk = file.conversation;
  if (!talk) return null;
  const writes = talk.sides.length > 0 && may.command(`${l.noun.name}.remark`);
  return (
    <Section id={PLACE} title={w.title} {...(talk.remarks.length > 0 ? { count: talk.remarks.length } : {})}>
      {talk.remarks.length === 0 ? (
        <p className="muted">{w.empty}</p>
      ) : (
        <ol className="talk">
          {talk.remarks.map((r) => (
            <RemarkLine key={r.id} life={l} file={file} remark={r} talk={talk} />
          ))}
        </ol>
      )}
      {writes ? <Write life={l} file={file} talk={talk} /> : null}
    </Section>
  );
}
