import { Link } from '@tanstack/react-router';
import { officeWords } from '../../../domain/words/office.ts';
import { Icon } from '../../ui/icons.tsx';
import { isOpen, screens } from '../screens.ts';
import { useSession } from '../session.tsx';

const groups = ['work', 'cycle', 'programme', 'data', 'system'] as const;

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
          <div key={group} className="nav-group">
            <h2 className="nav-title">{officeWords.groups[group]}</h2>
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
          </div>
        );
      })}
    </div>
  );
}
