import { useState } from 'react';
import { type FieldSpec, type QuantityValue, readNumber } from '../../../domain/kernel/form.ts';
import { writtenNumber } from '../../../domain/kernel/money.ts';
import { controlProps, FieldFrame, type FieldIds, type FieldProps } from './frame.tsx';

/**
 * The stored integer for a typed number: money in centavos (100), quantities in 1/10,000. A plain number (1) stays as
 * it is.
 */
function scaled(n: number | null, scale: number): number | null {
  if (n === null || scale === 1) return n;
  const whole = Math.round(n * scale);
  return Math.abs(n * scale - whole) < 1e-6 * scale ? whole : Number.NaN;
}

/** A number as a person would type it: without unneeded zeros after the comma. */
function typed(n: number | null | undefined, most: number): string {
  if (n === null || n === undefined || Number.isNaN(n)) return '';
  return writtenNumber(n, most)
    .replace(/(,\d*?)0+$/, '$1')
    .replace(/,$/, '');
}

/**
 * The input of every number. While it has the focus it keeps what was typed; afterwards it shows the number as it was
 * understood ('1250,5' → '1.250,5'), so that a misplaced point is noticed at once.
 */
function NumberInput({
  ids,
  spec,
  value,
  scale,
  decimals,
  onChange,
  disabled,
  label,
}: {
  ids: FieldIds;
  spec: FieldSpec;
  value: number | null | undefined;
  scale: number;
  decimals: number;
  onChange: (value: number | null) => void;
  disabled?: boolean | undefined;
  label?: string;
}) {
  const [text, setText] = useState(() => typed(value === null || value === undefined ? null : value / scale, decimals));
  const mine = scaled(readNumber(text), scale);
  const same = Object.is(mine, value ?? null);
  const shown = same ? text : typed(value === null || value === undefined ? null : value / scale, decimals);
  return (
    <input
      {...controlProps(ids, spec, disabled)}
      className="control num"
      inputMode="decimal"
      autoComplete="off"
      aria-label={label}
      value={shown}
      onChange={(e) => {
        setText(e.target.value);
        onChange(scaled(readNumber(e.target.value), scale));
      }}
      onBlur={() => {
        const n = readNumber(text);
        if (same && n !== null && Number.isFinite(n)) setText(typed(n, Math.max(decimals, 4)));
      }}
    />
  );
}

/** A plain number with its unit beside it. */
export function NumberField({
  spec,
  value,
  onChange,
  problem,
  disabled,
}: FieldProps<FieldSpec & { kind: 'number' }, number>) {
  return (
    <FieldFrame spec={spec} problem={problem}>
      {(ids) => (
        <div className="control-joined">
          <NumberInput
            ids={ids}
            spec={spec}
            value={value}
            scale={1}
            decimals={spec.decimals ?? 0}
            onChange={onChange}
            disabled={disabled}
          />
          {spec.unit ? <span className="control-unit">{spec.unit}</span> : null}
        </div>
      )}
    </FieldFrame>
  );
}

/** An amount in bolivianos; the value is in whole centavos. */
export function MoneyField({
  spec,
  value,
  onChange,
  problem,
  disabled,
}: FieldProps<FieldSpec & { kind: 'money' }, number>) {
  return (
    <FieldFrame spec={spec} problem={problem}>
      {(ids) => (
        <div className="control-joined">
          <span className="control-unit">Bs</span>
          <NumberInput
            ids={ids}
            spec={spec}
            value={value}
            scale={100}
            decimals={2}
            onChange={onChange}
            disabled={disabled}
          />
        </div>
      )}
    </FieldFrame>
  );
}

/** An amount of something in one of its units; the value is in 1/10,000 of that unit. */
export function QuantityField({
  spec,
  value,
  onChange,
  problem,
  disabled,
}: FieldProps<FieldSpec & { kind: 'quantity' }, QuantityValue>) {
  const first = spec.units[0]?.code ?? '';
  const unit = value?.unit ?? first;
  // With several units the unit may be chosen before the number is written.
  const [chosen, setChosen] = useState(unit);
  const shownUnit = value?.unit ?? chosen;
  return (
    <FieldFrame spec={spec} problem={problem} group={spec.units.length > 1}>
      {(ids) => (
        <div className="control-joined">
          <NumberInput
            ids={ids}
            spec={spec}
            value={value?.quantity}
            scale={10_000}
            decimals={4}
            disabled={disabled}
            {...(spec.units.length > 1 ? { label: `${spec.label}: cantidad` } : {})}
            onChange={(quantity) => onChange(quantity === null ? null : { quantity, unit: shownUnit })}
          />
          {spec.units.length > 1 ? (
            <select
              className="control control-unit-choice"
              aria-label={`${spec.label}: unidad`}
              disabled={disabled}
              value={shownUnit}
              onChange={(e) => {
                setChosen(e.target.value);
                if (value) onChange({ quantity: value.quantity, unit: e.target.value });
              }}
            >
              {spec.units.map((u) => (
                <option key={u.code} value={u.code}>
                  {u.label}
                </option>
              ))}
            </select>
          ) : (
            <span className="control-unit">{spec.units[0]?.label}</span>
          )}
        </div>
      )}
    </FieldFrame>
  );
}
