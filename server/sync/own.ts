import { fieldLives } from '../../domain/fieldLives.ts';
import { addDays, type Day } from '../../domain/kernel/dates.ts';
import { factSteps, type Life } from '../../domain/kernel/noun/life.ts';
import { carriedFields, columnOf } from '../../domain/kernel/noun/noun.ts';
import { type Actor, scopeOf } from '../../domain/people/actor.ts';
import { isRole, type Role } from '../../domain/people/roles.ts';
import { type FeedSubject, OWN } from '../../domain/sync/feed.ts';
import { sha256 } from '../commands/hash.ts';
import type { Executor } from '../db/database.ts';
import { dueSql } from '../nouns/read.ts';
import { sourceOf } from '../nouns/source.ts';
import { publicKeyInForce } from '../stores/complaintKey.ts';

/**
 * A settled record stays this many days on the phone of whoever recorded it: long enough to tell the person it was for.
 */
const SETTLED_DAYS = 90;

const FIELDS = ['id', 'noun', 'version', 'state', 'stateSince', 'dueOn', 'values'] as const;

/** The roles that register one in the field, or take it on there. */
const takersOf = (l: Life): Role[] => [
  ...new Set([...l.begins.who, ...factSteps(l).flatMap(({ who }) => who.filter((role) => isRole(role)))]),
];

/**
 * What a person recorded of the nouns captured in the field, wherever those rows lie, as far as they may know of it as
 * its author and through no other role: it leaves out a complaint in which they are the person complained of. Of nouns
 * that are taken on in the field (`shared`), all rows of the alliances assigned to them today. Empty for those who may
 * not record any today. Null when an entry that wrote one of them is not sealed yet.
 */
export async function readOwn(
  tx: Executor,
  actor: Actor,
  today: Day,
): Promise<{ hash: string; subject: FeedSubject } | null> {
  const rows: unknown[][] = [];
  for (const l of fieldLives) {
    const scopes = scopeOf(actor, today, takersOf(l));
    if (scopes.length === 0) continue;
    const alliances = scopes.filter((s) => s.kind === 'alliances').flatMap((s) => s.ids);
    const found = await thingsOf(tx, l, { me: actor.id, alliances }, today);
    if (found.some((f) => f.unsealed)) return null;
    rows.push(...found.map((f) => f.row));
  }
  const keys =
    scopeOf(
      actor,
      today,
      fieldLives.filter(hasBox).flatMap((l) => l.begins.who),
    ).length > 0
      ? await boxKeys(tx)
      : [];
  const tables = {
    ...(rows.length > 0 ? { thing: { fields: FIELDS, rows } } : {}),
    ...(keys.length > 0 ? { boxKey: { fields: ['id', 'publicKey'], rows: keys } } : {}),
  };
  const told = [...rows, ...keys];
  return {
    hash: told.length > 0 ? sha256(JSON.stringify(told)).slice(0, 16) : '',
    subject: { id: OWN, whole: true, tables, gone: [] },
  };
}

const hasBox = ({ noun }: Life): boolean => Object.values(noun.fields).some(({ kind }) => kind === 'box');

/** The public half of the key in force, with which a phone without signal seals the identity of a complainant. */
async function boxKeys(tx: Executor): Promise<unknown[][]> {
  const key = await publicKeyInForce(tx);
  return key ? [[key.id, key.publicKey]] : [];
}

interface Found extends Record<string, unknown> {
  row: unknown[];
  unsealed: boolean;
}

function thingsOf(
  tx: Executor,
  l: Life,
  { me, alliances }: { me: string; alliances: readonly string[] },
  today: Day,
): Promise<Found[]> {
  const { noun: n, states, due } = l;
  const held = Object.keys(states).filter((state) => states[state]?.holder);
  const carried = carriedFields(n).map((name) => `'${name}', t.${columnOf(name)}`);
  // Where the whole life has a day, the phone tells that one: until when it is to be settled.
  const dueOn = `case when t.state = any($2::text[]) then ${due ? `t.${columnOf(due)}` : dueSql(l)} end`;
  const shared = n.inField?.shared && n.place.alliance;
  // What one recorded oneself of an alliance that is another's now has left the phone with it.
  const whose = shared
    ? `$1::text is not null and t.${columnOf(n.place.alliance ?? '')} = any($5::text[]::uuid[])`
    : 't.recorded_by = $1::text::uuid';
  return tx.query<Found>(
    `select jsonb_build_array(t.id, $4::text, t.version, t.state, t.state_since, ${dueOn},
      jsonb_build_object(${carried.join(', ')})) as row,
         exists (select 1 from journal_pending w where w.entry_id = t.entry_id) as unsealed
       from ${sourceOf(n)} t where ${whose} and (t.state = any($2::text[]) or t.state_since >= $3::date)
        and (${n.visible?.sql('t', { id: '$1::text::uuid', roles: [] }) ?? 'true'}) order by t.id`,
    [me, held, addDays(today, -SETTLED_DAYS), n.name, ...(shared ? [alliances] : [])],
  );
}
