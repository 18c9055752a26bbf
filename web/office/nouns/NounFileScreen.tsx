import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { daysBetween, writtenDay } from '../../../domain/kernel/dates.ts';
import type { FieldSpec } from '../../../domain/kernel/form.ts';
import { correctWanted } from '../../../domain/kernel/noun/commands.ts';
import type { FieldFacts } from '../../../domain/kernel/noun/field.ts';
import { kindOf } from '../../../domain/kernel/noun/kinds.ts';
import { dueField, type Life } from '../../../domain/kernel/noun/life.ts';
import type { Noun } from '../../../domain/kernel/noun/noun.ts';
import { headingOf, shownValue } from '../../../domain/kernel/noun/show.ts';
import type { NounFileView, NounStepView } from '../../../domain/kernel/noun/views.ts';
import { upperFirst } from '../../../domain/kernel/text.ts';
import type { ProblemView } from '../../../domain/kernel/views.ts';
import { lives, nouns } from '../../../domain/nouns.ts';
import { nounWords as w } from '../../../domain/words/nouns.ts';
import { Icon } from '../../ui/icons.tsx';
import { Failed, Loading, ProblemNote } from '../../ui/states/States.tsx';
import { toProblem } from '../api.ts';
import { Facts } from '../areas/alliance/FileSections.tsx';
import { Badge, Deadline } from '../parts/Badge.tsx';
import { Page, Section } from '../parts/Page.tsx';
import { Timeline } from '../parts/Timeline.tsx';
import { useSession } from '../session.tsx';
import { useData } from '../useQueryPage.ts';
import { Conversation, WaitingRemarks } from './Conversation.tsx';
import { Evidence } from './Evidence.tsx';
import { NounAct } from './NounAct.tsx';
import { RelatedLists } from './RelatedLists.tsx';

/**
 * The refusal because the step belongs to another role. It says nothing about the row, so it is not shown as an
 * obstacle.
 */
const OTHER_ROLE = 'SIGG-201';

function StepLine({ life: l, file, step }: { life: Life; file: NounFileView; step: NounStepView }) {
  const { may } = useSession();
  const to = step.to === null ? null : l.states[step.to];
  const mine = step.refusal === null && may.command(step.command);
  return (
    <li className="transition">
      <div className="row">
        {mine ? (
          <NounAct
            noun={l.noun}
            command={step.command}
            title={step.title}
            wanted={{ names: [...step.asks, ...step.may], needed: new Set(step.asks) }}
            row={file}
            document={step.document}
            paper={step.paper}
            look={step.aside ? '' : 'btn-main'}
          />
        ) : (
          <strong>{upperFirst(step.title)}</strong>
        )}
        {to ? (
          <span className="muted row">
            <Icon name="right" size={16} /> {upperFirst(to.name)}
          </span>
        ) : null}
      </div>
      {step.document ? (
        <p className="small muted">
          {w.needs}: {step.document}
        </p>
      ) : null}
      {step.refusal?.code === OTHER_ROLE ? (
        <p className="small muted by-others">
          <Icon name="lock" size={16} /> {w.takenBy(step.who.join(', '))}
        </p>
      ) : step.refusal ? (
        <ProblemNote problem={step.refusal as ProblemView} tone="warn" />
      ) : null}
    </li>
  );
}

const reasonSpec: FieldSpec = {
  kind: 'text',
  name: 'reason',
  label: w.reason,
  required: true,
  multiline: true,
  maxLength: 1000,
};

function NextSteps({ life: l, file }: { life: Life; file: NounFileView }) {
  const ahead = file.steps.filter((s) => !s.aside);
  // Side steps that belong to another role are not shown.
  const aside = file.steps.filter((s) => s.aside && s.refusal?.code !== OTHER_ROLE);
  return (
    <Section title={w.next}>
      {ahead.length === 0 ? <p className="muted">{w.nothingLeft}</p> : null}
      <ul className="plain-list">
        {ahead.map((step) => (
          <StepLine key={step.name} life={l} file={file} step={step} />
        ))}
      </ul>
      {aside.length > 0 || file.mayCorrect ? (
        <div className="stack-s">
          <h3>{w.other}</h3>
          <ul className="plain-list">
            {aside.map((step) => (
              <StepLine key={step.name} life={l} file={file} step={step} />
            ))}
          </ul>
          {file.mayCorrect ? (
            <div className="row">
              <NounAct
                noun={l.noun}
                command={`${l.noun.name}.correct`}
                title={w.correct}
                wanted={correctWanted(l)}
                row={file}
                more={[reasonSpec]}
              />
            </div>
          ) : null}
        </div>
      ) : null}
    </Section>
  );
}

function Stages({ life: l, file }: { life: Life; file: NounFileView }) {
  // A row registered before its noun had a life cycle has no stages.
  if (file.stages.length === 0) return null;
  return (
    <Section title={w.path}>
      <ol className="stages">
        {file.stages.map((stage, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the steps of the past stand in their order and never change it
          <li key={i} className="stack-s">
            <div className="row row-apart">
              <strong>{upperFirst(l.states[stage.toState]?.name ?? stage.toState)}</strong>
              <span className="small muted">{writtenDay(stage.reachedOn)}</span>
            </div>
            <p className="small muted">
              {upperFirst(stage.title)}
              {i === file.stages.length - 1
                ? file.holders.length > 0
                  ? ` · ${w.waits(stage.days)}`
                  : ''
                : ` · ${w.took(stage.days)}`}
            </p>
            {stage.note ? <p className="small">{stage.note}</p> : null}
          </li>
        ))}
      </ol>
    </Section>
  );
}

