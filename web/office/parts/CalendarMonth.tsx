import { CalendarDate } from '@internationalized/date';
import { Button } from 'react-aria-components/Button';
import {
  Calendar,
  CalendarCell,
  CalendarGrid,
  CalendarGridBody,
  CalendarGridHeader,
  CalendarHeaderCell,
  CalendarMonthPicker,
  CalendarYearPicker,
} from 'react-aria-components/Calendar';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { type Day, isDay } from '../../../domain/kernel/dates.ts';
import { upperFirst } from '../../../domain/kernel/text.ts';
import { pickerWords as w } from '../../../domain/words/office.ts';
import { Icon } from '../../ui/icons.tsx';

const dateOf = (day: Day): CalendarDate =>
  new CalendarDate(Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8, 10)));
/** How many years the calendar offers: enough for dates of birth. */
const YEARS = 100;

interface MonthProps {
  /** A day, or a text that is not a day. */
  readonly value: string | null;
  readonly today: Day;
  readonly min?: Day | undefined;
  readonly max?: Day | undefined;
  readonly onChoose: (day: Day) => void;
}

/** The days of a month, in weeks that begin on Monday. */
export default function CalendarMonth({ value, today, min, max, onChoose }: MonthProps) {
  const held = isDay(value) ? value : null;
  const opens = held ?? (max && max < today ? max : min && min > today ? min : today);
  return (
    <I18nProvider locale="es-BO">
      <Calendar
        aria-label={w.calendar}
        className="calendar"
        firstDayOfWeek="mon"
        autoFocus
        value={held ? dateOf(held) : null}
        defaultFocusedValue={dateOf(opens)}
        {...(min ? { minValue: dateOf(min) } : {})}
        {...(max ? { maxValue: dateOf(max) } : {})}
        onChange={(date) => onChoose(date.toString())}
      >
        <div className="calendar-head">
          <Button slot="previous" className="btn btn-quiet btn-icon" aria-label={w.previousMonth}>
            <Icon name="left" />
          </Button>
          <CalendarMonthPicker format="long">
            {({ items, value: at, onChange }) => (
              <Few items={items} at={Number(at)} onChange={onChange} label={w.month} />
            )}
          </CalendarMonthPicker>
          <CalendarYearPicker visibleYears={YEARS}>
            {({ items, value: at, onChange }) => (
              <Few items={items} at={Number(at)} onChange={onChange} label={w.year} />
            )}
          </CalendarYearPicker>
          <Button slot="next" className="btn btn-quiet btn-icon" aria-label={w.nextMonth}>
            <Icon name="right" />
          </Button>
        </div>
        <CalendarGrid weekdayStyle="short">
          <CalendarGridHeader>{(day) => <CalendarHeaderCell>{day}</CalendarHeaderCell>}</CalendarGridHeader>
          <CalendarGridBody>
            {(date) => (
              <CalendarCell
                date={date}
                className={`calendar-day${date.toString() === today ? ' calendar-today' : ''}`}
              />
            )}
          </CalendarGridBody>
        </CalendarGrid>
      </Calendar>
    </I18nProvider>
  );
}

/** A list of a few years or months in the head of the calendar. */
function Few({
  items,
  at,
  onChange,
  label,
}: {
  items: readonly { readonly id: number; readonly formatted: string }[];
  at: number;
  onChange: (id: number) => void;
  label: string;
}) {
  return (
    <select
      className="control calendar-few"
      aria-label={label}
      value={at}
      onChange={(e) => onChange(Number(e.target.value))}
    >
      {items.map((item) => (
        <option key={item.id} value={item.id}>
          {upperFirst(item.formatted)}
        </option>
      ))}
    </select>
  );
}
