import { useEffect, useId, useRef, useState } from 'react';
import type { QueryPage } from '../useQueryPage.ts';

type AnyPage = Pick<QueryPage<unknown>, 'filters' | 'setFilter'>;

/** Search by text; the list follows shortly after the last key. */
export function SearchFilter({ page, label, name = 'text' }: { page: AnyPage; label: string; name?: string }) {
  const given = page.filters[name] ?? '';
  const [text, setText] = useState(given);
  const typing = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const id = useId();
  const last = useRef(given);
  // The address may change under us (back, "quitar filtros"); then the box follows it.
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

/** One of a list, or any. */
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
  options: readonly { readonly value: string; readonly label: string }[];
}) {
  const id = useId();
  return (
    <div>
      <label className="filter-label" htmlFor={id}>
        {label}
      </label>
      <select id={id} className="control" value={page.filters[name] ?? ''} onChange={(e) => page.setFilter(name, e.target.value || null)}>
        <option value="">{any}</option>
        {options.map((o) => (
          <option key={o.value} value={o.value}>
            {o.label}
          </option>
        ))}
      </select>
    </div>
  );
}

/** Yes, or no matter. */
export function FlagFilter({ page, name, label }: { page: AnyPage; name: string; label: string }) {
  return (
    <label className="choice">
      <input type="checkbox" checked={page.filters[name] === '1'} onChange={(e) => page.setFilter(name, e.target.checked ? '1' : null)} />
      <span>{label}</span>
    </label>
  );
}

/** A day as a bound. */
export function DayFilter({ page, name, label }: { page: AnyPage; name: string; label: string }) {
  const id = useId();
  return (
    <div>
      <label className="filter-label" htmlFor={id}>
        {label}
      </label>
      <input id={id} className="control" type="date" value={page.filters[name] ?? ''} onChange={(e) => page.setFilter(name, e.target.value || null)} />
    </div>
  );
}
