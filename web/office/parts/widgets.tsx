import { useState } from 'react';
import { type Day, isDay } from '../../../domain/kernel/dates.ts';
import { checkField, type FieldSpec } from '../../../domain/kernel/form.ts';
import { problem as problemOf } from '../../../domain/kernel/problem.ts';
import { readTypedDay } from '../../../domain/kernel/typedDay.ts';
import type { FieldWidgets } from '../../ui/fields/Field.tsx';
import { FieldFrame, type FieldProps } from '../../ui/fields/frame.tsx';
import { QuickDays, SpokenDay } from '../../ui/fields/QuickDays.tsx';
import { DayInput } from './DayInput.tsx';
import { Select } from './Select.tsx';

/**
 * The field for a day: typed, chosen in a calendar, or set by a quick button, and repeated in words. Errors are shown
 * as soon as the field is left.
 */
function Days({
  spec,
  value,
  onChange,
  problem,
  disabled,
  today,
}: FieldProps<FieldSpec & { kind: 'date' }, Day> & { today: Day }) {
  const [left, setLeft] = useState(false);
  const max = spec.max ?? today;
  const read = value && !isDay(value) ? readTypedDay(value, today) : null;
  const wrong = read && 'wrong' in read ? problemOf('invalidField', { sentence: read.wrong }, spec.name) : null;
  // For a text that is not a day, the specific error says more than that it is not a day.
  const told = problem || left ? (wrong ?? (value ? checkField(spec, value, today) : null) ?? problem) : null;
  return (
    <FieldFrame spec={spec} problem={told}>
      {(ids) => (
        <>
          <div className="control-joined control-date">
            <DayInput
              id={ids.control}
              name={spec.name}
              value={value ?? null}
              onChange={(next) => {
                setLeft(false);
                onChange(next);
              }}
              onLeave={() => setLeft(true)}
              today={today}
              min={spec.min}
              max={max}
              disabled={disabled}
              required={spec.required}
              invalid={!!told}
              describedBy={ids.describedBy}
            />
            <QuickDays days={spec.quick} today={today} disabled={disabled} onChange={onChange} />
          </div>
          <SpokenDay day={value} />
        </>
      )}
    </FieldFrame>
  );
}

/** One of several options. */
function Listed({ spec, value, onChange, problem, disabled }: FieldProps<FieldSpec & { kind: 'choice' }, string>) {
  return (
    <FieldFrame spec={spec} problem={problem}>
      {(ids) => (
        <Select
          id={ids.control}
          labelledBy={ids.label}
          name={spec.name}
          options={spec.options}
          search={spec.search}
          empty="Elija…"
          value={value ?? null}
          onChange={onChange}
          disabled={disabled}
          required={spec.required}
          invalid={ids.invalid}
          describedBy={ids.describedBy}
        />
      )}
    </FieldFrame>
  );
}

/** The fields for which the office has its own widgets; the phone uses those of its device. */
export const officeWidgets: FieldWidgets = { date: Days, list: Listed };
