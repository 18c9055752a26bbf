import { useId } from 'react';
import { upperFirst } from '../../../../domain/kernel/text.ts';
import type { Period } from '../../../../domain/monitoring/period.ts';
import { indicatorWords as w } from '../../../../domain/words/monitoring.ts';
import type { useAsked } from './useAsked.ts';

type Kind = keyof typeof w.periodKinds;
const kindOf = (code: string): Kind => (code.includes('M') ? 'month' : code.includes('Q') ? 'quarter' : code.includes('S') ? 'half' : 'year');

/** Which records count, and over which period. */
export function Asking({ asked, periods, now }: { asked: ReturnType<typeof useAsked>; periods: readonly Period[]; now: Period | undefined }) {
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
        <label className="filter-label" htmlFor={id}>
          {w.period}
        </label>
        <select id={id} className="control" value={asked.period || (now?.code ?? '')} onChange={(e) => asked.change({ period: e.target.value, page: null })}>
          {(Object.keys(w.periodKinds) as Kind[]).map((kind) => (
            <optgroup key={kind} label={w.periodKinds[kind]}>
              {periods
                .filter((p) => kindOf(p.code) === kind)
                .map((p) => (
                  <option key={p.code} value={p.code}>
                    {upperFirst(p.name)}
                  </option>
                ))}
            </optgroup>
          ))}
        </select>
      </div>
      <p className="small muted asking-help" aria-live="polite">
        {w.levelHelp[asked.level]}
      </p>
    </search>
  );
}
