import type { Day } from '../kernel/dates.ts';
import type { VersionHead } from '../kernel/versions.ts';
import { ruralMissing } from '../territory/coverage.ts';
import type { AllianceState } from './states.ts';

/** An alliance as it is now (table `alliance`). */
export interface Alliance {
  readonly id: string;
  readonly programmeId: string;
  readonly code: string;
  readonly name: string;
  readonly organisationId: string;
  readonly unitId: string;
  readonly state: AllianceState;
  readonly stateSince: Day | null;
  readonly suspendedOn: Day | null;
  readonly suspendedReason: string | null;
  readonly origin: 'solicitud' | 'importación';
  readonly sourceDocumentId: string | null;
  readonly demo: boolean;
  readonly version: number;
}

/** What is known of an alliance, in versions (table `alliance_profile`); amounts in centavos. */
export interface AllianceProfile extends VersionHead, AllianceData {
  readonly gaps: readonly GapField[];
  readonly unitId: string;
}

/** The fields that people fill in; null is "not known", never zero. */
export interface AllianceData {
  readonly model: 1 | 2 | 3 | null;
  readonly municipalityCode: string | null;
  readonly municipalityHow: string | null;
  readonly boundaryVersionId: string | null;
  readonly communityName: string | null;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly accuracyM: number | null;
  readonly productCode: string | null;
  readonly familiesDeclared: number | null;
  readonly womenDeclared: number | null;
  readonly amountPar: number | null;
  readonly amountCounterpart: number | null;
  readonly buyerName: string | null;
  /**
   * What a person said of the place: rural or urban; null when nobody has said. BR-01 asks for it in some
   * municipalities.
   */
  readonly ruralConfirmed: boolean | null;
}

export const allianceDataFields = [
  'model',
  'municipalityCode',
  'municipalityHow',
  'boundaryVersionId',
  'communityName',
  'lon',
  'lat',
  'accuracyM',
  'productCode',
  'familiesDeclared',
  'womenDeclared',
  'amountPar',
  'amountCounterpart',
  'buyerName',
  'ruralConfirmed',
] as const satisfies readonly (keyof AllianceData)[];

/**
 * The code of an alliance registered by hand without one: the end of its id, which is unique without asking anybody.
 */
export const codeOfId = (id: string): string => `ALI-${id.slice(-8).toUpperCase()}`;

/**
 * The data that an alliance should have. Missing ones are listed under *datos por completar* and appear as s/d in
 * figures.
 */
export const gapFields = {
  model: 'modelo de alianza',
  municipalityCode: 'municipio',
  ruralConfirmed: 'confirmación de que la comunidad es rural',
  communityName: 'comunidad',
  productCode: 'producto',
  familiesDeclared: 'número de familias',
  womenDeclared: 'familias representadas por mujeres',
  amountPar: 'monto del proyecto',
  amountCounterpart: 'monto de contraparte',
  buyerName: 'comprador',
} as const satisfies Partial<Record<keyof AllianceData, string>>;
export type GapField = keyof typeof gapFields;

/** The data still missing, in the order of the form. Whether the place is rural is asked only where BR-01 applies. */
export function gapsOf(data: Partial<AllianceData>): GapField[] {
  return (Object.keys(gapFields) as GapField[]).filter((f) =>
    f === 'ruralConfirmed' ? ruralMissing(data) : data[f] === null || data[f] === undefined,
  );
}

/** No data at all: the start of an adopted alliance. */
export const emptyAllianceData: AllianceData = {
  model: null,
  municipalityCode: null,
  municipalityHow: null,
  boundaryVersionId: null,
  communityName: null,
  lon: null,
  lat: null,
  accuracyM: null,
  productCode: null,
  familiesDeclared: null,
  womenDeclared: null,
  amountPar: null,
  amountCounterpart: null,
  buyerName: null,
  ruralConfirmed: null,
};
