import type { Role } from '../../../domain/people/roles.ts';

/** Who works on alliances inside the programme, each within their reach, names included. */
export const STAFF: readonly Role[] = [
  'UCN_COORD',
  'UCN_ME',
  'UCN_NEG',
  'UCN_SOC_AMB',
  'UCN_FORT',
  'UCN_FIN',
  'UCN_DESEMB',
  'UCN_ADQ',
  'UCN_RECL',
  'AUDITOR',
  'UOD_OPERADOR',
  'UOD_OFICIAL',
  'UOD_SOCIAL',
  'UOD_AMBIENTAL',
  'UOD_FIDUCIARIO',
  'UOD_RIEGO',
  'FACILITADOR',
  'ACOMPANANTE',
  'SUPERVISOR_CAMPO',
  'OPP_REP',
];

/** Who else reads alliances, without personal data. */
export const ALLIANCE_READERS: readonly Role[] = [...STAFF, 'MDRYT_DGP', 'BANCO', 'IFI', 'COMPRADOR', 'COADYUVANTE', 'GAM'];

/** Columns by which a scope reaches an alliance `a` with its current profile `p`. */
export const ALLIANCE_SCOPE = { unit: 'a.unit_id', alliance: 'a.id', organisation: 'a.organisation_id', municipality: 'p.municipality_code' } as const;

/** An alliance with its current profile: what every list of alliances starts from. */
export const ALLIANCE_FROM = `alliance a join alliance_profile p on p.record_id = a.id and p.standing = 'current'`;
