import { capacityDiagnosisLife } from './capacityDiagnosis.ts';
import { changeRequestLife } from './changeRequest.ts';
import { organisationLife } from './organisation.ts';
import { organisationOfficeLife } from './organisationOffice.ts';
import { yearlyStatementLife } from './yearlyStatement.ts';

/** What the area of organisations brings: the lives of its declared nouns. */
export const organisationAreaLives = [
  organisationLife,
  organisationOfficeLife,
  yearlyStatementLife,
  capacityDiagnosisLife,
  changeRequestLife,
] as const;
