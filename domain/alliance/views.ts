/** What the queries about alliances answer. */

import type { Day } from '../kernel/dates.ts';
import type { RelatedCount } from '../kernel/noun/views.ts';
import type { JournalEntryView, Level, ListView, ProblemView } from '../kernel/views.ts';
import type { GapField } from './alliance.ts';
import type { AllianceState } from './states.ts';

export type Model = 1 | 2 | 3;

/** A row of `alliance.list`; filters: text, unit, state, model, municipality, gaps ('1'), suspended ('1'); sort by any of its keys. */
export interface AllianceRow {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly organisationId: string;
  readonly organisationName: string;
  readonly unitId: string;
  readonly unitName: string;
  readonly state: AllianceState;
  readonly stateSince: Day | null;
  readonly suspended: boolean;
  readonly origin: 'solicitud' | 'importación';
  readonly level: Level;
  readonly model: Model | null;
  readonly municipalityCode: string | null;
  readonly municipalityName: string | null;
  readonly departmentName: string | null;
  readonly productName: string | null;
  readonly families: number | null;
  readonly gaps: readonly GapField[];
  readonly lastVisitOn: Day | null;
  readonly demo: boolean;
}
export type AllianceListView = ListView<AllianceRow>;

/** `alliance.map`: TerritoryMapData of domain/territory/map.ts, with every alliance of the reader's scope under the filters of the list. */

export interface AssignmentView {
  readonly id: string;
  readonly userId: string;
  readonly userName: string;
  readonly role: string;
  readonly from: Day;
  readonly to: Day | null;
  readonly reason: string | null;
}

export interface VisitSummary {
  readonly id: string;
  readonly occurredOn: Day;
  readonly authorName: string;
  readonly done: boolean;
  readonly notDoneReason: string | null;
  readonly presentWomen: number | null;
  readonly presentMen: number | null;
  readonly topics: readonly string[];
  readonly photos: readonly string[];
  readonly level: Level;
  readonly flags: readonly string[];
  readonly observedReason: string | null;
}

/** quantity in 1/10,000 of the unit, price in 1/10,000 Bs per unit, total in centavos. */
export interface SaleSummary {
  readonly id: string;
  readonly occurredOn: Day;
  readonly authorName: string;
  readonly buyerName: string;
  readonly productName: string;
  readonly quantity: number;
  readonly unitCode: string;
  readonly price: number;
  readonly total: number;
  readonly photos: readonly string[];
  readonly level: Level;
  readonly flags: readonly string[];
  /** True when the agreement with its buyer was annulled and no other is in force in its place. */
  readonly agreementAnnulled: boolean;
  readonly observedReason: string | null;
}

/**
 * What the alliance agreed with a buyer, in its current version. Quantities in 1/10,000 of the unit, price in 1/10,000
 * Bs per unit; `baselineQuantity` was sold to that buyer in the cycle before the project. Only readers of personal data
 * see who the buyer is.
 */
export interface BusinessAgreementView {
  readonly id: string;
  readonly version: number;
  readonly buyerId: string | null;
  readonly buyerName: string | null;
  readonly productCode: string;
  readonly productName: string;
  readonly quantityPerCycle: number | null;
  readonly unitCode: string | null;
  readonly unitName: string | null;
  readonly price: number | null;
  readonly baselineQuantity: number | null;
  readonly startsOn: Day | null;
  readonly endsOn: Day | null;
  readonly level: Level;
  readonly observedReason: string | null;
  readonly annulled: boolean;
  readonly annulledReason: string | null;
}

/**
 * A row of `buyer.find?text=`. It has only the end of the NIT, because the NIT of a person contains their identity
 * card.
 */
export interface BuyerRow {
  readonly id: string;
  readonly name: string;
  readonly kind: string | null;
  readonly nitEnd: string | null;
  /** It no longer buys, as far as it was said. */
  readonly closed: boolean;
}
export interface BuyerFindView {
  readonly rows: readonly BuyerRow[];
  /** True when more buyers were found than the answer holds. */
  readonly more: boolean;
}

/**
 * A row of `buyer.agreements?id=`: an agreement that is not annulled, of an alliance within reach, with the sales under
 * it.
 */
