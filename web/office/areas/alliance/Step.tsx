import { type ReactNode, useEffect, useRef } from 'react';

/** One step of a dialog that has several: whoever comes to it stands at its first field, not at a button that is gone. */
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

/** The way back to the step before. */
export function StepBack({ onBack, children }: { onBack: () => void; children: ReactNode }) {
  return (
    <button type="button" className="link self-start" onClick={onBack}>
      {children}
    </button>
  );
}
