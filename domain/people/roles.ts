/** How far a role reaches (domain brief 1.2). */
export type ScopeKind =
  | 'national'
  | 'unit'
  | 'alliances'
  | 'organisation'
  | 'municipality'
  | 'session'
  | 'subproject'
  | 'public';

/** What a reader sees of a row within reach. */
export type View = 'full' | 'noPersonal' | 'published';

interface RoleDefinition {
  readonly name: string;
  readonly scope: ScopeKind;
  readonly view: View;
  /**
   * True for roles that certify, authorise or pay: two people grant them, and they start the next day (issue:
   * identity).
   */
  readonly twoPeople: boolean;
  /** National, money and administration roles must use a second factor. */
  readonly secondFactor: boolean;
}

const r = (
  name: string,
  scope: ScopeKind,
  view: View,
  more: { twoPeople?: boolean; secondFactor?: boolean } = {},
): RoleDefinition => ({
  name,
  scope,
  view,
  twoPeople: more.twoPeople ?? false,
  secondFactor: more.secondFactor ?? false,
});

const MONEY = { twoPeople: true, secondFactor: true };
const NATIONAL = { secondFactor: true };

/** The roles of the programme (domain brief 1.2), each with its reach and its view. */
export const roles = {
  UCN_COORD: r('Coordinación Nacional', 'national', 'full', MONEY),
  UCN_ME: r('Especialista en M&E', 'national', 'full', NATIONAL),
  UCN_NEG: r('Especialista de negocios', 'national', 'full', NATIONAL),
  UCN_SOC_AMB: r('Especialista social y ambiental', 'national', 'full', NATIONAL),
  UCN_FORT: r('Especialista en fortalecimiento', 'national', 'full', NATIONAL),
  UCN_FIN: r('Especialista financiero', 'national', 'full', MONEY),
  UCN_DESEMB: r('Analista de desembolsos', 'national', 'full', MONEY),
  UCN_ADQ: r('Adquisiciones', 'national', 'full', NATIONAL),
  UCN_COM: r('Comunicación', 'national', 'published', NATIONAL),
  UCN_RECL: r('Responsable de reclamos', 'national', 'full', NATIONAL),
  TRANSPARENCIA: r('Unidad de Transparencia', 'national', 'full', NATIONAL),
  UOD_OPERADOR: r('Operador de unidad', 'unit', 'full', { twoPeople: true, secondFactor: true }),
  UOD_OFICIAL: r('Oficial de alianzas', 'unit', 'full'),
  UOD_SOCIAL: r('Analista social', 'unit', 'full'),
  UOD_AMBIENTAL: r('Analista ambiental', 'unit', 'full'),
  UOD_FIDUCIARIO: r('Analista fiduciario', 'unit', 'full', MONEY),
  UOD_RIEGO: r('Oficial de riego', 'unit', 'full', { twoPeople: true }),
  FACILITADOR: r('Facilitador', 'alliances', 'full'),
  IFI: r('Institución financiera', 'alliances', 'noPersonal', { twoPeople: true }),
  ACOMPANANTE: r('Acompañante', 'alliances', 'full'),
  SUPERVISOR_CAMPO: r('Supervisor de campo', 'alliances', 'full', { twoPeople: true }),
  OPP_REP: r('Representante de OPP', 'organisation', 'full'),
  COMPRADOR: r('Comprador', 'alliances', 'noPersonal'),
  COADYUVANTE: r('Coadyuvante', 'alliances', 'noPersonal'),
  FPS_TEC: r('Técnico FPS', 'subproject', 'noPersonal', { twoPeople: true }),
  GAM: r('Gobierno municipal', 'municipality', 'noPersonal'),
  COMITE: r('Miembro del Comité', 'session', 'noPersonal', { twoPeople: true }),
  MDRYT_DGP: r('MDRyT – DGP', 'national', 'noPersonal', NATIONAL),
  BANCO: r('Banco Mundial', 'national', 'noPersonal', NATIONAL),
  AUDITOR: r('Auditoría', 'national', 'full', NATIONAL),
  ADMIN_TI: r('Administración del sistema', 'national', 'noPersonal', { twoPeople: true, secondFactor: true }),
  PUBLICO: r('Público', 'public', 'published'),
} as const satisfies Record<string, RoleDefinition>;

export type Role = keyof typeof roles;

export const roleNames = Object.keys(roles) as Role[];

/** What each role is called. */
export const wordsOfRoles = Object.fromEntries(roleNames.map((role) => [role, roles[role].name])) as Readonly<
  Record<Role, string>
>;

/** Roles that a person can be granted (the public is everyone without an account). */
export const grantableRoles = roleNames.filter((role) => role !== 'PUBLICO');

/** The national unit's people who work on alliances themselves; UCN_RECL works on complaints, UCN_COM on what is published. */
export const nationalTeam: readonly Role[] = [
  'UCN_COORD',
  'UCN_ME',
  'UCN_NEG',
  'UCN_SOC_AMB',
  'UCN_FORT',
  'UCN_FIN',
  'UCN_DESEMB',
  'UCN_ADQ',
];

/** A departmental or regional unit's people. */
export const unitTeam: readonly Role[] = roleNames.filter((role) => roles[role].scope === 'unit');

/** People inside the programme who work on alliances, each within their reach; they see names. */
export const staff: readonly Role[] = [
  ...nationalTeam,
  'UCN_RECL',
  'AUDITOR',
  ...unitTeam,
  'FACILITADOR',
  'ACOMPANANTE',
  'SUPERVISOR_CAMPO',
  'OPP_REP',
];

/** Who reads single records of an alliance: visits, sales, prices, its history. */
export const recordReaders: readonly Role[] = [...staff, 'MDRYT_DGP', 'BANCO'];

/** Roles that read and write nothing of the programme (domain brief 1.2). */
export const readingRoles: readonly Role[] = ['BANCO', 'AUDITOR'];

export function isRole(text: string): text is Role {
  return Object.hasOwn(roles, text);
}
