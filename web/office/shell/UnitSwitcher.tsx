import { officeWords as w } from '../../../domain/words/office.ts';
import { Select } from '../parts/Select.tsx';
import { useSession } from '../session.tsx';
import { useUnits } from '../useCatalogue.ts';

/** Narrows every list to one unit. Only for people who reach more than one unit. */
export function UnitSwitcher() {
  const { unit, setUnit } = useSession();
  const units = useUnits();
  if (units.length < 2) return units[0] ? <span className="top-unit muted wide-only">{units[0].name}</span> : null;
  return (
    <div className="top-unit">
      <label className="only-read" id="top-unit-label" htmlFor="top-unit">
        {w.unit}
      </label>
      <Select
        id="top-unit"
        labelledBy="top-unit-label"
        empty={w.allUnits}
        options={units.map((u) => ({ value: u.code, label: u.name }))}
        value={unit}
        onChange={(next) => setUnit(next ?? '')}
      />
    </div>
  );
}
