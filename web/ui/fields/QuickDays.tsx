import { addDays, type Day, isDay, quickDay, spokenDay } from '../../../domain/kernel/dates.ts';

const TODAY_ONLY = [0] as const;

interface QuickDaysProps {
  /** Days relative to today; only today by default. */
  readonly days: readonly number[] | undefined;
  readonly today: Day;
  readonly disabled: boolean | undefined;
  readonly onChange: (day: Day) => void;
}

/** Buttons for the most common days. */
export function QuickDays({ days = TODAY_ONLY, today, disabled, onChange }: QuickDaysProps) {
  return (
    <span className="control-quick">
      {days.map((ahead) => (
        <button
          key={ahead}
          type="button"
          className="btn"
          disabled={disabled}
          onClick={() => onChange(addDays(today, ahead))}
        >
          {quickDay(ahead)}
        </button>
      ))}
    </span>
  );
}

/** A day in words, so that day and month cannot be confused. */
export function SpokenDay({ day }: { day: string | null | undefined }) {
  return isDay(day) ? (
    <p className="small muted">
      {spokenDay(day)} de {day.slice(0, 4)}
    </p>
  ) : null;
}
