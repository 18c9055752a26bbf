import { useEffect, useRef, useState } from 'react';
import type { FieldSpec } from '../../../domain/kernel/form.ts';
import type { BoxKey } from '../../../domain/participation/identityViews.ts';
import { type Identity, sealIdentity } from '../identityBox.ts';
import { FieldFrame, type FieldProps } from './frame.tsx';
import { useFieldWork } from './pending.ts';

/** Returns the public half of the complaints key; null while the programme has none. */
export type BoxPort = () => Promise<BoxKey | null>;

const NOTHING: Identity = { name: '', card: '', phone: '', reach: '' };

/** The parts of an identity. The device must not fill in any of them by itself. */
const PARTS = [
  { part: 'name', label: 'Nombre', inputMode: 'text', maxLength: 120 },
  { part: 'phone', label: 'Teléfono', inputMode: 'tel', maxLength: 40 },
  { part: 'card', label: 'Carnet', inputMode: 'text', maxLength: 20 },
  { part: 'reach', label: 'Cómo encontrarle', inputMode: 'text', maxLength: 200 },
] as const;

/**
 * Asks for the identity of the complainant and gives the form only a sealed box: what was typed is kept nowhere else,
 * neither in a draft nor in the form.
 */
export function BoxField({
  spec,
  value,
  onChange,
  problem,
  disabled,
  port,
}: FieldProps<FieldSpec & { kind: 'box' }, string> & { port: BoxPort | undefined }) {
  const [key, setKey] = useState<BoxKey | null | undefined>(port ? undefined : null);
  const [typed, setTyped] = useState(NOTHING);
  const latest = useRef(typed);
  const { run, failed } = useFieldWork(spec.name);
  useEffect(() => {
    let gone = false;
    port?.().then(
      (found) => gone || setKey(found),
      () => gone || setKey(null),
    );
    return () => {
      gone = true;
    };
  }, [port]);

  const write = (part: keyof Identity, text: string) => {
    const next = { ...latest.current, [part]: text };
    latest.current = next;
    setTyped(next);
    if (!key) return;
    if (Object.values(next).every((v) => v.trim() === '')) {
      onChange(null);
      return;
    }
    void run('cifrando quién reclama', async () => {
      const box = await sealIdentity(key, next);
      // If more was typed meanwhile, a newer box is being made.
      if (latest.current === next) onChange(box);
    });
  };

  return (
    <FieldFrame spec={spec} problem={problem} group>
      {(ids) =>
        key === null ? (
          <p className="small muted">
            Todavía no hay una llave de reclamos: no se puede guardar quién reclama. El reclamo se registra igual.
          </p>
        ) : (
          <div className="box-parts">
            {value && typed === NOTHING ? (
              <p className="small">Ya hay datos cifrados en este formulario. Si escribe otra vez, se reemplazan.</p>
            ) : null}
            {PARTS.map(({ part, label, inputMode, maxLength }) => (
              <label key={part} className="stack-s">
                <span className="small">{label}</span>
                <input
                  className="control"
                  id={part === 'name' ? ids.control : undefined}
                  inputMode={inputMode}
                  autoComplete="off"
                  maxLength={maxLength}
                  disabled={disabled || key === undefined}
                  value={typed[part]}
                  onChange={(e) => write(part, e.target.value)}
                />
              </label>
            ))}
            {failed ? <p className="field-error">{failed}</p> : null}
          </div>
        )
      }
    </FieldFrame>
  );
}
