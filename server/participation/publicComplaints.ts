import { createHash } from 'node:crypto';
import { commands } from '../../domain/commands.ts';
import type { Day } from '../../domain/kernel/dates.ts';
import { issueProblem } from '../../domain/kernel/form.ts';
import { type Problem, problem } from '../../domain/kernel/problem.ts';
import { complaint } from '../../domain/participation/complaint.ts';
import { readComplaintCode } from '../../domain/participation/complaintCode.ts';
import type { ComplaintLanguage } from '../../domain/participation/complaintLanguage.ts';
import type { ComplaintStatus, PublicRemark } from '../../domain/participation/complaintStatus.ts';
import { publicActor } from '../../domain/people/actor.ts';
import { compose } from '../commands/compose.ts';
import { executeCommands } from '../commands/executeCommands.ts';
import type { Executor } from '../db/database.ts';
import { unitOfMunicipality } from '../stores/territory.ts';
import type { System } from '../system.ts';
import { type Brought, keepEvidence } from './publicEvidence.ts';
import { rememberPhrase } from './recovery.ts';

/** What the public page asks for. */
export interface PublicComplaint {
  /** Made together with the page, so that the same form sent again is the same complaint. */
  readonly id: string;
  readonly story: string;
  readonly municipalityCode: string | null;
  readonly relation: string | null;
  readonly danger: boolean;
  /** Whether it is against somebody who would attend to it; then only Transparencia does. */
  readonly against: string | null;
  readonly language: ComplaintLanguage;
  readonly brought: Brought;
  /** The phrase with which a lost code can be found again; '' for none. */
  readonly phrase: string;
}

/** The beginning of a day in Bolivia: the hour at which the public sends something is not stored. */
const beginningOf = (day: Day): string => `${day}T04:00:00.000Z`;

/** The id of an act of a complaint, the same for the same act: a second tap gets the same answer as the first. */
function actId(...parts: readonly string[]): string {
  const hex = createHash('sha256').update(parts.join('\n')).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

async function send(
  system: System,
  kind: string,
  subjectId: string,
  body: Readonly<Record<string, unknown>>,
): Promise<Problem | null> {
  const occurredOn = system.today();
  const at = beginningOf(occurredOn);
  const actor = publicActor(subjectId);
  const id = actId(kind, subjectId, occurredOn, JSON.stringify(body));
  const text = compose({ id, kind, actor, subjectId, body, occurredOn, at });
  const [result] = await executeCommands(system.context, { texts: [text], actor, receivedAt: at });
  return result?.status === 'accepted' ? null : (result?.problem ?? problem('internal'));
}

/**
 * Takes a complaint from somebody without an account (BR-54): anonymous, with the day but not the hour, for the unit
 * that serves the municipality today. Answers what the person is told at once; `again` when the same form had been sent
 * before, of which nothing is stored a second time.
 */
export async function receiveComplaint(
  system: System,
  said: PublicComplaint,
): Promise<{ status: ComplaintStatus; again: boolean } | Problem> {
  const today = system.today();
  const { id, municipalityCode, brought, phrase, ...told } = said;
  const before = await statusWhere(system.db, 'id = $1::uuid', id);
  const unitId = municipalityCode === null ? null : await unitOfMunicipality(system.db, municipalityCode, today);
  const body = { ...told, municipalityCode, unitId, receivedOn: today, channel: 'portal', privacy: 'anonima' };
  if (!before && brought.photos.length + (brought.voice ? 1 : 0) > 0) {
    // Nothing is stored of a complaint that will be refused for its words.
    const wrong = await wrongWords(system.db, body);
    if (wrong) return wrong;
    const kept = await keepEvidence(system, publicActor(id), brought, beginningOf(today));
    if ('retry' in kept) return kept;
    Object.assign(body, kept);
  }
  const refused = before ? null : await send(system, 'complaint.register', id, body);
  if (phrase && !refused) await rememberPhrase(system, id, municipalityCode, before?.receivedOn ?? today, phrase);
  const status = before ?? (await statusWhere(system.db, 'id = $1::uuid', id));
  return status ? { status, again: before !== null || refused !== null } : (refused ?? problem('internal'));
}

/** The problem with which the command would refuse the words alone. */
async function wrongWords(db: Executor, body: Readonly<Record<string, unknown>>): Promise<Problem | null> {
  const read = commands.get('complaint.register')?.schema.safeParse(body);
  const issue = read?.error?.issues[0];
  if (issue) return issueProblem(issue);
  const { municipalityCode } = body;
  const known =
    municipalityCode === null ||
    (await db.query('select 1 from municipality where code = $1', [municipalityCode])).length > 0;
  return known ? null : problem('unknownReference', { what: 'municipio' }, 'body.municipalityCode');
}

/**
 * Confirms a complaint by its code, or reopens it with a reason. Null when it was accepted; a problem for a code that
 * does not exist.
 */
export async function actOnComplaint(
  system: System,
  typed: string,
  step: 'agree' | 'reopen',
  reason: string,
): Promise<Problem | null> {
  const id = await idOf(system.db, typed);
  if (!id) return problem('notFound');
  const today = system.today();
  return send(
    system,
    `complaint.${step}`,
    id,
    step === 'agree' ? { agreedOn: today } : { reopenReason: reason, reopenedOn: today },
  );
}

/** Adds a remark to a complaint by its code; the same words on the same day are added once. */
export async function sayMore(system: System, typed: string, text: string): Promise<Problem | null> {
  const id = await idOf(system.db, typed);
  return id ? send(system, 'complaint.remark', id, { side: 'said', text }) : problem('notFound');
}

/** The remarks made with the code of a complaint and to its holder, in order: the days and the words, never who. */
export async function saidByCode(db: Executor, typed: string): Promise<PublicRemark[]> {
  const code = readComplaintCode(typed);
  if (!code) return [];
  return db.query<PublicRemark & Record<string, unknown>>(
    `select r.side, r.text, r.said_on as "saidOn" from complaint c join remark r on r.subject_id = c.id and r.noun = $2
      join journal_entry e on e.id = r.entry_id
      where c.code = $1 and r.side in ('told', 'said') order by e.n, r.id`,
    [code, complaint.name],
  );
}

/** The complaint of a code, as its holder is told; null when there is none. */
export async function complaintByCode(db: Executor, typed: string): Promise<ComplaintStatus | null> {
  const code = readComplaintCode(typed);
  return code ? statusWhere(db, 'code = $1', code) : null;
}

async function idOf(db: Executor, typed: string): Promise<string | null> {
  const code = readComplaintCode(typed);
  const [row] = code ? await db.query<{ id: string }>('select id from complaint where code = $1', [code]) : [];
  return row?.id ?? null;
}

async function statusWhere(db: Executor, where: string, value: string): Promise<ComplaintStatus | null> {
  const [row] = await db.query<ComplaintStatus & Record<string, unknown>>(
    `select code, state, received_on as "receivedOn", acknowledged_on as "acknowledgedOn", due_on as "dueOn", referred_to as "referredTo",
       referred_on as "referredOn", answer, answered_on as "answeredOn", outcome, measures, reopened_on as "reopenedOn",
         second_answer_by as "secondAnswerBy", second_answer as "secondAnswer",
       second_answered_on as "secondAnsweredOn" from complaint where ${where}`,
    [value],
  );
  return row ?? null;
}
