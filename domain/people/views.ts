/** What the queries about accounts, devices and sessions answer. */
import type { Day, Instant } from '../kernel/dates.ts';
import type { ListView } from '../kernel/views.ts';
import type { Role, ScopeKind } from './roles.ts';

export interface GrantView {
  readonly id: string;
  readonly version: number;
  readonly role: Role;
  readonly scopeKind: ScopeKind;
  readonly scopeIds: readonly string[];
  /** The scope in words: 'UOD La Paz', 'Nacional'. */
  readonly scopeName: string;
  readonly from: Day;
  readonly to: Day | null;
  readonly status: 'proposed' | 'granted' | 'revoked' | 'refused';
  readonly proposedById: string;
  readonly proposedByName: string;
  readonly confirmedByName: string | null;
}

/** A row of `user.list`; filters: text, role, unit, active ('1'/'0'), pending ('1': a role waits for its second person). */
export interface UserRow {
  readonly id: string;
  readonly version: number;
  readonly username: string;
  readonly name: string;
  readonly unitId: string | null;
  readonly active: boolean;
  readonly secondFactor: boolean;
  readonly lastLoginAt: Instant | null;
  readonly grants: readonly GrantView[];
  readonly demo: boolean;
}
export type UserListView = ListView<UserRow>;

export interface DelegationView {
  readonly id: string;
  readonly version: number;
  readonly grantId: string;
  readonly fromId: string;
  readonly toId: string;
  /** `proposed`: a role that needs two people waits for the second one to confirm its delegation. */
  readonly status: 'proposed' | 'given' | 'refused' | 'ended';
  readonly role: Role;
  readonly fromName: string;
  readonly toName: string;
  readonly from: Day;
  readonly to: Day;
  readonly reason: string;
  readonly endedOn: Day | null;
}

/** `user.get?id=`. `ci` is null for a reader without personal data; reading it is itself journalled. */
export interface UserView extends UserRow {
  readonly email: string | null;
  readonly phone: string | null;
  readonly ci: string | null;
  readonly delegations: readonly DelegationView[];
  readonly devices: readonly DeviceRow[];
}

/** A row of `device.list`; filters: text, userId, revoked. */
export interface DeviceRow {
  readonly id: string;
  readonly version: number;
  readonly userId: string;
  readonly userName: string;
  readonly name: string;
  readonly registeredOn: Day;
  readonly lastSeenAt: Instant | null;
  readonly lastSeq: number | null;
  /** Numbers of its commands that never arrived. */
  readonly gaps: number;
  readonly revokedOn: Day | null;
  readonly revokedReason: string | null;
}
export type DeviceListView = ListView<DeviceRow>;

/** A row of `session.list`: the reader's own, or everyone's for the administration. */
export interface SessionRow {
  readonly id: string;
  readonly userId: string;
  readonly userName: string;
  readonly startedAt: Instant;
  readonly expiresAt: Instant;
  readonly userAgent: string | null;
  readonly current: boolean;
}
export type SessionListView = ListView<SessionRow>;

/**
 * `delegation.list`: the reader's own delegations, and those of the people to whom the reader may grant roles. Filter:
 * open ('1').
 */
export type DelegationListView = ListView<DelegationView>;

/** A row of `delegation.colleagues`: somebody to whom a role can be delegated. */
export interface ColleagueRow {
  readonly id: string;
  readonly name: string;
  readonly unitName: string | null;
  readonly roles: readonly Role[];
}
export type ColleagueListView = ListView<ColleagueRow>;

/** An access code that waits for a second person. */
export interface PendingReset {
  readonly id: string;
  readonly userId: string;
  readonly userName: string;
  readonly requestedById: string;
  readonly requestedByName: string;
  readonly requestedAt: Instant;
  readonly validUntil: Instant;
}

/** `role.pending`: what waits for the reader as the second person. `mine` marks what this reader may not decide. */
export interface PendingAccessView {
  readonly grants: readonly (GrantView & {
    readonly userId: string;
    readonly userName: string;
    readonly mine: boolean;
  })[];
  readonly delegations: readonly (DelegationView & { readonly mine: boolean })[];
  readonly resets: readonly (PendingReset & { readonly mine: boolean })[];
}

/** A row of `token.list`: the reader's own keys, or everyone's for the administration. The key itself is never shown again. */
export interface TokenRow {
  readonly id: string;
  readonly version: number;
  readonly userId: string;
  readonly userName: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly operations: readonly string[];
  readonly expiresOn: Day;
  readonly revokedOn: Day | null;
}
export type TokenListView = ListView<TokenRow>;

/** `me.account`: the reader's own account, with all its data. */
export interface MyAccountView {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly ci: string | null;
  readonly unitId: string | null;
  readonly secondFactor: boolean;
  readonly lastLoginAt: Instant | null;
  readonly grants: readonly GrantView[];
  readonly delegations: readonly DelegationView[];
}

/**
 * A row of `access.list`: who looked at cards, account numbers and other personal data. Filters: userId, query, from,
 * to.
 */
export interface AccessRow {
  readonly n: number;
  readonly at: Instant;
  readonly userId: string;
  readonly userName: string | null;
  readonly via: 'session' | 'token';
  readonly query: string;
  readonly queryTitle: string;
  readonly about: string | null;
  /** The alliance, organisation or person that the query was about; null when it was about none of these. */
  readonly aboutName: string | null;
  readonly subjects: number;
}
export type AccessListView = ListView<AccessRow>;
