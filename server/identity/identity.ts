import type { Actor } from '../../domain/people/actor.ts';

/** Who is behind a request. */
export interface Session {
  readonly actor: Actor;
  readonly userId: string;
  readonly username: string;
  /** Session id (browser or phone) or token id (integration). */
  readonly sessionId: string;
  readonly via: 'session' | 'token';
  /**
   * For an integration key: the operations (kinds of commands and names of queries) that it may use; null for a
   * person's session.
   */
  readonly operations: ReadonlySet<string> | null;
  /** `lent`: a delegated role demands the second factor too, and cannot be used until this session has given it. */
  readonly secondFactor: {
    readonly required: boolean;
    readonly enrolled: boolean;
    readonly passed: boolean;
    readonly lent?: boolean;
  };
  /**
   * The phone or browser that logged in, by the id that it gave itself (header x-sigg-device). A revoked one is told to
   * erase what it stores.
   */
  readonly deviceId?: string | null;
  readonly deviceRevoked?: boolean;
}

/** What the routes need of the identity library. */
export interface Identity {
  /** The session of a request; null without a cookie, and for an expired or revoked session or a closed account. */
  readonly sessionOf: (headers: Headers) => Promise<Session | null>;
  /** Answers everything under /api/auth/. `address` is that of the client, for the limits. */
  readonly handle: (request: Request, address: string) => Promise<Response>;
}
