import { Mark } from '../../ui/Logo.tsx';

/** Shown before the first answer: only the mark. */
export function Splash() {
  return (
    <main className="alone" aria-busy="true">
      <Mark size={64} />
      <p className="only-read" role="status">
        Abriendo SIGG
      </p>
    </main>
  );
}
