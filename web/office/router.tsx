import { createRootRoute, createRoute, createRouter, type ErrorComponentProps, Link } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { problem } from '../../domain/kernel/problem.ts';
import { stateWords } from '../../domain/words/office.ts';
import { Empty, Failed, Loading } from '../ui/states/States.tsx';
import { ApiError, toProblem } from './api.ts';
import { isOpen, type Screen, screens } from './screens.ts';
import { useSession } from './session.tsx';
import { Shell } from './shell/Shell.tsx';
import { useTitle } from './shell/useTitle.ts';

const toHome = () => (
  <Link className="btn" to={'/' as never}>
    {stateWords.toHome}
  </Link>
);

function NotFound() {
  useTitle(stateWords.notFoundTitle);
  return (
    <Empty whole icon="search" title={stateWords.notFoundTitle} action={toHome()}>
      {stateWords.notFoundBody}
    </Empty>
  );
}

/** A screen that broke. What came from the server keeps its own problem; the rest is ours and says so. */
function ScreenFailed({ error, reset }: ErrorComponentProps) {
  useTitle(stateWords.errorTitle);
  return <Failed whole problem={error instanceof ApiError ? toProblem(error) : problem('screenFailed')} onRetry={reset} />;
}

function NoPermission() {
  useTitle(stateWords.noPermissionTitle);
  return (
    <Empty whole icon="lock" title={stateWords.noPermissionTitle} action={toHome()}>
      {stateWords.noPermissionBody}
    </Empty>
  );
}

/** A screen behind its permission, brought when it is first opened. */
function guarded(screen: Screen) {
  const Lazy = lazy(screen.load);
  return function GuardedScreen() {
    const { may } = useSession();
    if (!isOpen(screen, may)) return <NoPermission />;
    return (
      <Suspense fallback={<Loading lines={8} />}>
        <Lazy />
      </Suspense>
    );
  };
}

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound, errorComponent: ScreenFailed });
const routes = screens.map((screen) => createRoute({ getParentRoute: () => root, path: screen.path, component: guarded(screen), errorComponent: ScreenFailed }));

/** Parameters in the address are plain text: what is typed into it is what a screen reads. */
const plainSearch = {
  parseSearch: (text: string) => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch: (values: Record<string, unknown>) => {
    const text = new URLSearchParams(Object.entries(values).filter((e): e is [string, string] => typeof e[1] === 'string' && e[1] !== '')).toString();
    return text ? `?${text}` : '';
  },
};

export const router = createRouter({ routeTree: root.addChildren(routes), basepath: '/oficina', defaultNotFoundComponent: NotFound, defaultErrorComponent: ScreenFailed, scrollRestoration: true, ...plainSearch });
