import { type ReactNode, useState } from 'react';
import { addDays } from '../../../../domain/kernel/dates.ts';
import type { FieldSpec, FormValues } from '../../../../domain/kernel/form.ts';
import { laterOf } from '../../../../domain/people/grantCommands.ts';
import type { PendingAccessView } from '../../../../domain/people/views.ts';
import { peopleWords } from '../../../../domain/words/people.ts';
import { Empty, Failed, Loading, Note } from '../../../ui/states/States.tsx';
import { toProblem } from '../../api.ts';
import { Badge } from '../../parts/Badge.tsx';
import { CommandDialog } from '../../parts/CommandForm.tsx';
import { Page, Section } from '../../parts/Page.tsx';
import { roleName } from '../../parts/Timeline.tsx';
import { dayOr, writtenInstant } from '../../parts/written.ts';
import { useSession } from '../../session.tsx';
import { useData } from '../../useQueryPage.ts';

const w = peopleWords.pending;
const reason: FieldSpec = {
  kind: 'text',
  name: 'reason',
  label: 'Motivo',
  required: true,
  multiline: true,
  maxLength: 500,
};

/** The second person's confirmation or refusal, ready to be sent. */
interface Act {
  readonly title: string;
  readonly kind: string;
  readonly subjectId: string;
  readonly baseVersion: number | null;
  readonly specs: readonly FieldSpec[];
  readonly body?: (values: FormValues) => unknown;
  /** The full description of what is decided, shown in the question. */
  readonly what: string;
  readonly danger: boolean;
}

/** Requests by one person that another must confirm. */
export default function PendingScreen() {
  const { me, may } = useSession();
  const pending = useData<PendingAccessView>('role.pending');
  const [act, setAct] = useState<Act | null>(null);
  if (pending.isPending) return <Loading lines={6} />;
  if (!pending.data) return <Failed whole problem={toProblem(pending.error)} onRetry={() => void pending.refetch()} />;
  const { grants, delegations, resets } = pending.data;
  const line = (key: string, title: string, detail: string, mine: boolean, acts: readonly [Act, Act]): ReactNode => (
    <li key={key} className="row row-apart">
      <span className="stack-s">
        <strong>{title}</strong>
        <span className="small muted">{detail}</span>
      </span>
      {mine ? (
        <Badge>{w.mine}</Badge>
      ) : (
        <span className="row">
          {acts
            .filter((a) => may.command(a.kind))
            .map((a) => (
              <button
                key={a.title}
                type="button"
                className={`btn ${a.danger ? 'btn-danger' : 'btn-main'}`}
                onClick={() => setAct(a)}
              >
                {a.title}
              </button>
            ))}
        </span>
      )}
    </li>
  );
  const tomorrow = addDays(me.system.today, 1);
  const yes = peopleWords.grants.confirm;
  const no = peopleWords.grants.refuse;
  return (
    <Page title={w.title} lead={w.lead} asOf={pending.asOf}>
      {grants.length + delegations.length + resets.length === 0 ? <Empty icon="verify" title={w.none} /> : null}
      {grants.length > 0 ? (
        <Section title={w.grants} count={grants.length}>
          <ul className="plain-list">
            {grants.map((g) => {
              const what =
                `${g.userName}: ` +
                `${peopleWords.grants.confirmWhat(roleName(g.role), g.scopeName, dayOr(laterOf(g.from, tomorrow)))}`;
              const to = { subjectId: g.id, baseVersion: g.version, what };
              return line(
                g.id,
                `${roleName(g.role)}: ${g.userName}`,
                `${g.scopeName} · ${peopleWords.grants.proposedBy} ${g.proposedByName} · ${dayOr(g.from)}`,
                g.mine,
                [
                  { ...to, title: yes, kind: 'role.confirm', specs: [], danger: false },
                  { ...to, title: no, kind: 'role.refuse', specs: [reason], danger: true },
                ],
              );
            })}
          </ul>
        </Section>
      ) : null}
      {delegations.length > 0 ? (
        <Section title={w.delegations} count={delegations.length}>
          <ul className="plain-list">
            {delegations.map((d) => {
              const what = `${roleName(d.role)}: ${d.fromName} → ${d.toName}, del ${dayOr(d.from)} al ${dayOr(d.to)}. ${d.reason}`;
              const to = { kind: 'delegation.confirm', subjectId: d.id, baseVersion: d.version, specs: [], what };
              return line(
                d.id,
                `${roleName(d.role)}: ${d.fromName} → ${d.toName}`,
                `${dayOr(d.from)} a ${dayOr(d.to)} · ${d.reason}`,
                d.mine,
                [
                  { ...to, title: yes, body: () => ({ accept: true }), danger: false },
                  { ...to, title: no, body: () => ({ accept: false }), danger: true },
                ],
              );
            })}
          </ul>
        </Section>
      ) : null}
      {resets.length > 0 ? (
        <Section title={w.resets} count={resets.length}>
          <ul className="plain-list">
            {resets.map((r) => {
              const to = {
                kind: 'user.confirmReset',
                subjectId: r.userId,
                baseVersion: null,
                specs: [],
                what: `${w.reset(r.userName)}. ${w.resetWhat}`,
              };
              return line(
                r.id,
                w.reset(r.userName),
                `${peopleWords.grants.proposedBy} ${r.requestedByName} · ${w.until(writtenInstant(r.validUntil))}`,
                r.mine,
                [
                  { ...to, title: yes, body: () => ({ resetId: r.id, accept: true }), danger: false },
                  { ...to, title: no, body: () => ({ resetId: r.id, accept: false }), danger: true },
                ],
              );
            })}
          </ul>
        </Section>
      ) : null}
      {act ? (
        <CommandDialog
          opened
          title={act.title}
          before={<Note>{act.what}</Note>}
          kind={act.kind}
          subjectId={act.subjectId}
          baseVersion={act.baseVersion}
          draftKey={`${act.kind}.${act.subjectId}.${act.title}`}
          specs={act.specs}
          {...(act.body ? { toBody: act.body } : {})}
          danger={act.danger}
          submitLabel={act.title}
          onClose={() => setAct(null)}
          onDone={() => undefined}
        />
      ) : null}
    </Page>
  );
}
