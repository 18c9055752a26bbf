import '@fontsource-variable/atkinson-hyperlegible-next/wght.css';
import '../ui/tokens.css';
import '../ui/base.css';
import '../ui/fields/fields.css';
import '../ui/overlays.css';
import '../ui/states/states.css';
import './styles/shell.css';
import './styles/door.css';
import './styles/parts.css';
import './styles/pickers.css';
import './styles/tables.css';
import './styles/screens.css';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { type ReactElement, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Toasts } from '../ui/Toasts.tsx';
import { applyTheme } from '../ui/theme.ts';
import { worthRetrying } from './api.ts';
import { FirstAdministrator } from './login/FirstAdministrator.tsx';
import { SetPassword } from './login/SetPassword.tsx';
import { router } from './router.tsx';
import { SessionProvider } from './session.tsx';

const client = new QueryClient({
  defaultOptions: {
    queries: {
      retry: worthRetrying,
      retryDelay: (n) => Math.min(8000, 500 * 2 ** n) * (0.75 + Math.random() / 2),
      staleTime: 15_000,
      networkMode: 'always',
    },
  },
});

applyTheme();
/** Pages that are shown without a session. */
const doors: Readonly<Record<string, () => ReactElement>> = {
  '/oficina/primer-administrador': FirstAdministrator,
  '/oficina/clave': SetPassword,
};
const Door = doors[location.pathname.replace(/\/$/, '')];
createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      {Door ? (
        <Door />
      ) : (
        <SessionProvider>
          <RouterProvider router={router} />
        </SessionProvider>
      )}
      <Toasts />
    </QueryClientProvider>
  </StrictMode>,
);
