import { type ReactNode, type SyntheticEvent, useEffect, useId, useRef } from 'react';
import { Icon } from './icons.tsx';

const FIRST = 'input:not([type="hidden"]):not(:disabled), select:not(:disabled), textarea:not(:disabled)';

/**
 * A dialog over the page: the browser's own, which keeps the keyboard inside, makes the rest inert and closes with
 * Escape. `side` puts it at an edge. Without `onClose` it cannot be dismissed. Its contents exist only while it is
 * open.
 */
export function Dialog({
  opened,
  onClose,
  title,
  side,
  size = 'm',
  closeLabel = 'Cerrar',
  children,
}: {
  opened: boolean;
  onClose?: () => void;
  title: ReactNode;
  side?: 'left' | 'right';
  size?: 's' | 'm' | 'l';
  closeLabel?: string;
  children: ReactNode;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const id = useId();
  useEffect(() => {
    const el = dialog.current;
    if (!opened || !el || el.open) return;
    // The element that had the focus gets it back, even when the dialog is removed while open.
    const before = document.activeElement as HTMLElement | null;
    el.showModal();
    (
      body.current?.querySelector<HTMLElement>(FIRST) ??
      body.current?.querySelector<HTMLElement>('a, button') ??
      el
    ).focus();
    return () => {
      el.close();
      before?.focus();
    };
  }, [opened]);
  if (!opened) return null;
  const own = (act: () => void) => (event: SyntheticEvent<HTMLDialogElement>) => {
    if (event.target === event.currentTarget) act();
  };
  // The event arrives late. If the dialog was opened again meanwhile, there is nothing to do.
  const closed = () => {
    if (dialog.current?.open) return;
    if (onClose) onClose();
    else dialog.current?.showModal();
  };
  return (
    // A click on the backdrop is a click on the dialog itself; Escape does the same from the keyboard.
    // biome-ignore lint/a11y/useKeyWithClickEvents: as said
    <dialog
      ref={dialog}
      className="dialog"
      data-side={side}
      data-size={size}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        if (event.target === event.currentTarget) onClose?.();
      }}
      // Browsers close a dialog on a second Escape in any case; one that may not be dismissed is opened again.
      onClose={own(closed)}
      onClick={own(() => onClose?.())}
    >
      <div className="dialog-inside">
        <div className="dialog-head">
          <h2 id={id}>{title}</h2>
          {onClose ? (
            <button type="button" className="btn btn-quiet btn-icon" aria-label={closeLabel} onClick={onClose}>
              <Icon name="close" />
            </button>
          ) : null}
        </div>
        <div ref={body} className="dialog-body">
          {children}
        </div>
      </div>
    </dialog>
  );
}
