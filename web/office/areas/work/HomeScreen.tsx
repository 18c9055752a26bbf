import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import type { PortfolioView } from '../../../../domain/alliance/portfolio.ts';
import { writtenDay } from '../../../../domain/kernel/dates.ts';
import { writtenNumber } from '../../../../domain/kernel/money.ts';
import type { WorkItem, WorkListView } from '../../../../domain/kernel/views.ts';
import { coming } from '../../../../domain/words/coming.ts';
import { systemWords } from '../../../../domain/words/system.ts';
import { Icon, type IconName } from '../../../ui/icons.tsx';
import { Empty, Failed, Loading, Note } from '../../../ui/states/States.tsx';
import { toProblem } from '../../api.ts';
import { Badge, Deadline, type Tone } from '../../parts/Badge.tsx';
import { Page } from '../../parts/Page.tsx';
import { roleName } from '../../parts/Timeline.tsx';
import { isOpen, screens } from '../../screens.ts';
import { useSession } from '../../session.tsx';
import { useData } from '../../useQueryPage.ts';
import { Portfolio } from './Portfolio.tsx';

const AllianceMap = lazy(() => import('./AllianceMap.tsx'));

const w = systemWords.home;
const icons: Readonly<Record<string, IconName>> = {
  conflict: 'conflict',
  duplicate: 'duplicate',
  grant: 'users',
  verification: 'verify',
  held: 'clock',
  gap: 'file',
  assignment: 'alliance',
  complaint: 'speech',
  remark: 'speech',
  device: 'device',
};
const tones: Readonly<Record<WorkItem['risk'], Tone>> = { high: 'bad', medium: 'warn', low: 'neutral' };

/**
 * The work that waits for this person, ordered by risk and deadline; for a role without such work, links to its
 * screens.
 */
export default function HomeScreen() {
  const { me, may, unit } = useSession();
  const work = useData<WorkListView>('work.list', unit ? { unit } : {}, {
    enabled: may.query('work.list'),
    refetchMs: 60_000,
  });
  const portfolio = useData<PortfolioView>('alliance.portfolio', unit ? { unit } : {}, {
    enabled: may.query('alliance.portfolio'),
  });
  const first = me.user.name.split(/\s+/)[0] ?? me.user.name;
  return (
    <Page
      title={w.title}
      lead={may.query('work.list') ? `${w.greeting(first)}. ${w.lead}` : `${w.greeting(first)}. ${w.doors}`}
      asOf={work.asOf}
    >
      {may.query('work.list') ? (
        <Work
          view={work.data}
          error={work.error}
          pending={work.isPending}
          retry={() => void work.refetch()}
          today={me.system.today}
        />
      ) : (
        <Doors />
      )}
      <Coming />
      {may.query('alliance.portfolio') ? <Portfolio /> : null}
      {may.query('alliance.map') ? <Later after={!work.isFetching && !portfolio.isFetching} /> : null}
    </Page>
  );
}

function Work({
  view,
  error,
  pending,
  retry,
  today,
}: {
  view: WorkListView | undefined;
  error: unknown;
  pending: boolean;
  retry: () => void;
  today: string;
}) {
  if (pending) return <Loading lines={6} />;
  if (!view) return <Failed problem={toProblem(error)} onRetry={retry} />;
  return (
    <>
      {view.counters.length > 0 ? (
        <ul className="counters">
          {view.counters.map((c) => (
            <li key={c.label} className="card counter">
              <span className="counter-value num">{writtenNumber(c.value)}</span>
              {c.path ? <Link to={c.path as never}>{c.label}</Link> : <span>{c.label}</span>}
            </li>
          ))}
        </ul>
      ) : null}
      {view.items.length === 0 ? (
        <Empty icon="verify" title={w.empty}>
          {w.emptyBody}
        </Empty>
      ) : (
        <ul className="work">
          {view.items.map((item) => (
            <li key={item.id} className="card work-item" data-risk={item.risk}>
              <Icon name={icons[item.kind] ?? 'file'} size={24} />
              <div className="work-text">
                <Link to={item.path as never} className="work-title">
                  {item.title}
                  {item.count > 1 ? ` (${writtenNumber(item.count)})` : ''}
                </Link>
                <p className="small muted">
                  {[item.detail, item.allianceName, item.since ? w.since(writtenDay(item.since)) : null]
                    .filter(Boolean)
                    .join(' · ')}
                </p>
              </div>
              <div className="row">
                <Badge tone={tones[item.risk]}>{w.risk[item.risk]}</Badge>
                {item.dueOn ? <Deadline due={item.dueOn} today={today} /> : null}
              </div>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** The map. Its code and its shapes are loaded only after the figures, when the reader scrolls near. */
function Later({ after }: { after: boolean }) {
  const place = useRef<HTMLDivElement>(null);
  const [near, setNear] = useState(false);
  const [begun, setBegun] = useState(false);
  useEffect(() => {
    if (!place.current || near) return;
    const seen = new IntersectionObserver((entries) => setNear(entries.some((e) => e.isIntersecting)), {
      rootMargin: '200px',
    });
    seen.observe(place.current);
    return () => seen.disconnect();
  }, [near]);
  useEffect(() => {
    if (after && near) setBegun(true);
  }, [after, near]);
  return (
    <div ref={place} className="home-map">
      {begun ? (
        <Suspense fallback={<Loading lines={8} />}>
          <AllianceMap />
        </Suspense>
      ) : null}
    </div>
  );
}

/** What the roles of this person will do here once the system supports it. */
function Coming() {
  const { me } = useSession();
  const told = [...new Set(me.roles.map((r) => r.role))].flatMap((role) => {
    const what = coming[role];
    return what ? [{ role, what }] : [];
  });
  return told.map(({ role, what }) => <Note key={role}>{w.coming(roleName(role), what)}</Note>);
}

/** The open screens, for people without a list of work. */
function Doors() {
  const { me, may } = useSession();
  const open = screens.filter((s) => s.path !== '/' && !s.hidden && isOpen(s, may));
  if (open.length === 0) {
    return (
      <Empty icon="lock" title={w.noRole}>
        {me.upcoming.map((r) => w.upcoming(roleName(r.role), writtenDay(r.from))).join(' ') || w.noRoleBody}
      </Empty>
    );
  }
  return (
    <ul className="counters">
      {open.map((s) => (
        <li key={s.path} className="card counter">
          <Icon name={s.icon} size={28} />
          <Link to={s.path as never}>{s.title}</Link>
        </li>
      ))}
    </ul>
  );
}
