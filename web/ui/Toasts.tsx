import { useSyncExternalStore } from 'react';
import { Icon } from './icons.tsx';

interface Toast {
  readonly id: number;
  readonly message: string;
  readonly tone: 'good' | 'warn';
}

let shown: readonly Toast[] = [];
let last = 0;
const listeners = new Set<() => void>();

function put(next: readonly Toast[]): void {
  shown = next;
  for (const tell of listeners) tell();
}

const drop = (id: number): void => put(shown.filter((t) => t.id !== id));

/** Shows a message in the corner that needs no answer. A warning stays longer. */
export function toast(message: string, tone: Toast['tone'] = 'good'): void {
  last += 1;
  const id = last;
  put([...shown.slice(-3), { id, message, tone }]);
  setTimeout(() => drop(id), tone === 'good' ? 5000 : 15_000);
}

const subscribe = (tell: () => void) => {
  listeners.add(tell);
  return () => listeners.delete(tell);
};

/** The place where toasts appear; once per app. */
export function Toasts() {
  const list = useSyncExternalStore(subscribe, () => shown);
  return (
    <div className="toasts no-print" role="status">
      {list.map((t) => (
        <div key={t.id} className="toast" data-tone={t.tone}>
          <p>{t.message}</p>
          <button
            type="button"
            className="btn btn-quiet btn-icon"
            aria-label="Cerrar el aviso"
            onClick={() => drop(t.id)}
          >
            <Icon name="close" />
          </button>
        </div>
      ))}
    </div>
  );
}
