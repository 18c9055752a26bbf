import * as z from 'zod/mini';
import type { TerritoryMapData } from '../../territory/map.ts';

/** What the queries of any noun answer. Values are under the names of the noun's fields. */

const nullableText = z.nullable(z.string());
const values = z.record(z.string(), z.unknown());
/** The name of what each reference points to, by field. */
const names = z.record(z.string(), nullableText);

const rowShape = {
  id: z.string(),
  version: z.number(),
  state: z.string(),
  stateSince: z.string(),
  demo: z.boolean(),
  /** When it has to be settled; null where nothing is due any more. */
  dueOn: nullableText,
  values,
  names,
};

const nounRow = z.object(rowShape);
export type NounRow = z.infer<typeof nounRow>;

/** Answer of `<noun>.list`. */
export const nounListAnswer = z.object({
  rows: z.array(nounRow),
  total: z.number(),
  page: z.number(),
  pageSize: z.number(),
  alike: z.optional(z.literal(true)),
});

/** The most rows that one step over many is taken with. */
export const MOST_AT_ONCE = 200;
/** The most ids that one question asks about: an address cannot hold more. */
export const IDS_ASKED = 40;

const actedRow = z.object({
  id: z.string(),
  version: z.number(),
  /** The name that people know it by; null where the reader may not see that field. */
  called: nullableText,
  /** By step: null where this reader may take it with the row now, otherwise the reason why not. */
  refusals: z.record(z.string(), nullableText),
});
export type NounActedRow = z.infer<typeof actedRow>;

/** Answer of `<noun>.acts`: which steps over many may be taken with each row. */
export const nounActsAnswer = z.object({
  rows: z.array(actedRow),
  /** How many rows there are in all; `rows` holds the first of them. */
  total: z.number(),
});
export type NounActsView = z.infer<typeof nounActsAnswer>;

/** So many are drawn on one map. */
export const MOST_DRAWN = 1000;

const drawnRow = z.object({
  id: z.string(),
  /** What it is known by; null where the reader may not see that. */
  called: nullableText,
  state: z.string(),
  /** When it has to be settled; null where nothing is due any more. */
  dueOn: nullableText,
  lon: z.number(),
  lat: z.number(),
  /** What the place is called. */
  at: z.string(),
});
export type NounDrawnRow = z.infer<typeof drawnRow>;

/** Answer of `<noun>.map`. */
export const nounMapAnswer = z.object({
  rows: z.array(drawnRow),
  /** All that the filters let through. */
  total: z.number(),
  /** Of them, those without a place that the reader may see. */
  withoutPlace: z.number(),
  /** What lies under them: divisions, units, boundaries and what the map opens on, as `alliance.map` answers it, without its alliances. */
  ground: z.unknown(),
  alike: z.optional(z.literal(true)),
});
export type NounMapView = Omit<z.infer<typeof nounMapAnswer>, 'ground'> & { ground: TerritoryMapData };

const problemView = z.object({
  code: z.string(),
  message: z.string(),
  field: z.optional(z.string()),
  retry: z.string(),
});

const stepView = z.object({
  command: z.string(),
  name: z.string(),
  title: z.string(),
  /** State it leads to; null when the state stays. */
  to: nullableText,
  asks: z.array(z.string()),
  may: z.array(z.string()),
  document: nullableText,
  paper: nullableText,
  aside: z.boolean(),
  /** Names of the roles that take it. */
  who: z.array(z.string()),
  /** The problem that would refuse the step to this reader now; null when it would pass. */
  refusal: z.nullable(problemView),
});
export type NounStepView = z.infer<typeof stepView>;

const stageView = z.object({
  step: z.string(),
  title: z.string(),
  toState: z.string(),
  reachedOn: z.string(),
  /** Days until the next step, or until today. */
  days: z.number(),
  note: nullableText,
});
export type NounStageView = z.infer<typeof stageView>;

const side = z.enum(['inside', 'told', 'said']);

const remarkView = z.object({
  id: z.string(),
  side,
  text: z.string(),
  saidOn: z.string(),
  /** Who made the remark; null for the person outside. */
  by: nullableText,
  /** Whom it is addressed to. */
  to: nullableText,
  /** The id of the remark that it answers. */
  answersId: nullableText,
  /** Whether it has been answered; null when it waits for no answer. */
  answered: z.nullable(z.boolean()),
});
export type RemarkView = z.infer<typeof remarkView>;

const choice = z.object({ value: z.string(), label: z.string() });

/** The remarks about a row, in order, and where this reader may add one. */
const conversation = z.object({
  remarks: z.array(remarkView),
  /** The sides on which the reader may speak; empty for one who only reads. */
  sides: z.array(side),
  /** The persons that the reader may address, among those who work on it. */
  persons: z.array(choice),
});
export type ConversationView = z.infer<typeof conversation>;

const relatedCount = z.object({ noun: z.string(), field: z.string(), count: z.number() });
/** How many rows of a noun refer to a thing by one of their fields. */
export type RelatedCount = z.infer<typeof relatedCount>;

/** Answer of `<noun>.get`. */
export const nounFileAnswer = z.object({
  ...rowShape,
  /** Who is expected to act, in words; empty when nobody is. */
  holders: z.array(z.string()),
  mayCorrect: z.boolean(),
  /** What refers to it, within reach of the reader: which noun, by which of its fields, and how many. */
  related: z.array(relatedCount),
  steps: z.array(stepView),
  stages: z.array(stageView),
  /** Null where the noun does not converse, or the reader sees no personal data. */
  conversation: z.nullable(conversation),
  journal: z.array(z.unknown()),
});
export type NounFileView = Omit<z.infer<typeof nounFileAnswer>, 'journal'> & {
  journal: readonly import('../views.ts').JournalEntryView[];
};

/** Answer of `<noun>.choices`. */
export const nounChoicesAnswer = z.object({ rows: z.array(choice), more: z.boolean() });
export type NounChoicesView = z.infer<typeof nounChoicesAnswer>;
