import { useQuery } from '@tanstack/react-query';
import { createRootRoute, createRoute, createRouter, type ErrorComponentProps, Link } from '@tanstack/react-router';
import { problem } from '../../domain/kernel/problem.ts';
import { stateWords } from '../../domain/words/shared.ts';
import { Empty, Failed, Loading } from '../ui/states/States.tsx';
import { ApiError, request, toProblem } from './api.ts';
import { isOpen, type Screen, screens } from './screens.ts';
import { useSession } from './session.tsx';
import { Shell } from './shell/Shell.tsx';
import { useTitle } from './shell/useTitle.ts';

const REOPENED = 'sigg.reopened';

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

/**
 * Shown when a screen fails. A failure reported by the server keeps its own problem; any other is a fault of the
 * office.
 */
function ScreenFailed({ error, reset }: ErrorComponentProps) {
  useTitle(stateWords.errorTitle);
  return (
    <Failed whole problem={error instanceof ApiError ? toProblem(error) : problem('screenFailed')} onRetry={reset} />
  );
}

function NoPermission() {
  useTitle(stateWords.noPermissionTitle);
  return (
    <Empty whole icon="lock" title={stateWords.noPermissionTitle} action={toHome()}>
      {stateWords.noPermissionBody}
    </Empty>
  );
}

/**
 * The code of a screen, loaded when it is first opened. The loading may fail: without a connection it is repeated when
 * there is one; with a connection, a newer version of the office has replaced the code, and the page is reloaded once.
 */
function useScreenCode(screen: Screen) {
  return useQuery({
    queryKey: ['screen', screen.path],
    queryFn: async () => {
      try {
        const code = await screen.load();
        sessionStorage.removeItem(REOPENED);
        return code.default;
      } catch {
        if (
          await request('/api/me', { quiet: true }).then(
            () => true,
            (e: unknown) => e instanceof ApiError && e.status !== 0,
          )
        ) {
          if (sessionStorage.getItem(REOPENED) !== screen.path) {
            sessionStorage.setItem(REOPENED, screen.path);
            location.reload();
          }
          throw new ApiError(problem('screenFailed'), 500);
        }
        throw new ApiError(problem('noConnection'), 0);
      }
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
}

/** A screen that is shown only with its permission. */
function GuardedScreen({ screen }: { screen: Screen }) {
  const { may } = useSession();
  const code = useScreenCode(screen);
  if (!isOpen(screen, may)) return <NoPermission />;
  if (code.error) return <Failed whole problem={toProblem(code.error)} onRetry={() => void code.refetch()} />;
  const Code = code.data;
  return Code ? <Code /> : <Loading lines={8} />;
}

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound, errorComponent: ScreenFailed });
const routes = screens.map((screen) =>
  createRoute({
    getParentRoute: () => root,
    path: screen.path,
    component: () => <GuardedScreen screen={screen} />,
    errorComponent: ScreenFailed,
  }),
);

/** Parameters in the address are plain text: a screen reads exactly what is typed there. */
const plainSearch = {
  parseSearch: (text: string) => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch: (values: Record<string, unknown>) => {
    const text = new URLSearchParams(
      Object.entries(values).filter((e): e is [string, string] => typeof e[1] === 'string' && e[1] !== ''),
    ).toString();
    return text ? `?${text}` : '';
  },
};

export const router = createRouter({
  routeTree: root.addChildren(routes),
  basepath: '/oficina',
  defaultNotFoundComponent: NotFound,
  defaultErrorComponent: ScreenFailed,
  scrollRestoration: true,
  ...plainSearch,
});
