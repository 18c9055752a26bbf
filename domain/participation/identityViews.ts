/**
 * The public half of the complaints key in force, which seals the identity of complainants. Answer of `complaint.key`.
 */
export interface BoxKey {
  readonly id: string;
  readonly publicKey: string;
}

/**
 * A key as a guardian opens it, of `complaint.keys`: its private half encrypted with the guardian's phrase and with the
 * printed code; null when the guardian has no phrase.
 */
export interface GuardedKey {
  readonly id: string;
  readonly name: string;
  readonly publicKey: string;
  readonly since: string;
  readonly wrapped: string | null;
  readonly recovery: string;
}

/** A sealed box and the key that opens it. Answer of `complaint.identity`. */
export interface OpenedBox {
  readonly box: string;
  readonly key: GuardedKey;
}
