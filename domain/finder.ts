/** One thing that the search box found. */
export interface FoundRow {
  readonly id: string;
  /** 'alliance', 'family' or the name of a noun. */
  readonly kind: string;
  readonly title: string;
  /** What it is and what tells it from others of its name. */
  readonly detail: string;
  /** Its address below /oficina. */
  readonly path: string;
}

/** Answer of `search.everywhere` and `search.people`. */
export interface EverywhereView {
  readonly rows: readonly FoundRow[];
  /** Nothing has the words as they are written: these are alike. */
  readonly alike?: true;
}
