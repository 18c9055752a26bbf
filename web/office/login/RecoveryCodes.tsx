import { secondFactorWords as w } from '../../../domain/words/office.ts';
import { Icon } from '../../ui/icons.tsx';

/** The recovery codes, shown once, on screen and for paper; the print style prints nothing else. */
export function RecoveryCodes({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) {
  return (
    <section className="stack">
      <h2 className="no-print">{w.step4}</h2>
      <p className="no-print">{w.step4Help}</p>
      <div className="recovery">
        <h2 className="only-print">{w.printTitle}</h2>
        <ol className="recovery-codes">
          {codes.map((code) => (
            <li key={code} className="mono">
              {code}
            </li>
          ))}
        </ol>
        <p className="only-print">{w.printNote}</p>
      </div>
      <div className="row no-print">
        <button type="button" className="btn" onClick={() => window.print()}>
          <Icon name="print" /> {w.print}
        </button>
        <button type="button" className="btn btn-main" onClick={onKept}>
          {w.kept}
        </button>
      </div>
    </section>
  );
}
