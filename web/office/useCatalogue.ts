import type { CatalogueView } from '../../domain/field/views.ts';
import type { Option } from '../../domain/kernel/form.ts';
import { useSession } from './session.tsx';
import { useData } from './useQueryPage.ts';

/** Products, places, units and parameters, as forms and filters offer them; undefined until they are known. */
export function useCatalogue(): CatalogueView | undefined {
  const { may } = useSession();
  return useData<CatalogueView>('catalogue', {}, { enabled: may.query('catalogue') }).data;
}

/** The operating units this person reaches: all for the nation, their own otherwise. */
export function useUnits(): CatalogueView['operatingUnits'] {
  const { me } = useSession();
  const units = useCatalogue()?.operatingUnits ?? [];
  if (me.roles.some((r) => r.scope.kind === 'national')) return units;
  const own = new Set(me.roles.filter((r) => r.scope.kind === 'unit').flatMap((r) => r.scope.ids));
  return units.filter((u) => own.has(u.code));
}

/** Municipalities to choose from, under their departments; the department stands in the name, too, since several have the same. */
export function municipalityOptions({ departments, municipalities }: CatalogueView): readonly Option[] {
  const department = new Map(departments.map((d) => [d.code, d.name]));
  const inOrder = municipalities.map((m) => ({ ...m, group: department.get(m.departmentCode) ?? '' }));
  return inOrder
    .sort((a, b) => a.departmentCode.localeCompare(b.departmentCode))
    .map((m) => ({ value: m.code, label: `${m.name} (${m.group})`, group: m.group }));
}
