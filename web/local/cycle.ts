import type { WholeAnswer } from '../../domain/sync/outbox.ts';
import { pull } from './feed.ts';
import { numberSentFiles, uploadNext } from './files.ts';
import { measureJump } from './jump.ts';
import type { Person } from './person.ts';
import { sendRound } from './sender.ts';

/** How a cycle ended: 'quiet' when nothing more could be done now. `status` 0: no answer came. */
export type CycleEnd =
  | { readonly kind: 'quiet' }
  | { readonly kind: 'stopped'; readonly answer: WholeAnswer; readonly status: number };

const MOST_ROUNDS = 500;

/**
 * One synchronisation: first the commands, which are small and matter most; then the photos, one by one; then the feed
 * until no page is left. What a person must decide holds up nothing else.
 */
export async function runCycle(person: Person): Promise<CycleEnd> {
  if (!person.ports.reachable()) return { kind: 'stopped', answer: { kind: 'again' }, status: 0 };
  await measureJump(person).catch(() => {
    // No answer came; the calls that follow find that out too.
  });
  const sent = await until(() => sendRound(person));
  if (sent) return sent;
  const uploaded = await until(() => uploadNext(person));
  if (uploaded && uploaded.kind === 'stopped' && uploaded.answer.kind !== 'again') return uploaded;
  for (let i = 0; i < MOST_ROUNDS; i++) {
    const pulled = await pull(person);
    if (pulled.kind === 'failed') return { kind: 'stopped', answer: pulled.answer, status: pulled.status };
    if (pulled.kind === 'done') break;
  }
  await numberSentFiles(person).catch(() => {
    // The connection broke while asking for numbers; the next cycle asks again.
  });
  return uploaded ?? { kind: 'quiet' };
}

async function until(
  round: () => Promise<{ kind: 'idle' } | { kind: 'sent' } | { kind: 'failed'; answer: WholeAnswer; status: number }>,
): Promise<CycleEnd | null> {
  for (let i = 0; i < MOST_ROUNDS; i++) {
    const outcome = await round();
    if (outcome.kind === 'idle') return null;
    if (outcome.kind === 'failed' && outcome.answer.kind !== 'ask' && outcome.answer.kind !== 'fewer')
      return { kind: 'stopped', answer: outcome.answer, status: outcome.status };
  }
  return null;
}
