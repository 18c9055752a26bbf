import * as z from 'zod/mini';
import type { Instant } from '../../../domain/kernel/dates.ts';
import { readHead } from '../../commands/sequencer.ts';
import { defineQuery } from '../query.ts';

/** A signed head of the journal. */
export interface PublishedHead {
  readonly number: number;
  readonly hash: string;
  readonly at: Instant;
  readonly epoch: string;
  readonly signature: string;
  readonly publicKey: string;
}

/** The signed heads of the journal, newest first, and the present head. */
export const integrityHeads = defineQuery({
  name: 'integrity.heads',
  title: 'ver las huellas firmadas de la bitácora',
  by: ['AUDITOR', 'ADMIN_TI', 'UCN_ME', 'UCN_COORD'],
  params: z.object({ limit: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(500)), 48) }),
  run: async ({ db, params }) => ({
    current: await readHead(db),
    heads: await db.query<PublishedHead & Record<string, unknown>>(
      `select number, hash, published_at as at, epoch, signature, public_key as "publicKey" from head_publication
        order by published_at desc limit $1`,
      [params.limit],
    ),
  }),
});
