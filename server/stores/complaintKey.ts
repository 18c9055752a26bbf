import type { BoxKey } from '../../domain/participation/identityViews.ts';
import type { Executor } from '../db/database.ts';

/** The public half of the complaints key in force; null while there is none. */
export async function publicKeyInForce(db: Executor): Promise<BoxKey | null> {
  const [key] = await db.query<BoxKey & Record<string, unknown>>(
    `select id, public_key as "publicKey" from complaint_key where state = 'VIGENTE' order by state_since desc, id desc limit 1`,
    [],
  );
  return key ?? null;
}
