import { sale } from '../../domain/field/sale.ts';
import {
  type CommitmentRow,
  type CommitmentStatus,
  commitmentDue,
  commitmentStatuses,
  isSettled,
} from '../../domain/field/settle.ts';
import { visit } from '../../domain/field/visit.ts';
import { addDays, type Day, daysBetween, holdsOn, monthOf } from '../../domain/kernel/dates.ts';
import type { Envelope } from '../../domain/kernel/envelope.ts';
import { contentOf } from '../../domain/kernel/noun/versions.ts';
import { upperFirst } from '../../domain/kernel/text.ts';
import type {
  PackAlliance,
  PackAssignment,
  PackBusinessAgreement,
  PackConflict,
  PackMember,
  PackParameter,
  PackSale,
  PackVisit,
} from '../../domain/sync/packRows.ts';
import { gapsWords, observedWords } from '../../domain/words/outbox.ts';
import type { OutboxRow } from './database.ts';
import type { DueRecord } from './nounRecords.ts';
import type { OpenedItem } from './openedItem.ts';
import type { Pack } from './pack.ts';

/** A record as a screen shows it: as the server has it, with what this phone has added since. */
export interface RecordView<T> {
  readonly id: string;
  readonly record: T;
  /**
   * The newest command about it in the outbox whose effect is not in the feed yet; null when the record is as the
   * server has it.
   */
  readonly item: OutboxRow | null;
  /** The version that a correction is based on; null while the server does not have the record. */
  readonly version: number | null;
}

/** A deadline of an alliance, nearest first. */
export interface Due {
  readonly kind: 'visit' | 'planned' | 'commitment' | 'observed' | 'conflict' | 'gaps' | 'record' | 'returned';
  readonly text: string;
  readonly on: Day | null;
  /** Negative when it has passed. */
  readonly days: number | null;
  /** The record it is about; for two values in dispute, their conflict. */
  readonly recordId: string | null;
  /** The noun of that record, where it is a declared one. */
  readonly noun?: string;
}

export interface AllianceView {
  readonly alliance: PackAlliance;
  readonly assignment: PackAssignment | null;
  readonly members: readonly PackMember[];
  readonly agreements: readonly PackBusinessAgreement[];
  readonly visits: readonly RecordView<PackVisit>[];
  readonly sales: readonly RecordView<PackSale>[];
  /** The commitments still open, as far as this phone knows. */
  readonly commitments: readonly CommitmentStatus[];
  readonly conflicts: readonly PackConflict[];
  readonly due: readonly Due[];
}

const shown = new Set<OutboxRow['state']>(['pending', 'sent', 'held', 'attention', 'accepted', 'conflict']);

/**
 * Records of a kind: those of the feed, with the person's own commands applied until the feed brings their effect. A
 * command that ended in a conflict is not applied: the server's value stays the current one.
 */
function recordsOf<
  T extends { readonly id: string; readonly versionId: string; readonly version: number; readonly occurredOn: Day },
>(
  held: readonly T[],
  items: readonly OpenedItem[],
  noun: 'visit' | 'sale',
  allianceId: string,
  blank: (envelope: Envelope) => T,
): RecordView<T>[] {
  const views = new Map<string, RecordView<T>>(
    held.map((record) => [record.id, { id: record.id, record, item: null, version: record.version }]),
  );
  for (const { row, envelope } of items) {
    if (row.allianceId !== allianceId || !row.kind.startsWith(`${noun}.`) || !shown.has(row.state)) continue;
    const before = views.get(row.subjectId);
    const arrived = before?.record.versionId === row.id;
    if (
      arrived ||
      row.state === 'conflict' ||
      (row.state === 'accepted' && before && before.item === null && row.kind === `${noun}.register`)
    )
      continue;
    if (
      row.state === 'accepted' &&
      before?.item === null &&
      before.version !== null &&
      envelope.baseVersion !== null &&
      before.version > envelope.baseVersion
    )
      continue;
    const record = before
      ? { ...before.record, ...(envelope.body as object), occurredOn: envelope.occurredOn }
      : blank(envelope);
    views.set(row.subjectId, { id: row.subjectId, record, item: row, version: before?.version ?? null });
  }
  return [...views.values()].sort((a, b) =>
    a.record.occurredOn === b.record.occurredOn
      ? a.id < b.id
        ? 1
        : -1
      : a.record.occurredOn < b.record.occurredOn
        ? 1
        : -1,
  );
}

const recordBlank = (e: Envelope) => ({
  id: e.subjectId,
  versionId: e.id,
  version: 1,
  level: 1 as const,
  annulled: false,
  unitId: '',
  authorId: e.actorId,
  authorName: null,
  occurredOn: e.occurredOn,
  capturedAt: e.capturedAt,
  flags: [],
  observedReason: null,
});

const blankVisit = (e: Envelope): PackVisit => ({
  ...contentOf(visit, e.body as Record<string, unknown>),
  ...recordBlank(e),
});

const blankSale = (e: Envelope): PackSale => ({
  ...contentOf(sale, e.body as Record<string, unknown>),
  ...recordBlank(e),
  buyerName: null,
});

