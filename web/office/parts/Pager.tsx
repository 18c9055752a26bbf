import { useId } from 'react';
import { writtenNumber } from '../../../domain/kernel/money.ts';
import { tableWords as w } from '../../../domain/words/office.ts';
import { Icon } from '../../ui/icons.tsx';
import { Select } from './Select.tsx';
import { writtenTotal } from './written.ts';

const SIZES = [25, 50, 100];

/** Buttons from page to page of a list. Shows nothing when everything fits on one page. */
export function Pager({
  page,
  pageSize,
  total,
  onPage,
  onPageSize,
}: {
  page: number;
  pageSize: number;
  total: number;
  onPage: (page: number) => void;
  onPageSize: (size: number) => void;
}) {
  const id = useId();
  const pages = Math.max(1, Math.ceil(total / pageSize));
  if (total <= Math.min(pageSize, SIZES[0] ?? 25)) return null;
  const from = (page - 1) * pageSize + 1;
  return (
    <nav className="row row-apart pager" aria-label="Páginas">
      <div className="row small">
        <label id={`${id}-label`} htmlFor={id}>
          {w.perPage}
        </label>
        <Select
          id={id}
          labelledBy={`${id}-label`}
          options={[...new Set([...SIZES, pageSize])]
            .sort((a, b) => a - b)
            .map((n) => ({ value: String(n), label: String(n) }))}
          value={String(pageSize)}
          onChange={(next) => next && onPageSize(Number(next))}
        />
      </div>
      <div className="row">
        <span className="num small">
          {w.range(writtenNumber(from), writtenNumber(Math.min(total, from + pageSize - 1)), writtenTotal(total))}
        </span>
        <button
          type="button"
          className="btn btn-icon"
          disabled={page <= 1}
          aria-label={w.previous}
          onClick={() => onPage(page - 1)}
        >
          <Icon name="left" />
        </button>
        <button
          type="button"
          className="btn btn-icon"
          disabled={page >= pages}
          aria-label={w.next}
          onClick={() => onPage(page + 1)}
        >
          <Icon name="right" />
        </button>
      </div>
    </nav>
  );
}
