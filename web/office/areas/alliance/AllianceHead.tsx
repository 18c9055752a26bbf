import type { ReactNode } from 'react';
import { isAllianceState, stateNames, states } from '../../../../domain/alliance/states.ts';
import type { AllianceView } from '../../../../domain/alliance/views.ts';
import { holdersOf, rowTo } from '../../../../domain/alliance/workflow.ts';
import { daysBetween, writtenDay } from '../../../../domain/kernel/dates.ts';
import { writtenNumber, writtenWholeBs } from '../../../../domain/kernel/money.ts';
import { upperFirst } from '../../../../domain/kernel/text.ts';
import { roles } from '../../../../domain/people/roles.ts';
import { allianceWords } from '../../../../domain/words/alliance.ts';
import { nounWords } from '../../../../domain/words/nouns.ts';
import { Icon } from '../../../ui/icons.tsx';
import { anchorOf } from '../../parts/SectionIndex.tsx';
import { useSession } from '../../session.tsx';
import './allianceHead.css';

const w = allianceWords.head;
const LAST_STAGE = Math.max(...stateNames.map((name) => states[name].stage ?? 0));

function Tile({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="head-tile">
      <dt>{title}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** Where it stands in the cycle, drawn as a bar; a side state has no place in it. */
function Stage({ alliance: a, today }: { alliance: AllianceView; today: string }) {
  const known = isAllianceState(a.state) ? states[a.state] : null;
  return (
    <Tile title={w.stage}>
      <strong>{known?.name ?? a.state}</strong>
      {known?.stage ? (
        <progress
          className="head-bar"
          value={known.stage}
          max={LAST_STAGE}
          aria-label={w.stageOf(known.stage, LAST_STAGE)}
        />
      ) : null}
      <span className="small muted">
        {a.stateSince ? `${writtenDay(a.stateSince)}, ${nounWords.waited(daysBetween(a.stateSince, today))}` : w.noDay}
      </span>
    </Tile>
  );
}

/** The next step of the cycle with who has to take it and since when; where nobody has to, the term that runs. */
function Next({ alliance: a, today }: { alliance: AllianceView; today: string }) {
  const held = isAllianceState(a.state) ? holdersOf(a.state) : [];
  const stage = (state: string) => (isAllianceState(state) ? states[state].stage : null) ?? 0;
  const ahead = a.transitions.find((t) => stage(t.to) > stage(a.state));
  const ends = a.agreement?.endsOn ?? null;
  const who =
    ahead && isAllianceState(a.state) && isAllianceState(ahead.to) ? (rowTo(a.state, ahead.to)?.who ?? []) : held;
  return (
    <Tile title={w.next}>
      <strong>{ahead ? upperFirst(ahead.title) : w.noStep}</strong>
      {who.length > 0 ? (
        <span className="small muted">
          {who.map((role) => roles[role].name).join(', ')}
          {held.length > 0 && a.stateSince ? ` · ${nounWords.waits(daysBetween(a.stateSince, today))}` : ''}
        </span>
      ) : null}
      {held.length === 0 && ends ? (
        <span className="small muted">{w.term(writtenDay(ends), daysBetween(today, ends))}</span>
      ) : null}
    </Tile>
  );
}

/** What the project and the organisation put in, as the convenio says or else as was declared. */
function Money({ alliance: { agreement, profile } }: { alliance: AllianceView }) {
  const signed = agreement !== null && agreement.amountPar !== null;
  const par = signed ? agreement.amountPar : profile.amountPar;
  const own = signed ? agreement.amountCounterpart : profile.amountCounterpart;
  return (
    <Tile title={signed ? w.moneySigned : w.moneyDeclared}>
      {par === null ? (
        <span className="missing">s/d</span>
      ) : (
        <>
          <strong className="num">{writtenWholeBs(par)}</strong>
          {own === null ? (
            <span className="small muted">{w.noCounterpart}</span>
          ) : (
            <>
              <progress className="head-bar head-money" value={par} max={Math.max(1, par + own)} aria-label={w.share} />
              <span className="small muted">
                {w.counterpart(writtenWholeBs(own), writtenNumber((100 * own) / Math.max(1, par + own)))}
              </span>
            </>
          )}
        </>
      )}
    </Tile>
  );
}

function LastVisit({ alliance: a, today }: { alliance: AllianceView; today: string }) {
  const last = a.visits.find((v) => v.done);
  return (
    <Tile title={w.lastVisit}>
      {last ? (
        <>
          <strong>{upperFirst(nounWords.waited(daysBetween(last.occurredOn, today)))}</strong>
          <span className="small muted">
            {writtenDay(last.occurredOn)} · {last.authorName}
          </span>
        </>
      ) : (
        <span className="muted">{w.noVisit}</span>
      )}
    </Tile>
  );
}

/** What somebody should look at, each with the way to it. */
function Alerts({ alliance: a, today }: { alliance: AllianceView; today: string }) {
  const ends = a.agreement?.endsOn ?? null;
  const running = isAllianceState(a.state) && states[a.state].active;
  const file = allianceWords.file;
  const alerts: (readonly [string, string])[] = [
    ...(a.conflicts.length > 0 ? [[w.conflicts(a.conflicts.length), file.conflicts] as const] : []),
    ...(running && ends && ends < today ? [[w.termOver, file.profile] as const] : []),
    ...(a.overdueCommitments > 0
      ? [[w.commitments(a.overdueCommitments), allianceWords.commitments.title] as const]
      : []),
    ...(a.gaps.length > 0 ? [[w.gaps(a.gaps.length), file.gaps] as const] : []),
    ...(a.corrections > 0 ? [[w.corrections(a.corrections), file.journal] as const] : []),
  ];
  return (
    <Tile title={w.alerts}>
      {alerts.length === 0 ? (
        <span className="muted">{w.noAlerts}</span>
      ) : (
        <ul className="head-alerts">
          {alerts.map(([text, section]) => (
            <li key={text}>
              <a href={`#${anchorOf(section)}`}>
                <Icon name="warning" size={16} /> {text}
              </a>
            </li>
          ))}
        </ul>
      )}
    </Tile>
  );
}

/** What anybody wants to know first of an alliance, seen without scrolling. */
export function AllianceHead({ alliance }: { alliance: AllianceView }) {
  const { me, may } = useSession();
  const { today } = me.system;
  return (
    <dl className="card alliance-head">
      <Stage alliance={alliance} today={today} />
      <Next alliance={alliance} today={today} />
      <Money alliance={alliance} />
      {may.query('visit.get') ? <LastVisit alliance={alliance} today={today} /> : null}
      <Alerts alliance={alliance} today={today} />
    </dl>
  );
}
