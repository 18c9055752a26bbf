import './sectionIndex.css';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { officeWords } from '../../../domain/words/office.ts';
import { Icon } from '../../ui/icons.tsx';
import { Popup } from '../../ui/Popup.tsx';

interface Entry {
  readonly id: string;
  readonly title: string;
  readonly count: number | undefined;
}

interface Registry {
  readonly put: (entry: Entry) => void;
  readonly drop: (id: string) => void;
}

const Sections = createContext<Registry | null>(null);

/** A page with fewer sections needs no index. */
const LEAST = 4;
/** A section is current once its top is at most this far below the top of the window. */
const NEAR_PX = 140;
const SCROLLS = new Set(['ArrowDown', 'ArrowUp', 'PageDown', 'PageUp', 'Home', 'End', ' ']);

/** The anchor of a section: 'Qué sigue' has #que-sigue. */
export const anchorOf = (title: string): string =>
  title
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

/** Enters a section into the index of its page, when the page has one. */
export function useInIndex(id: string, title: string, count: number | undefined): void {
  const registry = useContext(Sections);
  useEffect(() => {
    registry?.put({ id, title, count });
    return () => registry?.drop(id);
  }, [registry, id, title, count]);
}

const inPage = (a: Entry, b: Entry): number => {
  const [first, second] = [document.getElementById(a.id), document.getElementById(b.id)];
  if (!first || !second) return 0;
  return first.compareDocumentPosition(second) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;
};

/**
 * The section being read: of those whose top has reached the top of the window, the lowest; of two side by side, the
 * first.
 */
function currentOf(entries: readonly Entry[]): string | undefined {
  const tops = entries.map(({ id }) => ({ id, top: document.getElementById(id)?.getBoundingClientRect().top ?? 0 }));
  const passed = tops.filter(({ top }) => top <= NEAR_PX);
  if (passed.length === 0) return entries[0]?.id;
  return passed.reduce((best, one) => (one.top > best.top + 1 ? one : best)).id;
}

/**
 * Follows what is being read. After going to a section by a link, that section stays current until the person scrolls.
 */
function useCurrent(entries: readonly Entry[]): [string | undefined, (id: string) => void] {
  const [current, setCurrent] = useState<string>();
  const gone = useRef(false);
  useEffect(() => {
    let asked = 0;
    const look = () => {
      if (asked === 0)
        asked = requestAnimationFrame(() => {
          asked = 0;
          if (!gone.current) setCurrent(currentOf(entries));
        });
    };
    const moved = (event: Event) => {
      if (event instanceof KeyboardEvent && !SCROLLS.has(event.key)) return;
      gone.current = false;
      look();
    };
    look();
    window.addEventListener('scroll', look, { passive: true });
    window.addEventListener('resize', look);
    for (const kind of ['wheel', 'touchmove', 'keydown'] as const)
      window.addEventListener(kind, moved, { passive: true });
    return () => {
      cancelAnimationFrame(asked);
      window.removeEventListener('scroll', look);
      window.removeEventListener('resize', look);
      for (const kind of ['wheel', 'touchmove', 'keydown'] as const) window.removeEventListener(kind, moved);
    };
  }, [entries]);
  const go = (id: string) => {
    gone.current = true;
    setCurrent(id);
  };
  return [current, go];
}

/**
 * Goes to a section as a link within the page does, and moves the focus there so that the keyboard continues from it.
 */
function bringTo(id: string): void {
  const section = document.getElementById(id);
  if (!section) return;
  location.hash = id;
  section.tabIndex = -1;
  section.addEventListener('blur', () => section.removeAttribute('tabindex'), { once: true });
  section.focus({ preventScroll: true });
  section.scrollIntoView();
}

/**
 * The body of a long page with an index of its sections: beside it where there is room, otherwise as a button that
 * stays in view.
 */
export function Indexed({ children }: { children: ReactNode }) {
  const [entries, setEntries] = useState<readonly Entry[]>([]);
  const registry = useMemo<Registry>(
    () => ({
      put: (entry) => setEntries((before) => [...before.filter(({ id }) => id !== entry.id), entry].sort(inPage)),
      drop: (id) => setEntries((before) => before.filter((entry) => entry.id !== id)),
    }),
    [],
  );
  const [current, go] = useCurrent(entries);
  useAddressed(entries, go);
  const name = entries.find(({ id }) => id === current)?.title ?? entries[0]?.title ?? '';
  const links = (close?: () => void) =>
    entries.map(({ id, title, count }) => (
      <li key={id}>
        <a
          href={`#${id}`}
          aria-current={id === current ? 'true' : undefined}
          onClick={(event) => {
            event.preventDefault();
            close?.();
            go(id);
            requestAnimationFrame(() => bringTo(id));
          }}
        >
          <span>{title}</span>
          {count === undefined ? null : <span className="num muted">{count}</span>}
        </a>
      </li>
    ));
  return (
    <Sections value={registry}>
      <div className="indexed">
        <div className="indexed-inside">
          {entries.length >= LEAST ? (
            <nav className="section-index no-print" aria-label={officeWords.index}>
              <ol className="section-index-list">{links()}</ol>
              <Popup
                className="btn section-index-jump"
                label={officeWords.index}
                button={
                  <>
                    <span className="muted">{officeWords.jump}</span> {name} <Icon name="down" size={16} />
                  </>
                }
              >
                {(close) => <ol className="section-index-list">{links(close)}</ol>}
              </Popup>
            </nav>
          ) : null}
          <div className="indexed-body">{children}</div>
        </div>
      </div>
    </Sections>
  );
}

/** When the address names a section, the page scrolls to it as soon as the section exists. */
function useAddressed(entries: readonly Entry[], go: (id: string) => void): void {
  const done = useRef(false);
  useEffect(() => {
    const id = decodeURIComponent(location.hash.slice(1));
    if (done.current || id === '' || !entries.some((entry) => entry.id === id)) return;
    done.current = true;
    document.getElementById(id)?.scrollIntoView();
    go(id);
  });
}
