import type { CatalogueView } from '../../domain/field/views.ts';
import type { Option } from '../../domain/kernel/form.ts';
import { useSession } from './session.tsx';
import { useData } from './useQueryPage.ts';

/** Products, places, units and parameters for forms and filters; undefined until they are loaded. */
export function useCatalogue(): CatalogueView | undefined {
  const { may } = useSession();
  return useData<CatalogueView>('catalogue', {}, { enabled: may.query('catalogue') }).data;
}

/** The operating units within this person's reach: all for a national role, otherwise their own. */
export function useUnits(): CatalogueView['operatingUnits'] {
  const { me } = useSession();
  const units = useCatalogue()?.operatingUnits ?? [];
  if (me.roles.some((r) => r.scope.kind === 'national')) return units;
  const own = new Set(me.roles.filter((r) => r.scope.kind === 'unit').flatMap((r) => r.scope.ids));
  return units.filter((u) => own.has(u.code));
}

/**
 * The municipalities as options, grouped by department. The name includes the department, because several
 * municipalities have the same name.
 */
export function municipalityOptions({ departments, municipalities }: CatalogueView): readonly Option[] {
  const department = new Map(departments.map((d) => [d.code, d.name]));
  const inOrder = municipalities.map((m) => ({ ...m, group: department.get(m.departmentCode) ?? '' }));
  return inOrder
    .sort((a, b) => a.departmentCode.localeCompare(b.departmentCode))
    .map((m) => ({ value: m.code, label: `${m.name} (${m.group})`, group: m.group }));
}
