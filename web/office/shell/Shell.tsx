import { Link, Outlet, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { officeWords as w } from '../../../domain/words/office.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Icon } from '../../ui/icons.tsx';
import { Wordmark } from '../../ui/Logo.tsx';
import { useSession } from '../session.tsx';
import { Banners } from './Banners.tsx';
import { Bell } from './Bell.tsx';
import { Navigation } from './Navigation.tsx';
import { Palette } from './Palette.tsx';
import { ShortcutHelp } from './ShortcutHelp.tsx';
import { UnitSwitcher } from './UnitSwitcher.tsx';
import { UserMenu } from './UserMenu.tsx';
import { useShortcuts } from './useShortcuts.ts';

/** The frame of the office: banners, head, menu by role, and the screen. */
export function Shell() {
  const { me } = useSession();
  const [menu, setMenu] = useState(false);
  const [palette, setPalette] = useState(false);
  const [help, setHelp] = useState(false);
  const main = useRef<HTMLElement>(null);
  const pathname = useRouterState({ select: (s) => s.location.pathname });
  const first = useRef(true);
  useShortcuts({ onPalette: () => setPalette(true), onHelp: () => setHelp(true) });

  // A new screen starts at its top; the first one stays where the browser puts it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the path is what changes
  useEffect(() => {
    setMenu(false);
    if (first.current) {
      first.current = false;
      return;
    }
    main.current?.focus({ preventScroll: true });
  }, [pathname]);

  return (
    <div className="shell">
      <a className="skip" href="#contenido">
        {w.skip}
      </a>
      <Banners />
      <header className="top no-print">
        <button
          type="button"
          className="btn btn-quiet btn-icon narrow-only"
          aria-label={w.menu}
          aria-expanded={menu}
          onClick={() => setMenu(true)}
        >
          <Icon name="menu" />
        </button>
        <Link to={'/' as never} className="top-brand" aria-label="SIGG: ir al inicio">
          <Wordmark size={30} />
        </Link>
        <button type="button" className="top-search" onClick={() => setPalette(true)} aria-keyshortcuts="Control+K">
          <Icon name="search" />
          <span className="top-search-text">{w.palette}</span>
          <kbd className="wide-only">Ctrl K</kbd>
        </button>
        <UnitSwitcher />
        <Bell />
        <UserMenu onHelp={() => setHelp(true)} />
      </header>
      <div className="band no-print" aria-hidden="true" />
      <div className="shell-body">
        <nav className="side no-print" aria-label={w.menu}>
          <Navigation />
          <p className="small side-foot">
            {w.version} {me.system.version}
          </p>
        </nav>
        <main id="contenido" className="content" ref={main} tabIndex={-1}>
          <Outlet />
        </main>
      </div>
      <Dialog
        opened={menu}
        onClose={() => setMenu(false)}
        title={<Wordmark size={28} />}
        side="left"
        closeLabel={w.closeMenu}
      >
        <nav aria-label={w.menu}>
          <Navigation />
        </nav>
      </Dialog>
      <Palette opened={palette} onClose={() => setPalette(false)} />
      <ShortcutHelp opened={help} onClose={() => setHelp(false)} />
    </div>
  );
}
