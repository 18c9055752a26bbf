import '@fontsource-variable/atkinson-hyperlegible-next/wght.css';
import '@mantine/core/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import '../ui/tokens.css';
import '../ui/base.css';
import '../ui/fields/fields.css';
import '../ui/states/states.css';
import './styles/mantine.css';
import './styles/shell.css';
import './styles/parts.css';
import './styles/screens.css';
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { type ReactNode, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { applyTheme, useShownTheme } from '../ui/theme.ts';
import { worthRetrying } from './api.ts';
import { FirstAdministrator } from './login/FirstAdministrator.tsx';
import { router } from './router.tsx';
import { SessionProvider } from './session.tsx';

const client = new QueryClient({
  defaultOptions: { queries: { retry: worthRetrying, retryDelay: (n) => Math.min(8000, 500 * 2 ** n) * (0.75 + Math.random() / 2), staleTime: 15_000, networkMode: 'always' } },
});

function Looks({ children }: { children: ReactNode }) {
  // Colours come from our own tokens in static style sheets, so Mantine is kept from writing styles into the page.
  return (
    <MantineProvider forceColorScheme={useShownTheme()} withCssVariables={false} withGlobalClasses={false} theme={{ cursorType: 'pointer', respectReducedMotion: true }}>
      <Notifications position="bottom-right" containerWidth={420} />
      {children}
    </MantineProvider>
  );
}

applyTheme();
const first = /^\/oficina\/primer-administrador\/?$/.test(location.pathname);
createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <Looks>
        {first ? (
          <FirstAdministrator />
        ) : (
          <SessionProvider>
            <RouterProvider router={router} />
          </SessionProvider>
        )}
      </Looks>
    </QueryClientProvider>
  </StrictMode>,
);
