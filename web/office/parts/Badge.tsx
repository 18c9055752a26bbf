import type { ReactNode } from 'react';
import { type AllianceState, isAllianceState, states } from '../../../domain/alliance/states.ts';
import { type Day, daysBetween, writtenDay } from '../../../domain/kernel/dates.ts';
import type { Level } from '../../../domain/kernel/views.ts';
import { deadlineWords } from '../../../domain/words/office.ts';
import { levelWords } from '../../../domain/words/shared.ts';
import { Icon } from '../../ui/icons.tsx';

export type Tone = 'neutral' | 'info' | 'good' | 'warn' | 'bad' | 'special';

/** A word on a coloured ground. The word carries the meaning; the colour only helps to find it. */
export function Badge({
  tone = 'neutral',
  title,
  children,
}: {
  tone?: Tone;
  title?: string | undefined;
  children: ReactNode;
}) {
  return (
    <span className="badge" data-tone={tone} title={title}>
      {children}
    </span>
  );
}

const levelTone: Record<Level, Tone> = { 0: 'warn', 1: 'neutral', 2: 'info', 3: 'good' };

/** The level to which a record has been checked. */
export function LevelBadge({ level, title }: { level: Level; title?: string }) {
  return (
    <Badge tone={levelTone[level]} title={title}>
      <span className="level-dots" aria-hidden="true" data-level={level} />
      {levelWords[level]}
    </Badge>
  );
}

function stateTone(state: AllianceState): Tone {
  const { stage, active, final } = states[state] as { stage: number | null; active: boolean; final?: boolean };
  if (state === 'CERRADA') return 'good';
  if (final) return 'neutral';
  if (stage === null) return 'warn';
  return active ? 'info' : 'special';
}

/** The state of an alliance in the cycle. */
export function StatusBadge({ state, suspended = false }: { state: string; suspended?: boolean }) {
  if (suspended) return <Badge tone="bad">Suspendida</Badge>;
  return isAllianceState(state) ? <Badge tone={stateTone(state)}>{states[state].name}</Badge> : <Badge>{state}</Badge>;
}

/** A due date counted from today, with the day itself. */
export function Deadline({ due, today }: { due: Day | null; today: Day }) {
  if (!due) return <span className="muted">{deadlineWords.none}</span>;
  const days = daysBetween(today, due);
  const tone = days < 0 ? 'bad' : days <= 3 ? 'warn' : 'neutral';
  const text =
    days < 0
      ? deadlineWords.late(-days)
      : days === 0
        ? deadlineWords.today
        : days === 1
          ? deadlineWords.tomorrow
          : deadlineWords.in(days);
  return (
    <span className="deadline" data-tone={tone} title={writtenDay(due)}>
      <Icon name="clock" size={16} />
      {text}
    </span>
  );
}
