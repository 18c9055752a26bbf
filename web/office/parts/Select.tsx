import type { Option } from '../../../domain/kernel/form.ts';
import { Combobox, type ComboboxProps } from './Combobox.tsx';

/** Of so many options the browser's own list is read at a glance; among more one searches. */
export const LONG = 10;

/** One of a list: of few as the browser lists them, of many by searching. */
export function Select({
  className = '',
  ...props
}: Omit<ComboboxProps, 'clears'> & { readonly id: string; readonly empty?: string; className?: string }) {
  const { options, value, onChange, empty } = props;
  if (options.length > LONG || props.search) return <Combobox {...props} clears={empty !== undefined} />;
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
      // Until there is something to choose from it may yet become the other kind of list.
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
