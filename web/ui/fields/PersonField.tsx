import type { CiValue, FieldSpec } from '../../../domain/kernel/form.ts';
import { controlProps, FieldFrame, type FieldProps } from './frame.tsx';

/** Identity card: the digits, and the complement that distinguishes two equal numbers. */
export function PersonField({
  spec,
  value,
  onChange,
  problem,
  disabled,
}: FieldProps<FieldSpec & { kind: 'person' }, CiValue>) {
  const held = value ?? { ci: '', complement: '' };
  const tell = (next: CiValue) => onChange(next.ci === '' && next.complement === '' ? null : next);
  return (
    <FieldFrame spec={spec} problem={problem} group>
      {(ids) => (
        <div className="control-joined">
          <input
            {...controlProps(ids, spec, disabled)}
            className="control num"
            inputMode="numeric"
            autoComplete="off"
            maxLength={12}
            aria-label={`${spec.label}: número`}
            value={held.ci}
            onChange={(e) => tell({ ...held, ci: e.target.value.replaceAll(/[\s.]/g, '') })}
          />
          <input
            className="control num control-short"
            autoComplete="off"
            maxLength={2}
            disabled={disabled}
            placeholder="1B"
            aria-label={`${spec.label}: complemento, si tiene`}
            value={held.complement}
            onChange={(e) => tell({ ...held, complement: e.target.value.toUpperCase() })}
          />
        </div>
      )}
    </FieldFrame>
  );
}
