import type { OperatingUnit } from '../../../domain/territory/unit.ts';
import { officeWords as w } from '../../../domain/words/office.ts';
import { useSession } from '../session.tsx';
import { useData } from '../useQueryPage.ts';

/** The units within reach of this person, for choices and names; empty until they are known. */
export function useUnits(): readonly OperatingUnit[] {
  const { may } = useSession();
  return useData<readonly OperatingUnit[]>('unit.list', {}, { enabled: may.query('unit.list') }).data ?? [];
}

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
