import { Children, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { isDay } from '../../../domain/kernel/dates.ts';
import type { Option } from '../../../domain/kernel/form.ts';
import { readTypedDay } from '../../../domain/kernel/typedDay.ts';
import { officeWords } from '../../../domain/words/office.ts';
import { Icon } from '../../ui/icons.tsx';
import { useSession } from '../session.tsx';
import type { QueryPage } from '../useQueryPage.ts';
import { DayInput } from './DayInput.tsx';
import { Select } from './Select.tsx';

type AnyPage = Pick<QueryPage<unknown>, 'filters' | 'setFilter'>;

/**
 * How many filters are shown at once on a phone and on a desk; the others are behind a button, so that the list stays
 * in view.
 */
const SHOWN = { phone: 2, desk: 4 };

/** The filters above a list, the most used ones first. */
export function FilterBar({ page, children }: { page: AnyPage; children: ReactNode }) {
  const [open, setOpen] = useState(false);
  const all = Children.toArray(children);
  const set = Object.keys(page.filters).filter((name) => name !== 'text').length;
  const folds = all.length > SHOWN.desk ? 'desk' : all.length > SHOWN.phone ? 'phone' : null;
  return (
    <search className="filters" data-folded={folds && !open ? folds : undefined}>
      {all.slice(0, SHOWN.desk)}
      {folds ? (
        <button
          type="button"
          className="btn filter-toggle"
          data-folds={folds}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {officeWords.filters(set)} <Icon name={open ? 'up' : 'down'} size={16} />
        </button>
      ) : null}
      {folds === 'desk' ? <div className="filters-more">{all.slice(SHOWN.desk)}</div> : null}
    </search>
  );
}

/** Search by text; the list follows shortly after the last key. */
export function SearchFilter({ page, label, name = 'text' }: { page: AnyPage; label: string; name?: string }) {
  const given = page.filters[name] ?? '';
  const [text, setText] = useState(given);
  const typing = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const id = useId();
  const last = useRef(given);
  // When the address changes elsewhere (back, "quitar filtros"), the box takes its value.
  useEffect(() => {
    if (given !== last.current) {
      last.current = given;
      setText(given);
    }
  }, [given]);
  useEffect(() => () => clearTimeout(typing.current), []);
  return (
    <div className="filter-search">
      <label className="filter-label" htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        className="control"
        type="search"
        value={text}
        onChange={(e) => {
          const next = e.target.value;
          setText(next);
          clearTimeout(typing.current);
          typing.current = setTimeout(() => {
            last.current = next.trim();
            page.setFilter(name, next.trim() || null);
          }, 300);
        }}
      />
    </div>
  );
}

/** A filter with one of several values, or any. */
export function ChoiceFilter({
  page,
  name,
  label,
  any,
  options,
}: {
  page: AnyPage;
  name: string;
  label: string;
  any: string;
  options: readonly Option[];
}) {
  const id = useId();
  return (
    <div>
      <label className="filter-label" id={`${id}-label`} htmlFor={id}>
        {label}
      </label>
      <Select
        id={id}
        labelledBy={`${id}-label`}
        options={options}
        empty={any}
        value={page.filters[name] ?? ''}
        onChange={(next) => page.setFilter(name, next)}
      />
    </div>
  );
}

/** A filter that is on or off. `on` is its value in the address when it is on. */
export function FlagFilter({
  page,
  name,
  label,
  on = '1',
}: {
  page: AnyPage;
  name: string;
  label: string;
  on?: string;
}) {
  return (
    <label className="choice">
      <input
        type="checkbox"
        checked={page.filters[name] === on}
        onChange={(e) => page.setFilter(name, e.target.checked ? on : null)}
      />
      <span>{label}</span>
    </label>
  );
}

/** A day as a limit. A text that is not a day gets a message and does not narrow the list. */
export function DayFilter({ page, name, label }: { page: AnyPage; name: string; label: string }) {
  const id = useId();
  const given = page.filters[name] ?? null;
  const [text, setText] = useState<string | null>(given);
  const [left, setLeft] = useState(false);
  const told = useRef(given);
  useEffect(() => {
    if (given === told.current) return;
    told.current = given;
    setText(given);
  }, [given]);
  const { me } = useSession();
  const read = text ? readTypedDay(text, me.system.today) : null;
  const wrong = left && read && 'wrong' in read ? read.wrong : null;
  return (
    <div>
      <label className="filter-label" htmlFor={id}>
        {label}
      </label>
      <DayInput
        id={id}
        value={text}
        today={me.system.today}
        invalid={wrong !== null}
        describedBy={wrong ? `${id}-error` : undefined}
        onLeave={() => setLeft(true)}
        onChange={(next) => {
          setText(next);
          setLeft(false);
          const day = isDay(next) ? next : null;
          if (day === told.current) return;
          told.current = day;
          page.setFilter(name, day);
        }}
      />
      {wrong ? (
        <p className="field-error" id={`${id}-error`}>
          {wrong}
        </p>
      ) : null}
    </div>
  );
}

/**
 * A filter that came with the address and has no field: shown as a chip that a tap removes. Nothing when it is not set.
 */
export function ChipFilter({ page, name, say }: { page: AnyPage; name: string; say: (value: string) => string }) {
  const value = page.filters[name];
  if (!value) return null;
  return (
    <button type="button" className="btn filter-chip" onClick={() => page.setFilter(name, null)}>
      <span className="only-read">{officeWords.withoutFilter}</span> {say(value)} <Icon name="close" />
    </button>
  );
}
