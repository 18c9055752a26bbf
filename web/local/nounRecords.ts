import type { Day } from '../../domain/kernel/dates.ts';
import type { Envelope } from '../../domain/kernel/envelope.ts';
import { begunBy, dueField, factSteps, type Life, type Step } from '../../domain/kernel/noun/life.ts';
import { carriedFields } from '../../domain/kernel/noun/noun.ts';
import type { ParameterRow } from '../../domain/monitoring/parameters.ts';
import type { PackNounRecord } from '../../domain/sync/packRows.ts';
import type { OutboxRow } from './database.ts';
import type { OpenedItem } from './openedItem.ts';
import type { Pack } from './pack.ts';

/** A row of a declared noun that this person recorded, as a screen shows it. */
export interface NounRecord {
  readonly id: string;
  readonly noun: string;
  /**
   * The name by which people know it: the code given to the person for whom it was recorded. Null while the phone
   * cannot tell.
   */
  readonly name: string | null;
  /** Its state, with what this phone did since; null for one that the office has not told of. */
  readonly state: string | null;
  /** The version that the office has; null until it has told. */
  readonly version: number | null;
  /** The alliance that it is of, where its noun lies in one. */
  readonly allianceId: string | null;
  /** The day by which it must be settled, while somebody has to act. */
  readonly dueOn: Day | null;
  /** The fields that its declaration sends to the phone. */
  readonly values: Readonly<Record<string, unknown>>;
  /** The last command about it that is in the outbox: that which began it, or a step taken here. */
  readonly item: OutboxRow | null;
}

/**
 * The name and the days of a record that this phone began, worked out by the noun's own rule before any office has seen
 * it. Its due day needs a parameter; until parameters have come with the first page of the feed, it is left out.
 */
function foretold({ noun: n, due }: Life, command: Envelope, pack: Pack): Record<string, unknown> {
  const body = command.body as Readonly<Record<string, unknown>>;
  const parameters = pack.of('parameter') as unknown as ParameterRow[];
  const values: Record<string, unknown> = {
    ...body,
    ...n.derive?.({ ...body }, { command, parameters, references: {}, rolesOf: () => null, holidays: [] }),
  };
  return due && pack.cursor === null ? { ...values, [due]: null } : values;
}

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

function ofItem(l: Life, { row, envelope }: OpenedItem, pack: Pack): NounRecord {
  const { noun: n, due } = l;
  const values = foretold(l, envelope, pack);
  return {
    id: row.subjectId,
    noun: n.name,
    name: textOf(values[n.named]),
    state: null,
    version: null,
    allianceId: n.place.alliance ? textOf(values[n.place.alliance]) : null,
    dueOn: due ? textOf(values[due]) : null,
    values: Object.fromEntries(carriedFields(n).map((f) => [f, values[f] ?? null])),
    item: row,
  };
}

function ofFeed(l: Life, held: PackNounRecord, item: OutboxRow | null): NounRecord {
  const { id, noun, version, state, dueOn, values } = held;
  const { alliance } = l.noun.place;
  const name = textOf(values[l.noun.named]);
  return {
    id,
    noun,
    name,
    state,
    version,
    allianceId: alliance ? textOf(values[alliance]) : null,
    dueOn,
    values,
    item,
  };
}

/** What is due about a record of an alliance: its day, or null for one that was given back. */
export interface DueRecord {
  readonly record: NounRecord;
  readonly words: string;
  readonly on: Day | null;
  readonly returned: boolean;
}

/** The records of alliances that wait for this person: those given back, and those with a day. */
export const dueRecords = (lives: readonly Life[], records: readonly NounRecord[]): DueRecord[] =>
  records.flatMap((record) => {
    const life = lives.find(({ noun }) => noun.name === record.noun);
    if (!life?.noun.inField?.shared || record.allianceId === null) return [];
    const returned = life.states[record.state ?? life.begins.state]?.returned === true;
    if (!returned && record.dueOn === null) return [];
    return [{ record, words: life.noun.words.one, on: returned ? null : record.dueOn, returned }];
  });

/** The life and the step of a command by which something is taken on in the field; null for any other kind. */
export function stepBy(lives: readonly Life[], kind: string): { life: Life; step: Step } | null {
  const [noun = '', name] = kind.split('.');
  const life = lives.find((l) => l.noun.name === noun);
  const step = life && factSteps(life).find((s) => s.name === name);
  return life && step ? { life, step } : null;
}

/** A record with a step that was taken here and whose effect the office has not told yet. */
function withStep(
  { life, step }: { life: Life; step: Step },
  before: NounRecord,
  { row, envelope }: OpenedItem,
): NounRecord {
  const state = step.to ?? before.state ?? life.begins.state;
  const values = { ...before.values, ...(envelope.body as Readonly<Record<string, unknown>>) };
  const due = life.states[state]?.holder ? dueField(life, state) : undefined;
  const name = textOf(values[life.noun.named]);
  return { ...before, name, state, values, dueOn: due ? textOf(values[due]) : null, item: row };
}

/**
 * Everything that this person recorded of declared nouns, newest first: as the office last told it, and what the office
 * has not told yet as this phone holds it.
 */
export function nounRecordsOf(lives: readonly Life[], pack: Pack, items: readonly OpenedItem[]): NounRecord[] {
  const held = new Map(pack.of('thing').map((t) => [t.id, t]));
  const views = new Map<string, NounRecord>();
  for (const item of items) {
    const l = begunBy(lives, item.row.kind);
    if (!l || item.row.state === 'withdrawn') continue;
    const told = held.get(item.row.subjectId);
    views.set(item.row.subjectId, told ? ofFeed(l, told, item.row) : ofItem(l, item, pack));
  }
  for (const record of held.values()) {
    const l = lives.find(({ noun }) => noun.name === record.noun);
    if (l && !views.has(record.id)) views.set(record.id, ofFeed(l, record, null));
  }
  for (const item of items) {
    const taken = stepBy(lives, item.row.kind);
    const before = views.get(item.row.subjectId);
    if (!taken || !before || item.row.state === 'withdrawn') continue;
    // The office has told of it once it has a version after the one that the step started from.
    const told = item.row.state === 'accepted' && (before.version ?? 0) > (item.envelope.baseVersion ?? 1);
    if (told) continue;
    // What the office refused changed nothing: the record stands as before, with what waits for a decision.
    const refused = item.row.state === 'attention';
    views.set(item.row.subjectId, refused ? { ...before, item: item.row } : withStep(taken, before, item));
  }
  // Ids begin with the moment at which they were made.
  return [...views.values()].sort((a, b) => (a.id < b.id ? 1 : -1));
}
