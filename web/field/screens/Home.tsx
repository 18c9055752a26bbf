import { states } from '../../../domain/alliance/states.ts';
import { spokenDay } from '../../../domain/kernel/dates.ts';
import { fieldAppWords as w } from '../../../domain/words/fieldApp.ts';
import type { AllianceView } from '../../local/index.ts';
import { usePhoneState } from '../../local/react.ts';
import { Empty, Loading } from '../../ui/states/States.tsx';
import { CaptureLinks } from '../parts/CaptureLinks.tsx';
import { ClockNote } from '../parts/ClockNote.tsx';
import { Drafts } from '../parts/Drafts.tsx';
import { DueList } from '../parts/DueList.tsx';
import { Frame, Link } from '../parts/Frame.tsx';
import { NounCards } from '../parts/NounCards.tsx';
import { pathOf } from '../route.ts';

/** The work of the day: the person's alliances, the one with the nearest deadline first. */
export function Home() {
  const { alliances, drafts, today, syncedAt, syncing, revoked } = usePhoneState();
  const urgency = (v: AllianceView) =>
    Math.min(
      ...v.due.map((d) =>
        d.kind === 'observed' || d.kind === 'returned' || d.kind === 'conflict' ? -1000 : (d.days ?? 500),
      ),
      1000,
    );
  const ordered = [...alliances].sort((a, b) => urgency(a) - urgency(b));
  return (
    <Frame title={w.home.title} nav="home">
      <p className="muted">{spokenDay(today)}</p>
      <ClockNote />
      {drafts.length > 0 ? <Drafts drafts={drafts} /> : null}
      <NounCards />
      {ordered.map((view) => (
        <Card key={view.alliance.id} view={view} />
      ))}
      {alliances.length === 0 && !revoked ? (
        syncedAt === null ? (
          <div className="stack">
            <p className="f-strong">{w.home.first}</p>
            <p className="muted">{w.home.firstHow}</p>
            {syncing ? <Loading lines={6} /> : null}
          </div>
        ) : (
          <Empty title={w.home.empty}>{w.home.emptyHow}</Empty>
        )
      ) : null}
    </Frame>
  );
}

function Card({ view }: { view: AllianceView }) {
  const { alliance, due } = view;
  return (
    <article className="card f-card" aria-label={alliance.name}>
      <Link to={pathOf('alianza', alliance.id)} className="f-card-link">
        <h2>{alliance.name}</h2>
        <p className="muted small">
          {[alliance.organisationName === alliance.name ? null : alliance.organisationName, alliance.municipalityName]
            .filter(Boolean)
            .join(' · ')}
        </p>
        <p className="row f-tags">
          <span className="f-tag">{states[alliance.state].name}</span>
          {alliance.suspendedOn ? (
            <span className="f-tag" data-tone="warn">
              {w.home.suspended}
            </span>
          ) : null}
        </p>
      </Link>
      <DueList due={due} allianceId={alliance.id} most={2} />
      <CaptureLinks allianceId={alliance.id} />
    </article>
  );
}
