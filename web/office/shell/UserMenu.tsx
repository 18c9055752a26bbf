import { Menu } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { officeWords as w } from '../../../domain/words/office.ts';
import { Icon, type IconName } from '../../ui/icons.tsx';
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

/** Who is logged in, in which roles; appearance, account, shortcuts, log-out. */
export function UserMenu({ onHelp }: { onHelp: () => void }) {
  const { me } = useSession();
  const navigate = useNavigate();
  const theme = useChosenTheme();
  return (
    <Menu position="bottom-end" width={280} withinPortal>
      <Menu.Target>
        <button type="button" className="btn btn-quiet top-user">
          <span className="only-read">{w.account}:</span>
          <span className="avatar" aria-hidden="true">
            {initials(me.user.name)}
          </span>
          <span className="top-user-name">{me.user.name}</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <div className="user-card">
          <strong>{me.user.name}</strong>
          {[...new Set(me.roles.map((r) => roleName(r.role)))].map((name) => (
            <span key={name} className="small muted">
              {name}
            </span>
          ))}
        </div>
        <Menu.Divider />
        <Menu.Item leftSection={<Icon name="person" />} onClick={() => void navigate({ to: '/mi-cuenta' } as never)}>
          {w.account}
        </Menu.Item>
        <Menu.Item leftSection={<Icon name="info" />} onClick={onHelp}>
          {w.shortcuts}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>{w.theme.label}</Menu.Label>
        {themes.map(([name, icon]) => (
          <Menu.Item key={name} leftSection={<Icon name={icon} />} rightSection={theme === name ? <Icon name="verify" size={16} /> : null} aria-current={theme === name || undefined} onClick={() => chooseTheme(name)}>
            {w.theme[name]}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<Icon name="out" />} onClick={() => void logOut()}>
          {w.logout}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
