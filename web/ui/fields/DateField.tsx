import type { Day } from '../../../domain/kernel/dates.ts';
import type { FieldSpec } from '../../../domain/kernel/form.ts';
import { controlProps, FieldFrame, type FieldProps } from './frame.tsx';
import { QuickDays, SpokenDay } from './QuickDays.tsx';

/**
 * The day of the fact. It uses the device's own calendar, which its owner knows and which works with keyboard and
 * voice.
 */
export function DateField({
  spec,
  value,
  onChange,
  problem,
  disabled,
  today,
}: FieldProps<FieldSpec & { kind: 'date' }, Day> & { today: Day }) {
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
            <QuickDays days={spec.quick} today={today} disabled={disabled} onChange={onChange} />
          </div>
          <SpokenDay day={value} />
        </>
      )}
    </FieldFrame>
  );
}
