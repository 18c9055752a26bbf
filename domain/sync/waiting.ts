import type { Life } from '../kernel/noun/life.ts';
import type { ProblemView } from '../kernel/views.ts';
import { commandWord, type Waiting, waitingWords } from '../words/outbox.ts';
import { blockedBy, type OutboxHead, stillWaits } from './outbox.ts';

/** What the phone knows beside the item itself. */
export interface Surroundings {
  readonly online: boolean;
  readonly nowMs: number;
  readonly durable: number;
  readonly pause: 'login' | 'otherSession' | 'closed' | null;
  readonly revoked: boolean;
  /** Of the nouns captured in the field, for their names. */
  readonly lives: readonly Life[];
}

/** An item with its kind and what was answered about it. */
export interface DescribedItem extends OutboxHead {
  readonly kind: string;
  readonly problemCode: string | null;
  readonly replacedBy: string | null;
  /** For a record that arrived with two values in dispute: whether people have chosen one since. */
  readonly settled?: boolean;
}

/** What an item waits for and what the person can do, in words. Every state has both sentences. */
export function waitingOf(
  item: DescribedItem,
  items: readonly DescribedItem[],
  said: ProblemView | null,
  around: Surroundings,
): Waiting {
  switch (item.state) {
    case 'accepted':
      return item.number !== null && item.number <= around.durable ? waitingWords.safe : waitingWords.accepted;
    case 'conflict':
      return item.settled ? waitingWords.settled : waitingWords.conflict;
    case 'withdrawn':
      return item.replacedBy ? waitingWords.replaced : waitingWords.withdrawn;
    case 'attention':
      return item.problemCode === 'SIGG-107'
        ? waitingWords.attentionBoth
        : waitingWords.attention(said?.message ?? 'la oficina no dijo por qué.');
    case 'held':
      return waitingWords.held;
    default:
      return openWaiting(item, items, said, around);
  }
}

function openWaiting(
  item: DescribedItem,
  items: readonly DescribedItem[],
  said: ProblemView | null,
  around: Surroundings,
): Waiting {
  if (around.revoked) return waitingWords.revoked;
  const blocker = blockedBy(item, items);
  if (blocker) {
    const kind = items.find((o) => o.id === blocker.id)?.kind ?? '';
    return waitingWords.before(commandWord(kind, around.lives) ?? 'otro registro');
  }
  if (around.pause) return around.pause === 'closed' ? waitingWords.closed : waitingWords[around.pause];
  if (!around.online) return item.state === 'sent' ? waitingWords.answer : waitingWords.noSignal;
  if (item.state === 'sent' && said?.retry === 'later') return waitingWords.notYet(said.message);
  if (stillWaits(item.nextTryAt, around.nowMs))
    return waitingWords.again(Math.ceil((item.nextTryAt - around.nowMs) / 1000));
  return item.state === 'sent' ? waitingWords.answer : waitingWords.turn;
}
