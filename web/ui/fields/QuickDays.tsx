import { addDays, type Day, isDay, quickDay, spokenDay } from '../../../domain/kernel/dates.ts';

const TODAY_ONLY = [0] as const;

interface QuickDaysProps {
  /** Days from today; today alone where none are said. */
  readonly days: readonly number[] | undefined;
  readonly today: Day;
  readonly disabled: boolean | undefined;
  readonly onChange: (day: Day) => void;
}

/** Buttons for the days that are meant most. */
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

/** A day in words: there is no doubt which is the month. */
export function SpokenDay({ day }: { day: string | null | undefined }) {
  return isDay(day) ? (
    <p className="small muted">
      {spokenDay(day)} de {day.slice(0, 4)}
    </p>
  ) : null;
}
