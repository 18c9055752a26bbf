import { Link, useLocation } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { officeWords } from '../../../domain/words/office.ts';
import { Icon } from '../../ui/icons.tsx';
import { isOpen, type Screen, screens } from '../screens.ts';
import { useSession } from '../session.tsx';

type Group = Screen['group'];
const groups: readonly Group[] = ['work', 'programme', 'cycle', 'accompaniment', 'parties', 'data', 'system'];
/** Groups of many lists that are also reached from files: folded, so that the whole menu is seen at once. */
const FOLDED: readonly Group[] = ['cycle', 'accompaniment', 'parties'];
/** From how many entries on such a group is folded. */
const MANY = 4;

/** A group under its title; a folded one opens at its title, and by itself while the page shown is one of it. */
function GroupOf({ group, entries, children }: { group: Group; entries: readonly Screen[]; children: ReactNode }) {
  const [opened, setOpened] = useState(false);
  const here = useLocation({ select: ({ pathname }) => pathname });
  const title = officeWords.groups[group];
  if (!FOLDED.includes(group) || entries.length < MANY)
    return (
      <div className="nav-group">
        <h2 className="nav-title">{title}</h2>
        {children}
      </div>
    );
  const within = entries.some(({ path }) => here.endsWith(path) || here.includes(`${path}/`));
  return (
    <details
      className="nav-group"
      open={opened || within}
      onToggle={({ currentTarget }) => setOpened(currentTarget.open)}
    >
      <summary className="nav-title">
        <h2>{title}</h2>
        <Icon name="down" size={16} />
      </summary>
      {children}
    </details>
  );
}

/** The screens that are open to this person, by group. */
export function Navigation() {
  const { may } = useSession();
  return (
    <div className="nav">
      {groups.map((group) => {
        const open = screens.filter((s) => s.group === group && !s.hidden && isOpen(s, may));
        const docs = group === 'system' && may.query('system.status');
        if (open.length === 0) return null;
        return (
          <GroupOf key={group} group={group} entries={open}>
            <ul>
              {open.map((s) => (
                <li key={s.path}>
                  <Link
                    to={s.path as never}
                    className="nav-link"
                    activeOptions={{ exact: s.path === '/', includeSearch: false }}
                    activeProps={{ 'aria-current': 'page' }}
                  >
                    <Icon name={s.icon} />
                    {s.title}
                  </Link>
                </li>
              ))}
              {docs ? (
                <li>
                  <a className="nav-link" href="/api/docs">
                    <Icon name="file" />
                    API
                  </a>
                </li>
              ) : null}
            </ul>
          </GroupOf>
        );
      })}
    </div>
  );
}
