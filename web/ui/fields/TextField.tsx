import type { FieldSpec } from '../../../domain/kernel/form.ts';
import { controlProps, FieldFrame, type FieldProps } from './frame.tsx';

type Spec = FieldSpec & { kind: 'text' };

/**
 * Free text in one line or several. `type` is for passwords and similar inputs, which are never part of a command's
 * FieldSpec.
 */
export function TextField({
  spec,
  value,
  onChange,
  problem,
  disabled,
  type = 'text',
  inputMode,
}: FieldProps<Spec, string> & { type?: 'text' | 'password' | 'search' | 'email' | 'tel'; inputMode?: 'numeric' }) {
  return (
    <FieldFrame spec={spec} problem={problem}>
      {(ids) =>
        spec.multiline ? (
          <textarea
            {...controlProps(ids, spec, disabled)}
            className="control"
            rows={4}
            value={value ?? ''}
            maxLength={spec.maxLength}
            onChange={(e) => onChange(e.target.value === '' ? null : e.target.value)}
          />
        ) : (
          <>
            <input
              {...controlProps(ids, spec, disabled)}
              list={spec.suggestions?.length ? `${ids.control}-list` : undefined}
              className="control"
              type={type}
              inputMode={inputMode}
              autoComplete={spec.autocomplete ?? 'off'}
              autoCapitalize={type === 'text' && !spec.autocomplete ? undefined : 'none'}
              value={value ?? ''}
              maxLength={spec.maxLength}
              onChange={(e) => onChange(e.target.value === '' ? null : e.target.value)}
            />
            {spec.suggestions?.length ? (
              <datalist id={`${ids.control}-list`}>
                {spec.suggestions.map((text) => (
                  <option key={text} value={text} />
                ))}
              </datalist>
            ) : null}
          </>
        )
      }
    </FieldFrame>
  );
}
