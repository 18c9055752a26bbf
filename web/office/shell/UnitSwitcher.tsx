import { officeWords as w } from '../../../domain/words/office.ts';
import { useSession } from '../session.tsx';
import { useUnits } from '../useCatalogue.ts';

/** Narrows every list to one unit. Only for those who reach more than one. */
export function UnitSwitcher() {
  const { unit, setUnit } = useSession();
  const units = useUnits();
  if (units.length < 2) return units[0] ? <span className="top-unit muted wide-only">{units[0].name}</span> : null;
  return (
    <label className="top-unit">
      <span className="only-read">{w.unit}</span>
      <select className="control" value={unit} onChange={(e) => setUnit(e.target.value)}>
        <option value="">{w.allUnits}</option>
        {units.map((u) => (
          <option key={u.code} value={u.code}>
            {u.name}
          </option>
        ))}
      </select>
    </label>
  );
}
