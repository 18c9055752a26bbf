import { stateNames, states } from '../../../../domain/alliance/states.ts';
import type { ImportView } from '../../../../domain/alliance/views.ts';
import { importWords as w } from '../../../../domain/words/alliance.ts';

/** The problem of a stage in words that the system does not know. */
const UNKNOWN_STATE = 'SIGG-524';

/** Words of the sheet → state. */
export type ChosenStates = Readonly<Record<string, string>>;

/** What the sheet's own words for a stage mean: a person says so, nothing is guessed. */
export function ImportStates({ view, chosen, onChoose }: { view: ImportView; chosen: ChosenStates; onChoose: (chosen: ChosenStates) => void }) {
  const unknown = [...new Set(view.problems.filter((p) => p.problem.code === UNKNOWN_STATE && p.value).map((p) => p.value as string))];
  if (unknown.length === 0) return null;
  return (
    <div className="stack">
      <p className="muted">{w.unknownStates}</p>
      {unknown.map((said) => (
        <label key={said} className="field">
          <span className="field-label">«{said}»</span>
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
