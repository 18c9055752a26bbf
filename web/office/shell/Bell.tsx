import { Link } from '@tanstack/react-router';
import { writtenDay } from '../../../domain/kernel/dates.ts';
import { writtenNumber } from '../../../domain/kernel/money.ts';
import type { NotificationView } from '../../../domain/monitoring/views.ts';
import { notificationWords as w } from '../../../domain/words/monitoring.ts';
import { Icon } from '../../ui/icons.tsx';
import { Popup } from '../../ui/Popup.tsx';
import { useSession } from '../session.tsx';
import { useData } from '../useQueryPage.ts';

const MINUTE = 60_000;
/** Larger numbers are shown as "99+". */
const MOST = 99;

/** The notices for this person, each with its number. */
export function Bell() {
  const { may } = useSession();
  const open = may.query('notification.list');
  const { data } = useData<NotificationView>('notification.list', {}, { enabled: open, refetchMs: MINUTE });
  if (!open) return null;
  const items = data?.items ?? [];
  const total = data?.total ?? 0;
  return (
    <Popup
      className="btn btn-quiet btn-icon bell"
      label={w.label}
      button={
        <>
          <Icon name="bell" />
          <span className="only-read">{total > 0 ? w.count(total) : w.label}</span>
          {total > 0 ? (
            <span className="bell-count num" aria-hidden="true">
              {total > MOST ? `${MOST}+` : total}
            </span>
          ) : null}
        </>
      }
    >
      {(close) => (
        <>
          <p className="popup-label">{w.label}</p>
          {items.length === 0 ? <p className="muted">{w.empty}</p> : null}
          <ul className="notices">
            {items.map((item) => (
              <li key={item.id}>
                <Link
                  to={item.path as never}
                  className="popup-item notice"
                  data-urgent={item.urgent ? '' : undefined}
                  onClick={close}
                >
                  <span>
                    <strong>{item.count > 1 ? `${item.title} (${writtenNumber(item.count)})` : item.title}</strong>
                    <span className="cell-sub">
                      {[item.detail, item.since ? writtenDay(item.since) : null].filter(Boolean).join(' · ')}
                    </span>
                  </span>
                </Link>
              </li>
            ))}
          </ul>
          <Link to={'/' as never} className="popup-item" onClick={close}>
            <Icon name="home" /> {w.all}
          </Link>
        </>
      )}
    </Popup>
  );
}
