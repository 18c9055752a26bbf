/** The public half of the complaints key in force: to it is sealed who complains. Answer of `complaint.key`. */
export interface BoxKey {
  readonly id: string;
  readonly publicKey: string;
}

/**
 * A key as who guards it opens it, of `complaint.keys`: the private half under their own phrase and under the printed
 * code, null where they hold no phrase.
 */
export interface GuardedKey {
  readonly id: string;
  readonly name: string;
  readonly publicKey: string;
  readonly since: string;
  readonly wrapped: string | null;
  readonly recovery: string;
}

/** A box, and the key that opens it. Answer of `complaint.identity`. */
export interface OpenedBox {
  readonly box: string;
  readonly key: GuardedKey;
}
