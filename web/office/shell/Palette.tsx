import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, useDeferredValue, useEffect, useId, useState } from 'react';
import type { EverywhereView, FoundRow } from '../../../domain/finder.ts';
import { hasWords, searchKey, searchWords } from '../../../domain/kernel/search.ts';
import { tableWords, officeWords as w } from '../../../domain/words/office.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Icon, type IconName } from '../../ui/icons.tsx';
import { isOpen, screens } from '../screens.ts';
import { useSession } from '../session.tsx';
import { useData } from '../useQueryPage.ts';

interface Hit {
  readonly key: string;
  readonly icon: IconName;
  readonly title: string;
  readonly detail: string;
  readonly path: string;
}

const icons: Readonly<Record<string, IconName>> = { alliance: 'alliance', family: 'users' };
/** How long, in milliseconds, nothing is written before people are looked for. */
const REST_MS = 500;

/** A value once it has not changed for some time. */
function useRested(value: string, ms: number): string {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return rested;
}

/** One box to search everything: screens, alliances, people and whatever has a file; with arrow keys and Enter. */
export function Palette({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return (
    <Dialog opened={opened} onClose={onClose} title={w.palette}>
      <Search onClose={onClose} />
    </Dialog>
  );
}

function Search({ onClose }: { onClose: () => void }) {
  const { may } = useSession();
  const navigate = useNavigate();
  const id = useId();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const [entered, setEntered] = useState(false);
  const typed = text.trim();
  const sought = useDeferredValue(typed);
  const things = useData<EverywhereView>(
    'search.everywhere',
    { text: sought },
    { enabled: sought.length >= 2 && may.query('search.everywhere') },
  );
  // Reading about people is recorded, so they are looked for only once somebody stops writing.
  const rested = useRested(typed, REST_MS);
  const people = useData<EverywhereView>(
    'search.people',
    { text: rested },
    { enabled: rested.length >= 3 && rested === typed && may.query('search.people') },
  );
  // The screen that is called so comes before those that only have the word.
  const begins = (title: string) => searchKey(title).startsWith(searchKey(typed));
  const places: Hit[] = screens
    .filter((s) => !s.path.includes('$') && isOpen(s, may) && hasWords(s.title, searchWords(typed)))
    .toSorted((a, b) => Number(begins(b.title)) - Number(begins(a.title)) || a.title.length - b.title.length)
    .map((s) => ({ key: s.path, icon: s.icon, title: s.title, detail: w.groups[s.group], path: s.path }));
  const hit = ({ id: key, kind, title, detail, path }: FoundRow): Hit => ({
    key: `${kind}.${key}`,
    icon: icons[kind] ?? screens.find((s) => path.startsWith(`${s.path}/`))?.icon ?? 'file',
    title,
    detail,
    path,
  });
  const hits: Hit[] = [
    ...places,
    ...(sought.length >= 2 ? (things.data?.rows ?? []).map(hit) : []),
    ...(rested === typed ? (people.data?.rows ?? []).map(hit) : []),
  ];
  const chosen = Math.min(at, hits.length - 1);
  const go = (hit: Hit | undefined) => {
    if (!hit) return;
    onClose();
    void navigate({ to: hit.path } as never);
  };
  const waiting = sought !== typed || rested !== typed || things.isFetching || people.isFetching;
  // When Enter is pressed before what was found has arrived, the first hit of the whole text is opened once they are
  // here, never a hit of a shorter text.
  useEffect(() => {
    if (!entered || waiting) return;
    setEntered(false);
    go(hits[chosen]);
  });
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setAt((chosen + (event.key === 'ArrowDown' ? 1 : -1) + hits.length) % Math.max(1, hits.length));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      if (waiting && !places[chosen]) setEntered(true);
      else go(hits[chosen]);
    }
  };
  return (
    <div className="stack">
      <input
        className="control"
        role="combobox"
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={hits[chosen] ? `${id}-${chosen}` : undefined}
        aria-label={w.paletteHint}
        placeholder={w.paletteHint}
        value={text}
        onChange={(e) => {
          setText(e.target.value);
          setAt(0);
          setEntered(false);
        }}
        onKeyDown={onKey}
      />
      {sought.length >= 2 && things.data?.alike ? <p className="small muted">{tableWords.alike}</p> : null}
      <div className="palette-list" id={`${id}-list`} role="listbox" aria-label={w.palette}>
        {hits.map((hit, i) => (
          // The input above keeps the focus and moves through the list for the keyboard.
          // biome-ignore lint/a11y/useFocusableInteractive: as said
          // biome-ignore lint/a11y/useKeyWithClickEvents: as said
          <div
            key={hit.key}
            id={`${id}-${i}`}
            role="option"
            aria-selected={i === chosen}
            className="palette-hit"
            onClick={() => go(hit)}
            onMouseMove={() => setAt(i)}
          >
            <Icon name={hit.icon} />
            <span>{hit.title}</span>
            <span className="small muted">{hit.detail}</span>
          </div>
        ))}
      </div>
      {hits.length === 0 ? <p className="muted">{waiting ? w.paletteSearching : w.paletteEmpty}</p> : null}
    </div>
  );
}
