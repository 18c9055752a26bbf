import type { ReactNode } from 'react';
import type { ProblemView } from '../../../domain/kernel/views.ts';
import { stateWords } from '../../../domain/words/shared.ts';
import { Icon, type IconName } from '../icons.tsx';

/**
 * A page or a part of one that has nothing to show yet, and what can be done about it. `whole`: it is shown instead of
 * the page.
 */
export function Empty({
  icon = 'empty',
  title,
  children,
  action,
  whole = false,
}: {
  icon?: IconName;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  whole?: boolean;
}) {
  const Title = whole ? 'h1' : 'p';
  return (
    <div className="state">
      <span className="state-icon">
        <Icon name={icon} size={32} />
      </span>
      <Title className="state-title">{title}</Title>
      {children ? <div className="state-body">{children}</div> : null}
      {action ? <div className="row state-action">{action}</div> : null}
    </div>
  );
}

/** Grey lines in place of what is loading, so that the page does not jump. Screen readers read it once. */
export function Loading({ lines = 5, label = stateWords.loading }: { lines?: number; label?: string }) {
  return (
    <div className="skeleton" role="status">
      <span className="only-read">{label}</span>
      {Array.from({ length: lines }, (_, i) => (
        // The lines never change their order.
        // biome-ignore lint/suspicious/noArrayIndexKey: as said
        <span key={i} className="skeleton-line" aria-hidden="true" />
      ))}
    </div>
  );
}

/** A failure in words for the person. Its code is small, for the people whom the person asks for help. */
export function Failed({
  problem,
  onRetry,
  whole = false,
}: {
  problem: ProblemView;
  onRetry?: (() => void) | undefined;
  whole?: boolean;
}) {
  const Title = whole ? 'h1' : 'p';
  const offline = problem.code === 'SIGG-904';
  const closed = problem.code === 'SIGG-201' || problem.code === 'SIGG-202';
  return (
    <div className="state" role="alert">
      <span className="state-icon" data-tone={offline ? 'warn' : 'bad'}>
        <Icon name={offline ? 'nosignal' : closed ? 'lock' : 'warning'} size={32} />
      </span>
      <Title className="state-title">
        {offline ? stateWords.offlineTitle : closed ? stateWords.noPermissionTitle : stateWords.errorTitle}
      </Title>
      <div className="state-body">
        <p>{offline ? stateWords.offlineBody : problem.message}</p>
        <p className="small muted">{problem.code}</p>
      </div>
      {onRetry && problem.retry !== 'never' ? (
        <button type="button" className="btn state-action" onClick={onRetry}>
          {stateWords.retry}
        </button>
      ) : null}
    </div>
  );
}

/** A problem inside a page or a form. */
export function ProblemNote({ problem, tone = 'bad' }: { problem: ProblemView; tone?: 'bad' | 'warn' }) {
  return (
    <div className="note" data-tone={tone} role="alert">
      <Icon name="warning" />
      <p>
        {problem.message} <span className="field-code">{problem.code}</span>
      </p>
    </div>
  );
}

/** A note of caution or explanation that is not a problem. */
export function Note({ tone = 'info', children }: { tone?: 'info' | 'good' | 'warn'; children: ReactNode }) {
  return (
    <div className="note" data-tone={tone} role={tone === 'good' ? 'status' : undefined}>
      <Icon name={tone === 'good' ? 'verify' : tone === 'warn' ? 'warning' : 'info'} />
      <div>{children}</div>
    </div>
  );
}
