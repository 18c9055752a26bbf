import type { EvidenceParts } from '../../domain/monitoring/estimators.ts';

/**
 * Whether a row supports a figure: it is due and puts something above or below the line. The records behind a figure are the
 * versions behind such rows, each once: «según n registros», in the office and on the portal.
 */
export const supports = ({ due, n, d }: EvidenceParts): boolean => due && (n !== 0 || d !== 0);

/** The same in SQL, for rows named `row`. */
export const supportsSql = (row: string): string => `(${row}.due and (${row}.n <> 0 or ${row}.d <> 0))`;
