import { fieldAppWords } from '../../../domain/words/fieldApp.ts';
import { outboxStateWords } from '../../../domain/words/outbox.ts';
import { levelWords } from '../../../domain/words/shared.ts';
import type { OutboxRow } from '../../local/index.ts';

const tones: Record<OutboxRow['state'], string> = {
  pending: 'wait',
  sent: 'wait',
  held: 'wait',
  accepted: 'good',
  conflict: 'warn',
  attention: 'bad',
  withdrawn: 'off',
};

/** The state of a command of this phone. */
export function ItemState({ state }: { state: OutboxRow['state'] }) {
  return (
    <span className="f-state" data-tone={tones[state]}>
      <span className="f-dot" data-tone={tones[state]} aria-hidden="true" /> {outboxStateWords[state]}
    </span>
  );
}

/** Says that the agreement, or the one of a sale, was annulled. */
export function Annulled() {
  return (
    <span className="f-state" data-tone="bad">
      <span className="f-dot" data-tone="bad" aria-hidden="true" /> {fieldAppWords.alliance.annulled}
    </span>
  );
}

/** The verification level of a record of the office. */
export function LevelTag({ level }: { level: 0 | 1 | 2 | 3 }) {
  return (
    <span className="f-state" data-tone={level === 0 ? 'bad' : 'good'}>
      <span className="f-dot" data-tone={level === 0 ? 'bad' : level === 1 ? 'wait' : 'good'} aria-hidden="true" />{' '}
      {levelWords[level]}
    </span>
  );
}
