import { type ReactNode, useEffect, useRef } from 'react';

/**
 * One step of a dialog that has several. When a step opens, the focus goes to its first field, because the button that
 * had it is gone.
 */
export function Step({ children }: { children: ReactNode }) {
  const step = useRef<HTMLDivElement>(null);
  useEffect(() => {
    step.current
      ?.querySelector<HTMLElement>('input:not(:disabled), select:not(:disabled), textarea:not(:disabled)')
      ?.focus();
  }, []);
  return (
    <div ref={step} className="stack">
      {children}
    </div>
  );
}

/** The button that goes back to the step before. */
export function StepBack({ onBack, children }: { onBack: () => void; children: ReactNode }) {
  return (
    <button type="button" className="link self-start" onClick={onBack}>
      {children}
    </button>
  );
}
