import { type MouseEvent, type ReactNode, useEffect, useRef } from 'react';
import type { ClosedAccount } from '../../../domain/sync/unsent.ts';
import { fieldAppWords as w } from '../../../domain/words/fieldApp.ts';
import { usePhoneState } from '../../local/react.ts';
import { Icon, type IconName } from '../../ui/icons.tsx';
import { Note, ProblemNote } from '../../ui/states/States.tsx';
import { go, goBack, pathOf } from '../route.ts';
import { useMessage } from './message.ts';
import { SaveUnsent } from './SaveUnsent.tsx';

/** A link within the app, without loading a page. */
export function Link({
  to,
  className,
  replace = false,
  children,
  ...rest
}: {
  to: string;
  /** True when the browser's way back should skip the present screen. */
  replace?: boolean;
  className?: string;
  children: ReactNode;
  'aria-current'?: 'page' | undefined;
  'aria-label'?: string;
}) {
  const follow = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    go(to, replace);
  };
  return (
    <a href={to} className={className} onClick={follow} {...rest}>
      {children}
    </a>
  );
}

/** The numbers for the line under the title and the mark on «Envíos». */
function useCounts() {
  const { items } = usePhoneState();
  const waiting = items.filter((i) => i.stands === 'send').length;
  const attention = items.filter((i) => i.stands === 'decide').length;
  return { waiting, attention };
}

function RevokedNote() {
  const { items } = usePhoneState();
  const unsent = items.filter((i) => i.stands === 'send' || i.row.state === 'attention').length;
  return (
    <Note tone="warn">
      <p className="f-strong">{w.revoked.title}</p>
      <p>{w.revoked.body(unsent)}</p>
      {unsent > 0 ? <SaveUnsent /> : null}
    </Note>
  );
}

function ClosedNote({ closed: { unit, people } }: { closed: ClosedAccount }) {
  const { items } = usePhoneState();
  const unsent = items.filter((i) => i.stands === 'send' || i.row.state === 'attention').length;
  return (
    <Note tone="warn">
      <p className="f-strong">{w.closed.title}</p>
      <p>{w.closed.body(unsent)}</p>
      <p>{w.closed.call(unit, people)}</p>
      {unsent > 0 ? <SaveUnsent /> : null}
    </Note>
  );
}

function SyncLine() {
  const { online, syncing, pause, revoked, closed } = usePhoneState();
  const { waiting, attention } = useCounts();
  const parts = [
    revoked
      ? w.sync.revoked
      : closed
        ? w.sync.closed
        : pause
          ? w.sync.login
          : !online
            ? w.sync.offline
            : syncing && waiting > 0
              ? w.sync.syncing
              : null,
    attention > 0 ? w.sync.attention(attention) : null,
    waiting > 0 ? w.sync.waiting(waiting) : null,
  ].filter(Boolean);
  const tone = attention > 0 || pause || revoked ? 'warn' : !online ? 'off' : waiting > 0 ? 'wait' : 'good';
  return (
    <Link to={pathOf(pause && !closed ? 'ingresar' : 'envios')} className="f-sync">
      <span className="f-dot" data-tone={tone} aria-hidden="true" />
      <span aria-live="polite">{parts.length > 0 ? parts.join(' · ') : w.sync.allSent}</span>
    </Link>
  );
}

const tabs: readonly {
  readonly path: string;
  readonly label: string;
  readonly icon: IconName;
  readonly own: readonly string[];
}[] = [
  { path: pathOf(), label: w.nav.alliances, icon: 'alliance', own: [] },
  { path: pathOf('envios'), label: w.nav.outbox, icon: 'upload', own: ['envios'] },
  { path: pathOf('ajustes'), label: w.nav.settings, icon: 'person', own: ['ajustes', 'ingresar'] },
];

/**
 * Title, way back and state of sending; and the three places, within reach of the thumb. Without `nav`, the screen is
 * for a single task.
 */
export function Frame({
  title,
  back,
  nav,
  children,
  foot,
  tells,
}: {
  title: string;
  back?: string | undefined;
  nav?: 'home' | 'envios' | 'ajustes';
  children: ReactNode;
  foot?: ReactNode;
  /** The code of the problem that the screen itself shows, so that it is not shown a second time. */
  tells?: string | undefined;
}) {
  const { person, trouble, revoked, closed } = usePhoneState();
  const { attention } = useCounts();
  const message = useMessage();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · ${w.product}`;
    heading.current?.focus({ preventScroll: true });
  }, [title]);
  return (
    <div className="f-app">
      <header className="f-head">
        <div className="band" aria-hidden="true" />
        <div className="f-bar">
          {back ? (
            <button type="button" className="btn btn-quiet btn-icon" aria-label={w.back} onClick={() => goBack(back)}>
              <Icon name="left" size={24} />
            </button>
          ) : null}
          <h1
            ref={heading}
            tabIndex={-1}
            data-long={title.length > 24 ? '' : undefined}
            title={title.length > 48 ? title : undefined}
          >
            {title}
          </h1>
        </div>
        <div className="f-under">
          <SyncLine />
          {person?.system.demo ? <span className="f-demo">{w.settings.demo}</span> : null}
        </div>
      </header>
      <main className="f-main">
        {revoked ? <RevokedNote /> : closed ? <ClosedNote closed={closed} /> : null}
        {trouble && trouble.code !== tells ? <ProblemNote problem={trouble} /> : null}
        {children}
      </main>
      <div role="status" className="f-message" data-shown={message ? '' : undefined}>
        {message}
      </div>
      {foot ? <div className="f-foot">{foot}</div> : null}
      {nav ? (
        <nav className="f-nav" aria-label={w.product}>
          {tabs.map((tab) => (
            <Link
              key={tab.path}
              to={tab.path}
              className="f-tab"
              aria-current={(nav === 'home' ? tab.own.length === 0 : tab.own.includes(nav)) ? 'page' : undefined}
            >
              <Icon name={tab.icon} size={24} />
              <span>{tab.label}</span>
              {tab.own.includes('envios') && attention > 0 ? <span className="f-badge">{attention}</span> : null}
            </Link>
          ))}
        </nav>
      ) : null}
    </div>
  );
}
