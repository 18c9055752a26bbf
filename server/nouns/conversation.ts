import type { FactRequest } from '../../domain/kernel/fact.ts';
import { guardRequests, type HeldRole, isKnownTo } from '../../domain/kernel/noun/decide.ts';
import type { Life } from '../../domain/kernel/noun/life.ts';
import type { AnyRow } from '../../domain/kernel/noun/noun.ts';
import type { NounFacts } from '../../domain/kernel/noun/references.ts';
import { sidesOf } from '../../domain/kernel/noun/remark.ts';
import type { ConversationView, RemarkView } from '../../domain/kernel/noun/views.ts';
import type { Role } from '../../domain/people/roles.ts';
import { loadFacts } from '../commands/loadFacts.ts';
import type { Executor } from '../db/database.ts';
import type { Reading } from '../queries/query.ts';
import { answeredSql, waitsSql } from './remarks.ts';

/**
 * The persons to whom a remark may be addressed. The command checks the named person by the same rule (`wrongPerson`).
 */
async function personsOf(
  l: Life,
  row: AnyRow,
  who: readonly Role[],
  { db, actor, today }: Reading<unknown>,
): Promise<{ value: string; label: string }[]> {
  const rows = await db.query<{ id: string; name: string; grants: HeldRole[] }>(
    `select u.id, u.name, jsonb_agg(jsonb_build_object('id', g.id, 'role', g.role, 'status', g.status, 'scopeKind', g.scope_kind,
         'scopeIds', g.scope_ids, 'validFrom', g.valid_from, 'validTo', g.valid_to)) as grants
       from user_account u join role_grant g on g.user_id = u.id and g.status = 'granted' and g.role = any($1::text[])
      where u.active and u.id <> $2::uuid group by u.id, u.name order by normalize_name(u.name), u.id`,
    [who, actor.id],
  );
  return rows.filter((u) => isKnownTo(l.noun, row, u, who, today)).map((u) => ({ value: u.id, label: u.name }));
}

const remarksOf = (db: Executor, { noun: n }: Life, id: string): Promise<RemarkView[]> =>
  db.query<RemarkView & Record<string, unknown>>(
    `select r.id, r.side, r.text, r.said_on as "saidOn", b.name as by, u.name as "to", r.answers_id as "answersId",
       case when ${waitsSql('r')} then ${answeredSql('r')} end as answered
       from remark r join journal_entry e on e.id = r.entry_id left join user_account b on b.id = r.said_by
         left join user_account u on u.id = r.to_user_id
      where r.subject_id = $1::uuid and r.noun = $2 order by e.n, r.id`,
    [id, n.name],
  );

/** The conversation about a row that the reader may see; null where the noun has none. */
export async function conversationOf(
  l: Life,
  row: AnyRow,
  reading: Reading<unknown>,
): Promise<ConversationView | null> {
  const { db, actor, today } = reading;
  if (!l.converses) return null;
  const requests: Record<string, FactRequest> = guardRequests(l.steps, row.id);
  const loaded = await loadFacts(db, [], Object.values(requests));
  const facts: NounFacts = Object.fromEntries(
    Object.entries(requests).map(([name, request]) => [name, loaded.get(request)]),
  );
  const sides = [...sidesOf(l, { row, facts, actor, today })];
  return {
    remarks: await remarksOf(db, l, row.id),
    sides,
    persons: sides.includes('inside') ? await personsOf(l, row, l.converses.who, reading) : [],
  };
}
