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
  readonly active: boolean;
  readonly secondFactor: boolean;
  readonly lastLoginAt: Instant | null;
  readonly grants: readonly GrantView[];
  readonly demo: boolean;
}
export type UserListView = ListView<UserRow>;

export interface DelegationView {
  readonly id: string;
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
