import { Link } from '@tanstack/react-router';
import { officeWords as w } from '../../../domain/words/office.ts';
import { Icon, type IconName } from '../../ui/icons.tsx';
import { Popup } from '../../ui/Popup.tsx';
import { chooseTheme, type Theme, useChosenTheme } from '../../ui/theme.ts';
import { roleName } from '../parts/Timeline.tsx';
import { logOut, useSession } from '../session.tsx';

const themes: readonly [Theme, IconName][] = [
  ['system', 'auto'],
  ['light', 'sun'],
  ['dark', 'moon'],
];

const initials = (name: string): string =>
  name
    .split(/\s+/)
    .slice(0, 2)
    .map((part) => part.charAt(0).toUpperCase())
    .join('');

/** The menu of the logged-in person: name and roles, appearance, account, shortcuts, log-out. */
export function UserMenu({ onHelp }: { onHelp: () => void }) {
  const { me } = useSession();
  const theme = useChosenTheme();
  return (
    <Popup
      className="btn btn-quiet top-user"
      label={w.account}
      button={
        <>
          <span className="avatar" aria-hidden="true">
            {initials(me.user.name)}
          </span>
          <span className="only-read">{w.account}:</span>
          <span className="top-user-name">{me.user.name}</span>
        </>
      }
    >
      {(close) => (
        <>
          <div className="user-card">
            <strong>{me.user.name}</strong>
            {[...new Set(me.roles.map((r) => `${roleName(r.role)}${r.delegatedBy ? `, ${w.lent}` : ''}`))].map(
              (name) => (
                <span key={name} className="small muted">
                  {name}
                </span>
              ),
            )}
          </div>
          <hr />
          <Link to={'/mi-cuenta' as never} className="popup-item" onClick={close}>
            <Icon name="person" /> {w.account}
          </Link>
          <button
            type="button"
            className="popup-item"
            onClick={() => {
              close();
              onHelp();
            }}
          >
            <Icon name="info" /> {w.shortcuts}
          </button>
          <hr />
          <p className="popup-label" id="theme-label">
            {w.theme.label}
          </p>
          {themes.map(([name, icon]) => (
            <button
              key={name}
              type="button"
              className="popup-item"
              aria-pressed={theme === name}
              aria-describedby="theme-label"
              onClick={() => chooseTheme(name)}
            >
              <Icon name={icon} /> {w.theme[name]}
            </button>
          ))}
          <hr />
          <button type="button" className="popup-item" onClick={() => void logOut()}>
            <Icon name="out" /> {w.logout}
          </button>
        </>
      )}
    </Popup>
  );
}
