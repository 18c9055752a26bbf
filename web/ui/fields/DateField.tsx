import { addDays, type Day, isDay, quickDay, spokenDay } from '../../../domain/kernel/dates.ts';
import type { FieldSpec } from '../../../domain/kernel/form.ts';
import { controlProps, FieldFrame, type FieldProps } from './frame.tsx';

const TODAY_ONLY = [0] as const;

/** The day of the fact. The device's own calendar is used: it is known to its owner and works by keyboard and by voice. */
export function DateField({ spec, value, onChange, problem, disabled, today }: FieldProps<FieldSpec & { kind: 'date' }, Day> & { today: Day }) {
  return (
    <FieldFrame spec={spec} problem={problem}>
      {(ids) => (
        <>
          <div className="control-joined control-date">
            <input
              {...controlProps(ids, spec, disabled)}
              className="control num"
              type="date"
              min={spec.min}
              max={spec.max ?? today}
              value={value ?? ''}
              onChange={(e) => onChange(e.target.value || null)}
            />
            <span className="control-quick">
              {(spec.quick ?? TODAY_ONLY).map((days) => (
                <button key={days} type="button" className="btn" disabled={disabled} onClick={() => onChange(addDays(today, days))}>
                  {quickDay(days)}
                </button>
              ))}
            </span>
          </div>
          {/* The browser writes the day in its own language's order: in words there is no doubt which is the month. */}
          {isDay(value) ? (
            <p className="small muted">
              {spokenDay(value)} de {value.slice(0, 4)}
            </p>
          ) : null}
        </>
      )}
    </FieldFrame>
  );
}
