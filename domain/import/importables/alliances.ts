import { adoptAlliance } from '../../alliance/adopt.ts';
import { text } from '../../kernel/noun/kinds.ts';
import { importFieldNames, importFields } from '../fields.ts';
import { column, type Importable } from '../importable.ts';

const examples: Readonly<Record<string, readonly [string | number, string | number]>> = {
  name: ['Asociación Flor del Café', 'Cooperativa Agropecuaria El Molle'],
  allianceName: ['Café de altura para exportación', 'Orégano seco para la industria'],
  code: ['ALI-001', 'ALI-002'],
  unit: ['UOD La Paz', 'UOD Chuquisaca'],
  state: ['En operación', 'Convenio firmado'],
  stateSince: ['10/03/2024', '05/08/2024'],
  municipalityName: ['Caranavi', 'Tomina'],
  product: ['Café', 'Orégano'],
  families: [25, 32],
  women: [12, 15],
  amountPar: ['250000,00', '310500,50'],
  amountCounterpart: ['75000,00', '93150,00'],
};

/**
 * Alliances with their organisations. Their rows are read in a way of their own: gaps stay open, and similar
 * organisations become questions.
 */
export const alliances: Importable = {
  name: 'alliances',
  many: 'organizaciones',
  one: 'alianza',
  lead: 'Una fila por alianza, con su organización.',
  path: '/alianzas',
  paged: true,
  by: adoptAlliance.by as Importable['by'],
  kinds: [adoptAlliance.kind],
  gives: ['alliance', 'organisation'],
  columns: Object.fromEntries(
    importFieldNames.map((name) => {
      const { label, required, help, headers } = importFields[name];
      const facts = help === null ? text(label) : text(label).helped(help);
      return [
        name,
        column(required ? facts.required() : facts, examples[name]?.[0] ?? null, examples[name]?.[1] ?? null, headers),
      ];
    }),
  ),
};
