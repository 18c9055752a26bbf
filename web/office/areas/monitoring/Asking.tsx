import { useId } from 'react';
import { upperFirst } from '../../../../domain/kernel/text.ts';
import type { Period } from '../../../../domain/monitoring/period.ts';
import { indicatorWords as w } from '../../../../domain/words/monitoring.ts';
import { Select } from '../../parts/Select.tsx';
import type { useAsked } from './useAsked.ts';

type Kind = keyof typeof w.periodKinds;
const kindOf = (code: string): Kind =>
  code.includes('M') ? 'month' : code.includes('Q') ? 'quarter' : code.includes('S') ? 'half' : 'year';

/** Which records count, and over which period. */
export function Asking({
  asked,
  periods,
  now,
}: {
  asked: ReturnType<typeof useAsked>;
  periods: readonly Period[];
  now: Period | undefined;
}) {
  const id = useId();
  return (
    <search className="asking">
      <fieldset className="switch">
        <legend className="filter-label">{w.level}</legend>
        {([1, 2, 3] as const).map((level) => (
          <button
            key={level}
            type="button"
            className="btn"
            aria-pressed={asked.level === level}
            onClick={() => asked.change({ level: level === 3 ? null : String(level), page: null })}
          >
            {w.levels[level]}
          </button>
        ))}
      </fieldset>
      <div>
        <label className="filter-label" id={`${id}-label`} htmlFor={id}>
          {w.period}
        </label>
        <Select
          id={id}
          labelledBy={`${id}-label`}
          options={(Object.keys(w.periodKinds) as Kind[]).flatMap((kind) =>
            periods
              .filter((p) => kindOf(p.code) === kind)
              .map((p) => ({ value: p.code, label: upperFirst(p.name), group: w.periodKinds[kind] })),
          )}
          value={asked.period || (now?.code ?? '')}
          onChange={(next) => next && asked.change({ period: next, page: null })}
        />
      </div>
      <p className="small muted asking-help" aria-live="polite">
        {w.levelHelp[asked.level]}
      </p>
    </search>
  );
}
