import { type ReactNode, useEffect, useId, useRef, useState } from 'react';

/**
 * A button that shows a small panel below it, with plain buttons, links and checkboxes in reading order. It closes with
 * Escape, with a click elsewhere, and when the focus leaves it.
 */
export function Popup({
  className,
  button,
  label,
  children,
}: {
  className: string;
  button: ReactNode;
  label: string;
  children: (close: () => void) => ReactNode;
}) {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const trigger = useRef<HTMLButtonElement>(null);
  const id = useId();
  useEffect(() => {
    if (!open) return;
    const away = (event: Event) => {
      if (!root.current?.contains(event.target as Node)) setOpen(false);
    };
    const key = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      setOpen(false);
      trigger.current?.focus();
    };
    document.addEventListener('pointerdown', away);
    document.addEventListener('focusin', away);
    document.addEventListener('keydown', key);
    return () => {
      document.removeEventListener('pointerdown', away);
      document.removeEventListener('focusin', away);
      document.removeEventListener('keydown', key);
    };
  }, [open]);
  return (
    <div ref={root} className="popup">
      <button
        ref={trigger}
        type="button"
        className={className}
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
      >
        {button}
      </button>
      {open ? (
        <section id={id} className="popup-panel" aria-label={label}>
          {children(() => {
            setOpen(false);
            trigger.current?.focus();
          })}
        </section>
      ) : null}
    </div>
  );
}
