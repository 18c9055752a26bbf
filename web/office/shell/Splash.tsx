import { Mark } from '../../ui/Logo.tsx';

/** Before the first answer: the mark, quietly. */
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
