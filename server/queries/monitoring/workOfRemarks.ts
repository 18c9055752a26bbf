import type { Day } from '../../../domain/kernel/dates.ts';
import type { Converses, Life } from '../../../domain/kernel/noun/life.ts';
import { columnOf } from '../../../domain/kernel/noun/noun.ts';
import type { WorkItem } from '../../../domain/kernel/views.ts';
import { lives } from '../../../domain/nouns.ts';
import { conversationWords as w } from '../../../domain/words/conversation.ts';
import { reachSql } from '../../nouns/reach.ts';
import { answeredSql } from '../../nouns/remarks.ts';
import { sourceOf } from '../../nouns/source.ts';
import { heldBy } from './workOfLives.ts';
import { type Asked, item, mine, narrowed, type Source } from './workParts.ts';

/** The most rows of one noun that are shown: those that wait longest. */
const MOST = 50;

/** What waits for an answer in conversations: one line for each row, which never shows what was said. */
export const conversed: Source = async (asked) =>
  (
    await Promise.all(
      lives.flatMap((l) => (l.converses ? [askedOfMe(l, l.converses, asked), saidOutside(l, l.converses, asked)] : [])),
    )
  ).flat();

interface Line extends Record<string, unknown> {
  readonly id: string;
  readonly name: string;
  readonly unit: string | null;
  readonly since: Day;
  readonly n: number;
  readonly by: string | null;
}

/**
 * The unanswered remarks about some rows `t`, by row.
 * @param which condition over `r` (remark) and `t`
 */
async function waiting({ noun: n }: Life, asked: Asked, which: string, values: unknown[]): Promise<Line[]> {
  const unit = n.place.unit ? `t.${columnOf(n.place.unit)}` : 'null::text';
  const within = n.place.unit ? narrowed(asked, unit, values) : 'true';
  return asked.db.query<Line>(
    `select t.id, t.${columnOf(n.named)}::text as name, ${unit} as unit, min(r.said_on) as since, count(*)::integer as n, min(b.name) as by
       from remark r join ${sourceOf(n)} t on t.id = r.subject_id left join user_account b on b.id = r.said_by
      where r.noun = $${values.push(n.name)} and ${which} and not ${answeredSql('r')} and ${within}
      group by t.id, 2, 3 order by since, t.id limit ${MOST}`,
    values,
  );
}

const line = ({ noun: n }: Life, kind: string, r: Line, title: string, detail: string | null): WorkItem =>
  item({
    id: `${kind}:${r.id}`,
    kind: 'remark',
    title,
    detail,
    path: `${n.path}/${r.id}`,
    unitId: r.unit,
    since: r.since,
    risk: 'medium',
    count: r.n,
  });

/** Remarks addressed to this reader by name, as long as they may know of the row. */
async function askedOfMe(l: Life, { who }: Converses, asked: Asked): Promise<WorkItem[]> {
  const scopes = mine(asked, who);
  if (scopes.length === 0) return [];
  const values: unknown[] = [];
  const which = `r.to_user_id = $${values.push(asked.actorId)}::uuid and ${reachSql(l.noun, 't', scopes, asked.actorId, values)}`;
  const rows = await waiting(l, asked, which, values);
  return rows.map((r) =>
    line(
      l,
      `remark:${l.noun.name}`,
      r,
      w.askedOfMe(l.noun.words.the, r.name),
      r.n === 1 ? w.askedBy(r.by ?? '') : null,
    ),
  );
}

/** Remarks from outside about rows that this reader holds, or answers for once nobody holds them. */
async function saidOutside(l: Life, { outside }: Converses, asked: Asked): Promise<WorkItem[]> {
  const values: unknown[] = [];
  const held = outside ? heldBy(l, asked, values, outside.settled) : [];
  if (!outside || held.length === 0) return [];
  const rows = await waiting(l, asked, `r.side = 'said' and (${held.join(' or ')})`, values);
  return rows.map((r) =>
    line(l, `said:${l.noun.name}`, r, w.saidOutside(outside.called, l.noun.words.the, r.name), w.waits),
  );
}
