import { legalForms } from '../alliance/organisation.ts';
import { type AllianceState, stateNames, states } from '../alliance/states.ts';
import { normalized } from '../kernel/text.ts';

/**
 * How sources describe the stage of an alliance, with the furthest state that the words prove. An alliance that called
 * for an acompañante has its plan financed, so its convenio was signed. Whether the counterpart was deposited or the
 * investment began, the words do not say; a person moves the alliance on with a document.
 */
const said: Readonly<Record<string, AllianceState>> = {
  'acompañamiento (plan financiado)': 'CONVENIO_FIRMADO',
  acompañamiento: 'CONVENIO_FIRMADO',
  'plan financiado': 'CONVENIO_FIRMADO',
  'con convenio': 'CONVENIO_FIRMADO',
  'formulación del plan': 'PLAN_EN_FORMULACION',
  'en formulación': 'PLAN_EN_FORMULACION',
  'evaluación del plan': 'EN_EVALUACION',
  // Goods bought with the money of the project were being handed over.
  entrega: 'EN_INVERSION',
  'entrega de equipos': 'EN_INVERSION',
  'en ejecución': 'EN_INVERSION',
  aprobada: 'APROBADA_COMITE',
  solicitud: 'SOLICITUD_RECIBIDA',
  concluida: 'OPERACION_CONCLUIDA',
};

const stateWords = new Map<string, AllianceState>([
  ...Object.entries(said).map(([words, state]) => [normalized(words), state] as const),
  ...stateNames.map((state) => [normalized(states[state].name), state] as const),
  ...stateNames.map((state) => [normalized(state), state] as const),
]);

/**
 * The state that the words of a source prove; null for words without a known meaning. `own` has the meanings given for
 * this import.
 */
export function stateOf(text: string, own: Readonly<Record<string, string>> = {}): AllianceState | null {
  const plain = normalized(text);
  for (const [words, state] of Object.entries(own)) {
    if (normalized(words) === plain && Object.hasOwn(states, state)) return state as AllianceState;
  }
  return stateWords.get(plain) ?? null;
}

/**
 * The legal form with which the words of a source begin ('Asociación civil' is an asociación); the words themselves
 * when they name no known form.
 */
export function legalFormOf(text: string): string {
  const plain = normalized(text);
  return legalForms.find((form) => plain.startsWith(form)) ?? text;
}

const programmeWords: Readonly<Record<string, string>> = {
  'par ii financiamiento adicional': 'PAR2FA',
  'par ii fa': 'PAR2FA',
  'par 2 fa': 'PAR2FA',
  'par ii': 'PAR2',
  'par 2': 'PAR2',
  'par i': 'PAR1',
  'par 1': 'PAR1',
};

interface Named {
  readonly code: string;
  readonly names: readonly (string | null)[];
}

function byName(list: readonly Named[], text: string): string | null {
  const plain = normalized(text);
  return (
    list.find((x) => normalized(x.code) === plain || x.names.some((n) => n && normalized(n) === plain))?.code ?? null
  );
}

/** The programme of the catalogue that the words name. */
export function programmeOf(text: string, programmes: readonly { id: string; name: string }[]): string | null {
  const found =
    byName(
      programmes.map((p) => ({ code: p.id, names: [p.name] })),
      text,
    ) ??
    programmeWords[normalized(text)] ??
    null;
  return found && programmes.some((p) => p.id === found) ? found : null;
}

/** The unit that the words name: its code, name, short name, or its place alone ('UOD Potosi', 'Potosí'). */
export function unitOf(
  text: string,
  units: readonly { code: string; name: string; shortName: string }[],
): string | null {
  return byName(
    units.map((u) => ({ code: u.code, names: [u.name, u.shortName, u.shortName.replace(/^UO[DR] /, '')] })),
    text,
  );
}

const productWords: Readonly<Record<string, string>> = {
  'miel apicultura': 'MIEL',
  miel: 'MIEL',
  apicultura: 'MIEL',
  'castaña almendra': 'CASTANA',
  cuy: 'CUY',
};

/** The one product of the catalogue that the words name; null for several, for a group (lácteos, bovinos) or for none. */
export function productOf(text: string, products: readonly { code: string; name: string }[]): string | null {
  if (/[;,]/.test(text)) return null;
  const found =
    byName(
      products.map((p) => ({ code: p.code, names: [p.name] })),
      text,
    ) ??
    productWords[normalized(text)] ??
    null;
  return found && products.some((p) => p.code === found) ? found : null;
}

/** A municipality as an import looks for it. */
export interface KnownMunicipality {
  readonly code: string;
  readonly name: string;
  readonly officialName: string | null;
  readonly unitId: string | null;
}

/** The present catalogues, with which an import is checked. */
export interface ImportCatalogue {
  readonly units: readonly { readonly code: string; readonly name: string; readonly shortName: string }[];
  readonly municipalities: readonly KnownMunicipality[];
  readonly programmes: readonly { readonly id: string; readonly name: string }[];
  readonly products: readonly { readonly code: string; readonly name: string }[];
}

/** Municipalities with a name, within a unit where one is said (names repeat between departments). */
export function municipalitiesNamed(
  text: string,
  among: readonly KnownMunicipality[],
  unitId: string | null,
): KnownMunicipality[] {
  const plain = normalized(text);
  return among.filter(
    (m) =>
      (unitId === null || m.unitId === unitId) &&
      (normalized(m.name) === plain || (m.officialName !== null && normalized(m.officialName) === plain)),
  );
}
