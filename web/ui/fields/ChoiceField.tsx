import type { ComponentType } from 'react';
import type { FieldSpec } from '../../../domain/kernel/form.ts';
import { controlProps, FieldFrame, type FieldProps } from './frame.tsx';

type Spec = FieldSpec & { kind: 'choice' };
/** Up to this many options are all shown; more are put into a list. */
const SHOWN = 7;

/** One of a few options (all visible), one of many (a list, drawn by the app if it has its own widget), or several. */
export function ChoiceField({
  list: Long,
  ...props
}: FieldProps<Spec, string | string[]> & { list?: ComponentType<FieldProps<Spec, string>> | undefined }) {
  const { spec, value } = props;
  if (spec.many) return <Boxes {...props} />;
  if (spec.options.length <= SHOWN && !spec.search) return <Radios {...props} />;
  return Long ? <Long {...props} value={typeof value === 'string' ? value : null} /> : <List {...props} />;
}

function Radios({ spec, value, onChange, problem, disabled }: FieldProps<Spec, string | string[]>) {
  return (
    <FieldFrame spec={spec} problem={problem} group>
      {(ids) => (
        <div className="choices">
          {spec.options.map((o) => (
            <label key={o.value} className="choice">
              <input
                type="radio"
                name={`${ids.control}-${spec.name}`}
                disabled={disabled}
                checked={value === o.value}
                aria-invalid={ids.invalid || undefined}
                onChange={() => onChange(o.value)}
              />
              <Words option={o} />
            </label>
          ))}
        </div>
      )}
    </FieldFrame>
  );
}

function Words({ option }: { option: Spec['options'][number] }) {
  return (
    <span>
      {option.label}
      {option.help ? <span className="choice-help">{option.help}</span> : null}
    </span>
  );
}

function Boxes({ spec, value, onChange, problem, disabled }: FieldProps<Spec, string | string[]>) {
  const held = Array.isArray(value) ? value : [];
  return (
    <FieldFrame spec={spec} problem={problem} group>
      {(ids) => (
        <div className="choices">
          {spec.options.map((o) => (
            <label key={o.value} className="choice">
              <input
                type="checkbox"
                disabled={disabled}
                checked={held.includes(o.value)}
                aria-invalid={ids.invalid || undefined}
                onChange={(e) => {
                  // In the order of the options, so that the same answer always has the same text.
                  const next = spec.options
                    .map((x) => x.value)
                    .filter((v) => (v === o.value ? e.target.checked : held.includes(v)));
                  onChange(next.length === 0 ? null : next);
                }}
              />
              <Words option={o} />
            </label>
          ))}
        </div>
      )}
    </FieldFrame>
  );
}

function List({ spec, value, onChange, problem, disabled }: FieldProps<Spec, string | string[]>) {
  return (
    <FieldFrame spec={spec} problem={problem}>
      {(ids) => (
        <select
          {...controlProps(ids, spec, disabled)}
          className="control"
          value={typeof value === 'string' ? value : ''}
          onChange={(e) => onChange(e.target.value || null)}
        >
          <option value="">Elija…</option>
          {spec.options.map((o) => (
            <option key={o.value} value={o.value}>
              {o.label}
            </option>
          ))}
        </select>
      )}
    </FieldFrame>
  );
}