/**
 * Commitments that nobody settled, as the office has them and as this phone's own visits say; those with a due day
 * first.
 */
function openCommitments(visits: readonly RecordView<PackVisit>[], rows: readonly CommitmentRow[]): CommitmentStatus[] {
  const due = (c: CommitmentStatus) => commitmentDue(c) ?? '9999';
  const sayings = visits.map(({ id, record }) => ({ ...record, id }));
  return commitmentStatuses(sayings, rows)
    .filter((c) => !isSettled(c.state))
    .sort((a, b) => (due(a) < due(b) ? -1 : 1));
}

/** Everything about one alliance; null when it is not on the phone. */
export function allianceView(
  pack: Pack,
  items: readonly OpenedItem[],
  id: string,
  owner: string,
  today: Day,
  records: readonly DueRecord[] = [],
): AllianceView | null {
  const alliance = pack.one('alliance', id);
  if (!alliance) return null;
  const visits = recordsOf(pack.of('visit', id), items, 'visit', id, blankVisit);
  const sales = recordsOf(pack.of('sale', id), items, 'sale', id, blankSale);
  const conflicts = pack.of('conflict', id);
  const commitments = openCommitments(visits, pack.of('commitment', id));
  const members = pack
    .of('member', id)
    .filter((m) => !m.leftOn || m.leftOn >= today)
    .sort((a, b) => (a.name ?? '').localeCompare(b.name ?? '', 'es'));
  return {
    alliance,
    assignment: pack.of('assignment', id).find((a) => holdsOn({ from: a.validFrom, to: a.validTo }, today)) ?? null,
    members,
    agreements: pack.of('agreement', id),
    visits,
    sales,
    conflicts,
    commitments,
    due: dueOf(
      alliance,
      visits,
      sales,
      conflicts,
      commitments,
      pack.of('parameter'),
      owner,
      today,
      records.filter((r) => r.record.allianceId === id),
    ),
  };
}

/** The last day of a day's month. */
function monthEnd(day: Day): Day {
  const next = addDays(`${monthOf(day)}-28`, 4);
  return addDays(`${monthOf(next)}-01`, -1);
}

/** What came back, or waits for a choice, goes before whatever has a day. */
const backToThem: readonly Due['kind'][] = ['observed', 'returned', 'conflict'];

/**
 * What is due: the visit of the month (BR-48), promised visits and commitments, returned records, values in dispute,
 * missing data.
 */
function dueOf(
  alliance: PackAlliance,
  visits: readonly RecordView<PackVisit>[],
  sales: readonly RecordView<PackSale>[],
  conflicts: readonly PackConflict[],
  commitments: readonly CommitmentStatus[],
  parameters: readonly PackParameter[],
  owner: string,
  today: Day,
  records: readonly DueRecord[],
): Due[] {
  const out: Due[] = [];
  const add = (kind: Due['kind'], text: string, on: Day | null, recordId: string | null = null) =>
    out.push({ kind, text, on, days: on ? daysBetween(today, on) : null, recordId });
  const done = visits.filter((v) => v.record.done && !v.record.annulled);
  const rule = parameters.find(
    (p) =>
      p.key === 'visitsPerMonth' &&
      p.programmeId === alliance.programmeId &&
      holdsOn({ from: p.validFrom, to: p.validTo }, today),
  );
  const wanted = typeof rule?.value === 'number' ? rule.value : 1;
  const thisMonth = done.filter((v) => monthOf(v.record.occurredOn) === monthOf(today)).length;
  if (thisMonth < wanted && !alliance.suspendedOn)
    add('visit', wanted > 1 ? `Visita del mes (${thisMonth} de ${wanted})` : 'Visita del mes', monthEnd(today));
  const last = done[0]?.record;
  if (last?.nextVisitOn) add('planned', 'Visita acordada', last.nextVisitOn, last.id);
  // An agreed commitment stays due until somebody says what became of it, however many visits come in between.
  for (const c of commitments) {
    const on = commitmentDue(c);
    if (on) add('commitment', `Compromiso: ${c.what}`, on, c.visitId);
  }
  for (const { record, item } of [...visits, ...sales]) {
    if (record.observedReason && record.level === 0 && record.authorId === owner && !item) {
      add('observed', `Observado por la unidad: ${observedWords(record.observedReason)}`, null, record.id);
    }
  }
  for (const { record, words, on, returned } of records) {
    const text = `${returned ? `Para corregir · ${words}` : upperFirst(words)}: ${record.name ?? ''}`;
    const days = on ? daysBetween(today, on) : null;
    out.push({ kind: returned ? 'returned' : 'record', text, on, days, recordId: record.id, noun: record.noun });
  }
  for (const c of conflicts) add('conflict', 'Dos valores para el mismo dato', null, c.id);
  if (alliance.gaps.length > 0) add('gaps', gapsWords(alliance.gaps), null);
  const rank = (d: Due) => (backToThem.includes(d.kind) ? -100_000 : (d.days ?? 9999));
  return out.sort((a, b) => rank(a) - rank(b));
}
