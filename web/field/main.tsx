import '../ui/tokens.css';
import '../ui/base.css';
import '../ui/fields/fields.css';
import '../ui/states/states.css';
import './field.css';
import './forms.css';
import './slip.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { browserPhone, keepStore, startRunner } from '../local/index.ts';
import { PhoneContext } from '../local/react.ts';
import { applyTheme } from '../ui/theme.ts';
import { App } from './App.tsx';
import { bringLater } from './Later.tsx';

applyTheme();
const phone = browserPhone();
void bringLater().catch(() => {
  // The screen that needs it says so.
});
startRunner(phone);
void keepStore();
// The service worker stores the app itself on the phone. Where there can be none (plain HTTP from another machine), the
// log-in screen says why.
if ('serviceWorker' in navigator && import.meta.env.PROD)
  void navigator.serviceWorker.register('/sw.js', { scope: '/campo' });

createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <PhoneContext value={phone}>
      <App />
    </PhoneContext>
  </StrictMode>,
);
