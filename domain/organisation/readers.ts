import { type Role, recordReaders } from '../people/roles.ts';

/**
 * Who reads what an organisation is: the staff and, without personal data, those outside the programme who deal with
 * its alliances.
 */
export const organisationReaders: readonly Role[] = [...recordReaders, 'IFI', 'COMPRADOR', 'COADYUVANTE', 'GAM'];
