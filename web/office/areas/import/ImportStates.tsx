import { useId } from 'react';
import { stateNames, states } from '../../../../domain/alliance/states.ts';
import type { ImportView } from '../../../../domain/import/views.ts';
import { writtenNumber } from '../../../../domain/kernel/money.ts';
import { importWords as w } from '../../../../domain/words/imports.ts';
import { Select } from '../../parts/Select.tsx';

/** From the words of the sheet to the state. */
export type ChosenStates = Readonly<Record<string, string>>;

/** Asks which state the sheet's own words for a stage mean; nothing is guessed. */
export function ImportStates({
  view,
  chosen,
  onChoose,
}: {
  view: ImportView;
  chosen: ChosenStates;
  onChoose: (chosen: ChosenStates) => void;
}) {
  const id = useId();
  if (view.unknownStates.length === 0) return null;
  return (
    <div className="stack">
      <p className="muted">{w.unknownStates}</p>
      {view.unknownStates.map(({ said, rows }, i) => (
        <div key={said} className="field control-column">
          <label className="field-label" id={`${id}-${i}-label`} htmlFor={`${id}-${i}`}>
            «{said}» <span className="field-optional">({w.inRows(rows, writtenNumber(rows))})</span>
          </label>
          <Select
            id={`${id}-${i}`}
            labelledBy={`${id}-${i}-label`}
            empty={w.leaveRefused}
            options={stateNames.map((name) => ({ value: name, label: states[name].name }))}
            value={chosen[said] ?? ''}
            onChange={(next) => onChoose({ ...chosen, [said]: next ?? '' })}
          />
        </div>
      ))}
    </div>
  );
}
