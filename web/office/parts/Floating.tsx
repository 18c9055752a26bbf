import { type CSSProperties, type ReactNode, type RefObject, useLayoutEffect, useRef } from 'react';

const GAP = 4;
const EDGE = 8;

/**
 * A panel below its anchor, or above it where there is more room. It stays inside the element that contains it in the
 * document (a dialog keeps the keyboard and the screen reader inside) and is drawn over everything: in the top layer if
 * the browser has popovers.
 */
export function Floating({
  anchor,
  panel,
  className,
  wide = false,
  children,
}: {
  anchor: RefObject<HTMLElement | null>;
  panel?: RefObject<HTMLElement | null> | undefined;
  className: string;
  /** At least as wide as its anchor. */
  wide?: boolean;
  children: ReactNode;
}) {
  const own = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const el = own.current;
    const by = anchor.current;
    if (!el || !by) return;
    const put = () => {
      const at = by.getBoundingClientRect();
      const [width, height] = [document.documentElement.clientWidth, window.innerHeight];
      const [below, above] = [height - at.bottom - GAP - EDGE, at.top - GAP - EDGE];
      if (wide) el.style.minWidth = `${at.width}px`;
      el.style.maxWidth = `${width - 2 * EDGE}px`;
      el.style.maxHeight = 'none';
      const tall = el.scrollHeight;
      const under = tall <= below || below >= above;
      el.style.maxHeight = `${Math.max(120, under ? below : above)}px`;
      const drawn = Math.min(el.offsetHeight, under ? below : above);
      el.style.top = `${under ? at.bottom + GAP : Math.max(EDGE, at.top - GAP - drawn)}px`;
      el.style.left = `${Math.max(EDGE, Math.min(at.left, width - EDGE - el.offsetWidth))}px`;
    };
    if ('popover' in el) {
      el.popover = 'manual';
      el.showPopover();
    }
    put();
    const sizes = new ResizeObserver(put);
    sizes.observe(el);
    sizes.observe(by);
    window.addEventListener('scroll', put, { capture: true, passive: true });
    window.addEventListener('resize', put);
    return () => {
      sizes.disconnect();
      window.removeEventListener('scroll', put, { capture: true });
      window.removeEventListener('resize', put);
    };
  }, [anchor, wide]);
  return (
    <div
      ref={(el) => {
        own.current = el;
        if (panel) panel.current = el;
      }}
      className={`floating ${className}`}
      style={{ position: 'fixed' } as CSSProperties}
    >
      {children}
    </div>
  );
}
