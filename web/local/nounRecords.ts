import type { Day } from '../../domain/kernel/dates.ts';
import type { Envelope } from '../../domain/kernel/envelope.ts';
import { begunBy, type Life } from '../../domain/kernel/noun/life.ts';
import type { ParameterRow } from '../../domain/monitoring/parameters.ts';
import type { PackNounRecord } from '../../domain/sync/packRows.ts';
import type { OutboxRow } from './database.ts';
import type { Pack } from './pack.ts';
import type { OpenedItem } from './views.ts';

/** A row of a declared noun that this person recorded, as a screen shows it. */
export interface NounRecord {
  readonly id: string;
  readonly noun: string;
  /**
   * The name by which people know it: the code given to the person for whom it was recorded. Null while the phone
   * cannot tell.
   */
  readonly name: string | null;
  /** The state that the office has; null until it has told. */
  readonly state: string | null;
  /** The day by which it must be settled, while somebody has to act. */
  readonly dueOn: Day | null;
  /** The fields that its declaration sends to the phone. */
  readonly values: Readonly<Record<string, unknown>>;
  /** The command that began it, while it is in the outbox. */
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
    dueOn: due ? textOf(values[due]) : null,
    values: Object.fromEntries((n.inField?.carries ?? []).map((f) => [f, values[f] ?? null])),
    item: row,
  };
}

function ofFeed(l: Life, held: PackNounRecord, item: OutboxRow | null): NounRecord {
  const { id, noun, state, dueOn, values } = held;
  return { id, noun, name: textOf(values[l.noun.named]), state, dueOn, values, item };
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
  // Ids begin with the moment at which they were made.
  return [...views.values()].sort((a, b) => (a.id < b.id ? 1 : -1));
}
