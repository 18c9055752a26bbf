import * as z from 'zod/mini';
import type { CommandDefinition } from '../../../domain/kernel/command.ts';
import { type Envelope, idSchema } from '../../../domain/kernel/envelope.ts';
import type { ProblemView } from '../../../domain/kernel/views.ts';
import { type Checked, signalsOf } from '../../../domain/monitoring/checks.ts';
import { type ParameterRow, parameterOn } from '../../../domain/monitoring/parameters.ts';
import {
  lacksReason,
  observeRecord,
  type ReviewTarget,
  validateRecord,
  verifyRecord,
} from '../../../domain/monitoring/review.ts';
import { versionedNames } from '../../../domain/monitoring/versioned.ts';
import type { Earlier, LikePhoto, ReviewRecordView } from '../../../domain/monitoring/views.ts';
import type { Actor } from '../../../domain/people/actor.ts';
import { versionNouns } from '../../../domain/versionNouns.ts';
import { judge } from '../../commands/judge.ts';
import { loadFacts } from '../../commands/loadFacts.ts';
import type { Executor } from '../../db/database.ts';
import { LIKE_FILES, reviewSources } from '../../stores/reviewRows.ts';
import { defineQuery, type Reading, scopeSql } from '../query.ts';
import { STAFF } from '../readers.ts';
import { readVersions, recordAlliance, reviewSteps } from './recordVersions.ts';

/** Columns by which a scope reaches a version of each kind. */
export const reviewScope = (noun: string) =>
  noun === 'organisation_member'
    ? { unit: 'o.unit_id', organisation: 'o.id' }
    : { unit: 'a.unit_id', alliance: 'a.id', organisation: 'a.organisation_id', municipality: 'p.municipality_code' };

/** Which fields of earlier records are shown for comparison, by kind. */
const COMPARED: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(versionNouns.map(({ table, listed }) => [table, listed])),
};
const EARLIER = 6;

/**
 * The problem with which a command would refuse this actor now; null when it would pass. It runs the command's own
 * rule.
 */
function refusalOf(
  definition: CommandDefinition,
  body: unknown,
  actor: Actor,
  facts: Record<string, unknown>,
  today: string,
): ProblemView | null {
  const { decision } = judge(
    definition,
    { body, occurredOn: today, id: '00000000-0000-7000-8000-000000000000' } as Envelope,
    actor,
    facts,
    `${today}T16:00:00.000Z`,
  );
  if (decision.outcome !== 'refuse') return null;
  const { status: _status, ...problem } = decision.problem;
  return problem;
}

async function earlierOf(
  db: Executor,
  noun: string,
  allianceId: string | null,
  recordId: string,
  occurredOn: string | null,
): Promise<Earlier[]> {
  const compared = COMPARED[noun];
  if (!compared || !allianceId || !occurredOn) return [];
  const versions = await readVersions(
    db,
    noun,
    `t.id in (select x.id from ${noun} x
      where x.alliance_id = $1::uuid and x.record_id <> $2::uuid and x.standing = 'current' and not x.annulled
        and x.occurred_on <= $3::date
      order by x.occurred_on desc, x.id desc limit ${EARLIER})`,
    [allianceId, recordId, occurredOn],
    'full',
  );
  return versions
    .map(({ row, view }) => ({
      recordId: row.recordId,
      occurredOn: view.occurredOn,
      level: view.level as number,
      values: view.fields
        .filter((f) => compared.includes(f.field) && f.value !== null)
        .map((f) => ({ label: f.label, value: f.value ?? '' })),
    }))
    .sort((a, b) => b.occurredOn.localeCompare(a.occurredOn));
}

/** One version of any record, with everything needed to decide on it. Null when it is out of reach. */
export const recordGet = defineQuery({
  name: 'verification.record',
  title: 'ver un registro con todo lo que hace falta para decidir',
  by: STAFF,
  params: z.object({
    noun: z.string().check(z.refine((n) => versionedNames.includes(n), 'Ese tipo de registro no se verifica.')),
    versionId: idSchema,
  }),
  run: async ({
    db,
    actor,
    scopes,
    view,
    params,
    today,
  }: Reading<{ noun: string; versionId: string }>): Promise<ReviewRecordView | null> => {
    const { noun, versionId } = params;
    const source = reviewSources[noun];
    if (!source) return null;
    const values: unknown[] = [versionId];
    const [found] = await db.query<
      { recordId: string; allianceId: string | null; checked: Checked } & Record<string, unknown>
    >(
      `select t.record_id as "recordId", ${source.alliance} as "allianceId", ${source.checked} as checked from ${source.from}
        where t.id = $1::uuid and ${scopeSql(scopes, reviewScope(noun), values)}`,
      values,
    );
    if (!found) return null;
    const full = view === 'full';
    const alliance = found.allianceId ? await recordAlliance(db, found.allianceId) : null;
    const versions = await readVersions(
      db,
      noun,
      't.record_id = $1::uuid',
      [found.recordId],
      view,
      alliance?.place ?? null,
    );
    const at = versions.findIndex((v) => v.row.id === versionId);
    const version = versions[at];
    if (!version) return null;
    const before =
      versions.slice(0, at).findLast((v) => v.view.standing === 'superseded' || v.view.standing === 'current') ?? null;
    const targetRequest = { loader: 'reviewTargets', key: `${noun}:${versionId}` };
    const parametersRequest = { loader: 'parameters', key: '*' };
    const loaded = await loadFacts(db, [], [targetRequest, parametersRequest]);
    const targets = loaded.get(targetRequest) as ReviewTarget[];
    const parameters = loaded.get(parametersRequest) as ParameterRow[];
    const item = { recordId: found.recordId, versionId };
    const signals = signalsOf(found.checked, parameters, today);
    const facts = { targets, batch: null, checked: [{ versionId, checked: found.checked }], parameters };
    const because = targets[0]?.verifiedBecause ?? null;
    // Whether a reason must be written is answered apart, so a note is given here to find any other obstacle.
    const said = { noun, items: [item], oneByOne: true, note: 'por escribir' };
    const [conflict] = await db.query<{ id: string }>(
      `select id from conflict where record_id = $1::uuid and status = 'open' order by id limit 1`,
      [found.recordId],
    );
    const bits = parameterOn(
      parameters,
      'photoLikenessBits',
      found.checked.occurredOn ?? today,
      found.checked.alliance.programmeId,
    );
    return {
      noun,
      recordId: found.recordId,
      alliance,
      version: version.view,
      before: before?.view ?? null,
      signals: full ? signals : signals.map((s) => ({ ...s, compared: [] })),
      likePhotos:
        full && found.checked.photos.length > 0
          ? await db.query<LikePhoto & Record<string, unknown>>(LIKE_FILES, [
              found.checked.photos,
              bits,
              found.recordId,
            ])
          : [],
      earlier: full ? await earlierOf(db, noun, found.allianceId, found.recordId, found.checked.occurredOn) : [],
      reviews: await reviewSteps(db, found.recordId, view),
      imported: found.checked.imported ?? null,
      openConflictId: conflict?.id ?? null,
      needsReason: {
        verify: lacksReason(signals.length, 'unit', because, null),
        validate: lacksReason(signals.length, 'nation', because, null),
      },
      refusal: {
        verify: refusalOf(verifyRecord, said, actor, facts, today),
        validate: refusalOf(validateRecord, said, actor, facts, today),
        observe: refusalOf(observeRecord, { noun, item, canned: 'otro', reason: '—' }, actor, facts, today),
      },
    };
  },
});
