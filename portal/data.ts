import type { Day } from '../domain/kernel/dates.ts';
/** The data of the pages: rows of schema open_data, and nothing else. */
export interface Publication {
  readonly programme: string;
  readonly sealedNumber: number;
  readonly publishedAt: string;
  readonly cutoff: string;
  /** Code of the period of figures that are not cumulative: '2026'. */
  readonly period: string;
  readonly demo: boolean;
  readonly official: boolean;
  readonly records: number;
  /** Counts of fewer families than this are not told. */
  readonly cellMinimum: number;
}

export interface PublicFigure {
  readonly indicator: string;
  readonly measure: string;
  readonly dimension: string;
  readonly key: string;
  readonly label: string;
  readonly status: 'value' | 'noData' | 'notDue' | 'hidden';
  readonly value: number | null;
  readonly n: number | null;
  readonly d: number | null;
  readonly records: number | null;
  /** The day for which the figure is told, when it is not the cut-off of the publication. */
  readonly asOf: string | null;
}

/** A row of the public tables of complaints; null where a number may not be told. */
export interface PublicComplaintCount {
  /** Code of a half-year, or of a year. */
  readonly period: string;
  /** total, due, referred, standing; for half-years also category, department, unit, channel. */
  readonly dimension: string;
  readonly key: string;
  readonly label: string;
  readonly received: number | null;
  /** How many of them were answered in term. */
  readonly inTerm: number | null;
  /**
   * The day for which the whole country is told. It is earlier than that of the publication while newer numbers would
   * reveal a small one.
   */
  readonly asOf: string | null;
}

/**
 * Whether a figure of families says that there are none. Such places have rows in public, so that a missing row reveals
 * nothing.
 */
export const isNobody = (figure: PublicFigure): boolean => figure.status !== 'hidden' && !figure.n && !figure.d;

export interface PublicAlliance {
  readonly code: string;
  readonly name: string;
  readonly organisation: string;
  readonly departmentCode: string | null;
  readonly department: string | null;
  readonly municipalityCode: string | null;
  readonly municipality: string | null;
  readonly unit: string;
  readonly product: string | null;
  readonly rubro: string | null;
  readonly state: string;
  readonly model: number | null;
  /**
   * The number of validated convenios; the day of the first; amounts in centavos of Bs, null where no convenio gives
   * them.
   */
  readonly agreements: number;
  readonly signedOn: string | null;
  readonly amountProgramme: number | null;
  readonly amountCounterpart: number | null;
}

/**
 * What validated convenios commit in a department (code null: the department is unknown); amounts in centavos of Bs.
 */
export interface PublicMoney {
  readonly code: string | null;
  readonly name: string;
  readonly alliances: number;
  readonly agreements: number;
  /** The number of alliances whose convenio gives no amount. */
  readonly withoutAmount: number;
  readonly programme: number;
  readonly counterpart: number;
}

export interface PublicMunicipality {
  readonly code: string;
  readonly name: string;
  readonly province: string;
  readonly departmentCode: string;
  readonly department: string;
  readonly unit: string | null;
  readonly lon: number;
  readonly lat: number;
  readonly alliances: number;
}

export interface PublicHead {
  readonly number: number;
  readonly hash: string;
  readonly publishedAt: string;
  /** Changes when a backup is restored. */
  readonly epoch: string;
  readonly signature: string;
  readonly publicKey: string;
}

/** What the public is told of a call; `budget` in centavos. */
export interface PublicCall {
  readonly number: string;
  readonly title: string;
  readonly areas: string;
  readonly bases: string;
  readonly requirements: string;
  readonly opensOn: Day;
  readonly closesOn: Day;
  readonly budget: number | null;
  readonly state: 'ABIERTA' | 'CERRADA';
  readonly reopenReason: string | null;
}