/** The name of what a field refers to, leading to its own file where it has one. */
function linked(to: string | undefined, id: string, name: string | null): ReactNode {
  const path = to === 'alliance' ? '/alianzas' : nouns.get(to ?? '')?.path;
  return path && name !== null ? <Link to={`${path}/${id}` as never}>{name}</Link> : name;
}

const MANY_TEXTS = 4;

/** Shows only known fields: long texts as paragraphs, the rest as pairs of label and value. */
function Known({ life: l, file, except }: { life: Life; file: NounFileView; except: readonly string[] }) {
  const { noun: n } = l;
  const seen = Object.keys(n.fields).filter(
    (name) => name in file.values && file.values[name] !== null && !except.includes(name),
  );
  const long = seen.filter((name) => n.fields[name]?.options.multiline);
  const evidence = seen.filter((name) => kindOf(n.fields[name] as FieldFacts).files);
  const short = seen.filter((name) => !long.includes(name) && !evidence.includes(name) && name !== n.named);
  // Where there are many texts, amounts and days would be far below them.
  const manyTexts = long.length > MANY_TEXTS;
  const brief = (
    <Facts
      items={short.map((name) => {
        const facts = n.fields[name];
        const value = shownValue(n, name, file.values[name], file.names[name]);
        return [
          headingOf(n, name),
          facts?.kind === 'reference' ? linked(facts.options.to, String(file.values[name]), value) : value,
        ] as const;
      })}
    />
  );
  return (
    <Section title={w.data}>
      {manyTexts ? brief : null}
      {long.map((name) => (
        <div key={name} className="stack-s">
          <h3>{headingOf(n, name)}</h3>
          <p className="said">{String(file.values[name])}</p>
        </div>
      ))}
      {evidence.map((name) => (
        <div key={name} className="stack-s">
          <h3>{headingOf(n, name)}</h3>
          <Evidence kind={n.fields[name]?.kind} label={headingOf(n, name)} value={file.values[name]} />
        </div>
      ))}
      {manyTexts ? null : brief}
    </Section>
  );
}

/** What the file of one noun shows in addition to every file. */
interface Own {
  /** Nouns that refer to it, and fields of it, that `more` shows. */
  readonly shows?: readonly string[];
  readonly more?: (file: NounFileView) => ReactNode;
}

/** 'Reclamo R-2026-7K2A'; 'Compromiso: llevar la muestra'. */
function titleOf(n: Noun, named: string | null): string {
  const called = named ?? '';
  return `${upperFirst(n.words.one)}${called.includes(' ') ? ':' : ''} ${called}`.trim();
}

/** The file of a noun: its state, the next steps and who takes them, its known fields, and its history. */
function NounFile({ life: l, own }: { life: Life; own: Own }) {
  const { id } = useParams({ strict: false }) as { id: string };
  const { me } = useSession();
  const file = useData<NounFileView>(`${l.noun.name}.get`, { id });
  if (file.isPending) return <Loading lines={12} />;
  if (!file.data) return <Failed whole problem={toProblem(file.error)} onRetry={() => void file.refetch()} />;
  const f = file.data;
  const { noun: n } = l;
  return (
    <Page
      title={titleOf(n, shownValue(n, n.named, f.values[n.named], f.names[n.named]))}
      index
      asOf={file.asOf}
      above={
        <Link to={n.path as never} className="back no-print">
          <Icon name="left" size={16} /> {upperFirst(n.words.many)}
        </Link>
      }
      lead={
        <div className="row">
          <Badge tone={f.holders.length > 0 ? 'info' : 'neutral'}>
            {upperFirst(l.states[f.state]?.name ?? f.state)}
          </Badge>
          {n.pressing && f.values[n.pressing] === true ? (
            <Badge tone="bad">{upperFirst(headingOf(n, n.pressing))}</Badge>
          ) : null}
          {f.demo ? <Badge tone="special">{w.demo}</Badge> : null}
          <WaitingRemarks file={f} />
          {f.dueOn ? (
            <span>
              {upperFirst(headingOf(n, dueField(l, f.state) ?? ''))}: <Deadline due={f.dueOn} today={me.system.today} />
            </span>
          ) : null}
          <span>
            {w.since(writtenDay(f.stateSince))}
            {f.holders.length > 0 ? ` (${w.waited(daysBetween(f.stateSince, me.system.today))})` : ''}
          </span>
          {f.holders.length > 0 ? <span>{w.heldBy(f.holders.join(', '))}</span> : null}
        </div>
      }
    >
      <div className="file">
        <div className="stack file-top">
          <NextSteps life={l} file={f} />
        </div>
        <div className="stack file-side">
          <Stages life={l} file={f} />
        </div>
        <div className="stack file-rest">
          <Known life={l} file={f} except={own.shows ?? []} />
          {own.more?.(f)}
          <RelatedLists
            to={n.name}
            id={f.id}
            called={String(f.values[n.named] ?? '')}
            related={f.related}
            except={own.shows ?? []}
          />
          <Conversation life={l} file={f} />
          <Section title={w.history} count={f.journal.length}>
            <Timeline entries={f.journal} />
          </Section>
        </div>
      </div>
    </Page>
  );
}

/** Makes the file screen of the noun with this name. */
export function nounFileScreen(name: string, own: Own = {}) {
  const l = lives.find((one) => one.noun.name === name);
  if (!l) throw new Error(`no noun ${name}`);
  return () => <NounFile life={l} own={own} />;
}
