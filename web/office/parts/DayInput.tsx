import { lazy, Suspense, useEffect, useId, useRef, useState } from 'react';
import { type Day, isDay, writtenDay } from '../../../domain/kernel/dates.ts';
import { readTypedDay } from '../../../domain/kernel/typedDay.ts';
import { pickerWords as w } from '../../../domain/words/office.ts';
import { Icon } from '../../ui/icons.tsx';
import { Floating } from './Floating.tsx';

/**
 * The code of the calendar is loaded when the pointer or the focus reaches a button, so that it is there when pressed.
 */
const bringCalendar = () => import('./CalendarMonth.tsx');
const CalendarMonth = lazy(() => bringCalendar().catch(() => ({ default: NoCalendar })));

/** Shown when the code of the calendar did not arrive: the date can still be typed. */
function NoCalendar() {
  return (
    <p className="calendar calendar-coming" role="status">
      {w.calendarGone}
    </p>
  );
}
/** Brings the code beforehand; a failure is told when the calendar is opened. */
const bringAhead = () => void bringCalendar().catch(() => undefined);

const shown = (value: string | null): string => (isDay(value) ? writtenDay(value) : (value ?? ''));

export interface DayInputProps {
  readonly id: string;
  readonly name?: string;
  /** A day; a text that is not a day stays as typed. */
  readonly value: string | null;
  /** Called with the day, with the text when it is not a day, or with null. */
  readonly onChange: (value: string | null) => void;
  /** Called when the person leaves the field or chooses in the calendar. */
  readonly onLeave?: () => void;
  readonly today: Day;
  readonly min?: Day | undefined;
  readonly max?: Day | undefined;
  readonly disabled?: boolean | undefined;
  readonly required?: boolean | undefined;
  readonly invalid?: boolean;
  readonly describedBy?: string | undefined;
}

/** A day, typed as it is written in Bolivia regardless of the browser's language, or chosen in a calendar. */
export function DayInput(props: DayInputProps) {
  const { value, onChange, today } = props;
  const [text, setText] = useState(shown(value));
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const panel = useRef<HTMLElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const title = useId();
  // The value this field reported last; any other value came from outside (a draft, a quick button) and is shown.
  const told = useRef(value);
  useEffect(() => {
    if (value === told.current) return;
    told.current = value;
    setText(shown(value));
  }, [value]);
  const tell = (next: string | null) => {
    told.current = next;
    onChange(next);
  };
  useEffect(() => {
    if (!open) return;
    const away = (e: Event) => {
      const at = e.target as Node;
      if (!panel.current?.contains(at) && !box.current?.contains(at)) setOpen(false);
    };
    document.addEventListener('pointerdown', away);
    document.addEventListener('focusin', away);
    return () => {
      document.removeEventListener('pointerdown', away);
      document.removeEventListener('focusin', away);
    };
  }, [open]);
  const typed = (next: string) => {
    setText(next);
    const read = readTypedDay(next, today);
    tell('wrong' in read ? next : read.day);
  };
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  return (
    <div ref={box} className="pick-box pick-day">
      <input
        id={props.id}
        {...(props.name ? { name: props.name } : {})}
        className="control num pick-input"
        inputMode="numeric"
        autoComplete="off"
        placeholder={w.day}
        maxLength={40}
        disabled={props.disabled}
        aria-describedby={props.describedBy}
        aria-invalid={props.invalid || undefined}
        aria-required={props.required || undefined}
        value={text}
        onChange={(e) => typed(e.target.value)}
        onBlur={() => {
          const read = readTypedDay(text, today);
          if (!('wrong' in read)) setText(read.day ? writtenDay(read.day) : '');
          props.onLeave?.();
        }}
      />
      <button
        ref={button}
        type="button"
        className="pick-button"
        disabled={props.disabled}
        aria-label={w.openCalendar}
        aria-haspopup="dialog"
        aria-expanded={open}
        onPointerEnter={bringAhead}
        onFocus={bringAhead}
        onClick={() => setOpen(!open)}
      >
        <Icon name="calendar" size={18} />
      </button>
      {open ? (
        <Floating anchor={box} panel={panel} className="calendar-panel">
          <div
            role="dialog"
            aria-labelledby={title}
            onKeyDown={(e) => {
              if (e.key !== 'Escape') return;
              e.preventDefault();
              e.stopPropagation();
              close();
            }}
          >
            <span id={title} className="only-read">
              {w.calendar}
            </span>
            <Suspense
              fallback={<div className="calendar calendar-coming" role="status" aria-label={w.calendarComing} />}
            >
              <CalendarMonth
                {...props}
                onChoose={(day) => {
                  setText(writtenDay(day));
                  tell(day);
                  close();
                  props.onLeave?.();
                }}
              />
            </Suspense>
          </div>
        </Floating>
      ) : null}
    </div>
  );
}
