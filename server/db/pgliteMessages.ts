/** What the main thread and the embedded engine's worker say to each other. */

export interface WorkerStart {
  /** Folder of the database; absent = in memory. */
  readonly dataDir?: string | undefined;
  /** Data folder (tar, maybe gzipped) to start from when there is none yet. */
  readonly template?: Uint8Array | undefined;
}

export type ToWorker =
  /** Bytes of the PostgreSQL protocol, answered with 'wire'. */
  | { readonly kind: 'wire'; readonly bytes: Uint8Array }
  /** The whole data folder as a tar, answered with 'dumped'. */
  | { readonly kind: 'dump'; readonly compression: 'none' | 'gzip' }
  | { readonly kind: 'close' };

export type FromWorker =
  | { readonly kind: 'ready' }
  | { readonly kind: 'wire'; readonly bytes: Uint8Array }
  | { readonly kind: 'dumped'; readonly bytes: Uint8Array }
  | { readonly kind: 'closed' }
  | { readonly kind: 'failed'; readonly message: string };
