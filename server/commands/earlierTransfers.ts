import { dayOf, type Instant } from '../../domain/kernel/dates.ts';
import { derivedId, idOfText } from '../../domain/kernel/ids.ts';
import { ProblemError } from '../../domain/kernel/problem.ts';
import { systemActor } from '../../domain/people/actor.ts';
import { compose } from './compose.ts';
import { type ExecuteContext, executeCommands } from './executeCommands.ts';

interface Act extends Record<string, unknown> {
  readonly id: string;
  readonly alliance: string;
  readonly occurred_on: string;
  readonly body: string | null;
  readonly from_unit: string;
  readonly to_unit: string;
}

/**
 * Transfers in the journal, in the order in which they were applied, with the unit of the alliance before and after
 * each.
 */
const ACTS = `
  select e.id, e.subject_id as alliance, e.occurred_on, b.body, c.after->>'unit_id' as to_unit,
         (select p.after->>'unit_id' from journal_change p join journal_entry pe on pe.id = p.entry_id
           where p.row_id = e.subject_id and p.noun = 'alliance' and pe.n < e.n order by pe.n desc limit 1) as from_unit
    from journal_entry e
    join journal_change c on c.entry_id = e.id and c.noun = 'alliance'
    left join journal_body b on b.entry_id = e.id
   where e.kind = 'alliance.transfer' order by e.n`;

/**
 * Records, as acts of *sistema*, the transfers made before they had a table of their own. Their ids are derived from
 * the original acts, so a second start sends nothing new. Answers how many were new.
 */
export async function noteEarlierTransfers(context: ExecuteContext, at: Instant): Promise<number> {
  const noted = new Set(
    (await context.db.query<{ id: string }>('select id from alliance_transfer')).map((row) => row.id),
  );
  const missing = (await context.db.query<Act>(ACTS)).filter((act) => !noted.has(derivedId(act.id, 1)));
  const texts = missing.map((act) => {
    const said =
      (JSON.parse(act.body ?? '{}') as { body?: { on?: string; documentId?: string; reason?: string } }).body ?? {};
    return compose({
      id: idOfText(`alliance.noteTransfer ${act.id}`),
      kind: 'alliance.noteTransfer',
      actor: systemActor,
      subjectId: act.alliance,
      body: {
        actId: act.id,
        allianceId: act.alliance,
        fromUnitId: act.from_unit,
        toUnitId: act.to_unit,
        validFrom: said.on ?? act.occurred_on,
        documentId: said.documentId ?? null,
        reason: said.reason ?? null,
      },
      occurredOn: dayOf(at),
      at,
    });
  });
  const results = await executeCommands(context, { texts, actor: systemActor, receivedAt: at });
  const failed = results.find((r) => r.status !== 'accepted');
  if (failed?.problem) throw new ProblemError(failed.problem);
  return missing.length;
}
