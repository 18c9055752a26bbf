import { html, raw } from 'hono/html';
import type { PublicMunicipality } from '../../data.ts';
import type { Html } from '../../layout.ts';

export const option = (value: string, name: string, chosen: string, tag = '') =>
  html`<option value="${value}"${tag ? html` lang="${tag}"` : ''}${value === chosen ? raw(' selected') : ''}>${name}</option>`;

export type Place = Pick<PublicMunicipality, 'code' | 'name' | 'department'>;

/** Municipalities by department, as the options of a choice that needs no script. */
export function municipalityOptions(all: readonly Place[], chosen: string): Html {
  const byDepartment = Map.groupBy(all, (m) => m.department);
  const names = [...byDepartment.keys()].sort((a, b) => a.localeCompare(b, 'es'));
  const sorted = (department: string) =>
    (byDepartment.get(department) ?? []).toSorted((a, b) => a.name.localeCompare(b.name, 'es'));
  return html`${names.map(
    (name) => html`<optgroup label="${name}">${sorted(name).map((m) => option(m.code, m.name, chosen))}</optgroup>`,
  )}`;
}
