import type { Actor } from '../../domain/people/actor.ts';

/** Who is behind a request. */
export interface Session {
  readonly actor: Actor;
  readonly userId: string;
  readonly username: string;
  /** Session id (browser or phone) or token id (integration). */
  readonly sessionId: string;
  readonly via: 'session' | 'token';
  /** For tokens: the operations (command kinds and query names) it may use; null for a person's session. */
  readonly operations: ReadonlySet<string> | null;
  /** `lent`: a role that somebody lent demands it too, and is not in hand until this session has given it. */
  readonly secondFactor: {
    readonly required: boolean;
    readonly enrolled: boolean;
    readonly passed: boolean;
    readonly lent?: boolean;
  };
  /** The phone or browser that logged in, as it named itself (header x-sigg-device); a revoked one is told to erase what it holds. */
  readonly deviceId?: string | null;
  readonly deviceRevoked?: boolean;
}

/** What the routes need of the identity library. */
export interface Identity {
  /** The session of a request, or null: no cookie, expired, revoked, closed account. */
  readonly sessionOf: (headers: Headers) => Promise<Session | null>;
  /** Answers everything under /api/auth/. `address` is the client's, for limits. */
  readonly handle: (request: Request, address: string) => Promise<Response>;
}
