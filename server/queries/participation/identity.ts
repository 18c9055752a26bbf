import * as z from 'zod/mini';
import { isVisible } from '../../../domain/kernel/noun/decide.ts';
import type { AnyRow } from '../../../domain/kernel/noun/noun.ts';
import { officers } from '../../../domain/participation/complaint.ts';
import { complaintLife } from '../../../domain/participation/complaintLife.ts';
import type { BoxKey, GuardedKey, OpenedBox } from '../../../domain/participation/identityViews.ts';
import { reachSql } from '../../nouns/reach.ts';
import { columnsOf } from '../../nouns/read.ts';
import { publicKeyInForce } from '../../stores/complaintKey.ts';
import { defineQuery } from '../query.ts';

/**
 * The public half of the key, for those who may record a complaint: it seals the complainant's identity before it
 * leaves the device.
 */
export const complaintKeyQuery = defineQuery<object, BoxKey | null>({
  name: 'complaint.key',
  title: 'ver la mitad pública de la llave de reclamos',
  by: [...complaintLife.begins.who.filter((role) => role !== 'PUBLICO'), 'TRANSPARENCIA'],
  params: z.object({}),
  run: async ({ db }) => publicKeyInForce(db),
});

const GUARDED = `select k.id, k.name, k.public_key as "publicKey", k.state_since as since, k.recovery,
    (select s.wrapped from complaint_key_share s where s.key_id = k.id and s.user_id = $1::uuid and s.state = 'VIGENTE'
      order by s.state_since desc, s.id desc limit 1) as wrapped
  from complaint_key k`;

/** The keys in force, newest first, for their guardians. */
export const complaintKeysQuery = defineQuery<object, { keys: readonly GuardedKey[] }>({
  name: 'complaint.keys',
  title: 'ver las llaves de reclamos',
  by: officers,
  params: z.object({}),
  run: async ({ db, actor }) => ({
    keys: await db.query<GuardedKey & Record<string, unknown>>(
      `${GUARDED} where k.state = 'VIGENTE' order by k.state_since desc, k.id desc`,
      [actor.id],
    ),
  }),
});

/**
 * The sealed identity of a complainant, for the officer who opened it today with a reason (`complaint.openIdentity`,
 * which stays in the journal); null for everybody else, and when there is none.
 */
export const complaintIdentityQuery = defineQuery<{ id: string }, OpenedBox | null>({
  name: 'complaint.identity',
  title: 'abrir la identidad de quien reclama',
  by: officers,
  personal: true,
  params: z.object({ id: z.uuid() }) as unknown as z.ZodMiniType<{ id: string }>,
  run: async ({ db, actor, scopes, params, today }) => {
    const values: unknown[] = [params.id];
    const [row] = await db.query<AnyRow & Record<string, unknown>>(
      `select ${columnsOf(complaintLife, Object.keys(complaintLife.noun.fields))} from complaint t
        where t.id = $1::uuid and ${reachSql(complaintLife.noun, 't', scopes, actor.id, values)}`,
      values,
    );
    if (!row || !isVisible(complaintLife.noun, row, actor, today) || typeof row.identity !== 'string') return null;
    const opened = await db.query(
      `select 1 from journal_entry e where e.subject_id = $1::uuid and e.kind = 'complaint.openIdentity' and e.actor_id = $2::uuid
         and (e.received_at at time zone 'America/La_Paz')::date = $3::date limit 1`,
      [params.id, actor.id, today],
    );
    if (opened.length === 0) return null;
    const [key] = await db.query<GuardedKey & Record<string, unknown>>(
      `${GUARDED} where k.id = split_part($2, '.', 2)::uuid`,
      [actor.id, row.identity],
    );
    return key ? { box: row.identity, key } : null;
  },
});
