import { stateNames, states } from '../../../../domain/alliance/states.ts';
import type { ImportView } from '../../../../domain/import/views.ts';
import { writtenNumber } from '../../../../domain/kernel/money.ts';
import { importWords as w } from '../../../../domain/words/alliance.ts';

/** Words of the sheet → state. */
export type ChosenStates = Readonly<Record<string, string>>;

/** What the sheet's own words for a stage mean: a person says so, nothing is guessed. */
export function ImportStates({ view, chosen, onChoose }: { view: ImportView; chosen: ChosenStates; onChoose: (chosen: ChosenStates) => void }) {
  if (view.unknownStates.length === 0) return null;
  return (
    <div className="stack">
      <p className="muted">{w.unknownStates}</p>
      {view.unknownStates.map(({ said, rows }) => (
        <label key={said} className="field">
          <span className="field-label">
            «{said}» <span className="field-optional">({w.inRows(rows, writtenNumber(rows))})</span>
          </span>
          <select className="control control-column" value={chosen[said] ?? ''} onChange={(e) => onChoose({ ...chosen, [said]: e.target.value })}>
            <option value="">{w.leaveRefused}</option>
            {stateNames.map((name) => (
              <option key={name} value={name}>
                {states[name].name}
              </option>
            ))}
          </select>
        </label>
      ))}
    </div>
  );
}