export interface BuyerAgreementRow {
  readonly id: string;
  readonly allianceId: string;
  readonly allianceCode: string;
  readonly allianceName: string;
  readonly productName: string;
  /** 1/10,000 of the unit per cycle. */
  readonly quantityPerCycle: number | null;
  readonly unitName: string | null;
  /** 1/10,000 Bs per unit. */
  readonly price: number | null;
  readonly startsOn: Day | null;
  readonly endsOn: Day | null;
  readonly level: Level;
  /**
   * Sales of the product to the buyer in the twelve months up to today, in centavos: all registered ones and, of those,
   * the validated ones.
   */
  readonly soldRegistered: number;
  readonly soldValidated: number;
}
export type BuyerAgreementListView = ListView<BuyerAgreementRow>;

export interface DocumentView {
  readonly id: string;
  readonly title: string;
  readonly reference: string | null;
  readonly issuedOn: Day | null;
  readonly fileHash: string | null;
}

/**
 * A step that the alliance could take. `refusal` is the problem with which the rule would refuse it now; null when it
 * would pass.
 */
export interface TransitionView {
  readonly command: string;
  readonly to: string;
  readonly title: string;
  readonly refusal: ProblemView | null;
  readonly evidence: readonly string[];
  /** What rules that are not confirmed say against it: it is taken with a reason. */
  readonly warnings: readonly string[];
}

/** A missing datum, with the next step that it blocks. */
interface GapView {
  readonly field: string;
  readonly label: string;
  readonly blocks: string | null;
}

export interface ConflictSummary {
  readonly id: string;
  readonly noun: string;
  readonly fields: readonly {
    readonly field: string;
    readonly label: string;
    readonly current: string | null;
    readonly proposed: string | null;
  }[];
  readonly currentBy: string;
  readonly proposedBy: string;
  readonly since: Day;
}

/** `alliance.get?id=`: the expediente. Amounts in centavos. */
export interface AllianceView {
  readonly id: string;
  readonly version: number;
  readonly code: string;
  readonly name: string;
  readonly programmeName: string;
  readonly unitId: string;
  readonly unitName: string;
  readonly state: string;
  readonly stateSince: Day | null;
  readonly suspendedOn: Day | null;
  readonly suspendedReason: string | null;
  readonly origin: 'solicitud' | 'importación';
  readonly sourceDocument: DocumentView | null;
  readonly demo: boolean;
  readonly profile: {
    readonly id: string;
    readonly version: number;
    readonly level: Level;
    readonly model: Model | null;
    readonly municipalityCode: string | null;
    readonly municipalityName: string | null;
    readonly departmentName: string | null;
    readonly municipalityHow: string | null;
    readonly communityName: string | null;
    readonly lon: number | null;
    readonly lat: number | null;
    readonly productCode: string | null;
    readonly productName: string | null;
    readonly families: number | null;
    readonly women: number | null;
    readonly amountPar: number | null;
    readonly amountCounterpart: number | null;
    readonly buyerName: string | null;
    readonly ruralConfirmed: boolean | null;
    readonly observedReason: string | null;
  };
  readonly organisation: {
    readonly id: string;
    readonly name: string;
    readonly acronym: string | null;
    readonly legalForm: string | null;
    readonly legalStatusNumber: string | null;
    readonly municipalityName: string | null;
    readonly members: number;
    readonly otherSpellings: readonly string[];
  };
  readonly agreement: {
    readonly id: string;
    readonly version: number;
    readonly number: string | null;
    readonly kind: string;
    readonly signedOn: Day | null;
    readonly endsOn: Day | null;
    readonly amountPar: number | null;
    readonly amountCounterpart: number | null;
    readonly level: Level;
  } | null;
  readonly businessAgreements: readonly BusinessAgreementView[];
  readonly gaps: readonly GapView[];
  readonly stages: readonly {
    readonly state: string;
    readonly reachedOn: Day | null;
    readonly how: 'transición' | 'alcanzada, sin fecha' | 'corrección';
    readonly note: string | null;
  }[];
  readonly transitions: readonly TransitionView[];
  readonly assignments: readonly AssignmentView[];
  readonly visits: readonly VisitSummary[];
  readonly visitsTotal: number;
  readonly sales: readonly SaleSummary[];
  readonly salesTotal: number;
  readonly documents: readonly DocumentView[];
  readonly conflicts: readonly ConflictSummary[];
  /** Records whose validated version has a correction that is not validated yet: *n correcciones en camino*. */
  readonly corrections: number;
  /** Commitments that wait to be fulfilled and are past their day. */
  readonly overdueCommitments: number;
  /** The rows of declared nouns that refer to the alliance, as far as this reader may know of them. */
  readonly related: readonly RelatedCount[];
  readonly journal: readonly JournalEntryView[];
}
