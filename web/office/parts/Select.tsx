import { lazy, Suspense, useLayoutEffect, useRef } from 'react';
import type { Option } from '../../../domain/kernel/form.ts';
import { pickerWords as w } from '../../../domain/words/office.ts';
import { Icon } from '../../ui/icons.tsx';
import type { ComboboxProps } from './Combobox.tsx';

/** Up to this many options, the browser's own list is used; more are searched. */
const LONG = 10;

/**
 * The code of the searched list is larger than all that a screen with short lists needs, so it is loaded with the first
 * long list.
 */
const Combobox = lazy(() =>
  import('./Combobox.tsx').then(
    ({ Combobox: Searched }) => ({ default: Searched }),
    // Without that code, the browser's own list has the same options.
    () => ({ default: (props: ComboboxProps) => <Plain {...props} /> }),
  ),
);

/** Shown while the searched list is loading: the same size, value and name, but it cannot be opened yet. */
function Coming({
  id,
  labelledBy,
  options,
  value,
  empty,
  clears,
  onGone,
}: ComboboxProps & { onGone: (focused: boolean) => void }) {
  const input = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    const own = input.current;
    return () => onGone(own === document.activeElement);
  }, [onGone]);
  return (
    <div className="pick">
      <div className="pick-box">
        <input
          ref={input}
          {...(id ? { id } : {})}
          className="control pick-input"
          aria-labelledby={labelledBy}
          aria-busy
          readOnly
          placeholder={empty ?? w.choose}
          value={options.find((o) => o.value !== '' && o.value === value)?.label ?? ''}
        />
        {clears && value ? <span className="pick-button pick-clear" /> : null}
        <span className="pick-button">
          <Icon name="down" size={16} />
        </span>
      </div>
    </div>
  );
}

/** If the placeholder had the focus, the loaded list gets it. */
function Long(props: ComboboxProps) {
  const whole = useRef<HTMLDivElement>(null);
  const focused = useRef(false);
  const gone = useRef((was: boolean) => {
    focused.current = was;
  });
  const arrived = useRef(() => {
    if (focused.current) whole.current?.querySelector('input')?.focus();
    focused.current = false;
  });
  return (
    <div ref={whole} className="pick-whole">
      <Suspense fallback={<Coming {...props} onGone={gone.current} />}>
        <Combobox {...props} />
        <Arrived tell={arrived.current} />
      </Suspense>
    </div>
  );
}

function Arrived({ tell }: { tell: () => void }) {
  useLayoutEffect(tell, [tell]);
  return null;
}

/** One of a list: a few options in the browser's own list, many in one that is searched. */
export function Select({
  className = '',
  ...props
}: Omit<ComboboxProps, 'clears'> & { readonly id: string; readonly empty?: string; className?: string }) {
  if (props.options.length > LONG || props.search) return <Long {...props} clears={props.empty !== undefined} />;
  return <Plain {...props} className={className} />;
}

/** The browser's own list. */
function Plain({
  className = '',
  options,
  value,
  onChange,
  empty,
  ...props
}: ComboboxProps & { readonly className?: string }) {
  const groups = [...new Set(options.map((o) => o.group ?? ''))];
  const listed = (own: readonly Option[]) =>
    own.map((o) => (
      <option key={o.value} value={o.value}>
        {o.label}
      </option>
    ));
  return (
    <select
      id={props.id}
      {...(props.name ? { name: props.name } : {})}
      className={`control ${className}`}
      // An empty list cannot be opened, because once its options are loaded it may become the searched kind.
      disabled={props.disabled || options.length === 0}
      aria-describedby={props.describedBy}
      aria-invalid={props.invalid || undefined}
      aria-required={props.required || undefined}
      value={value ?? ''}
      onChange={(e) => onChange(e.target.value || null)}
    >
      {empty === undefined ? null : <option value="">{empty}</option>}
      {groups.map((group) =>
        group === '' ? (
          listed(options.filter((o) => !o.group))
        ) : (
          <optgroup key={group} label={group}>
            {listed(options.filter((o) => o.group === group))}
          </optgroup>
        ),
      )}
    </select>
  );
}
