import { useState } from 'react';
import type { FieldSpec } from '../../../domain/kernel/form.ts';
import { controlProps, FieldFrame, type FieldProps } from './frame.tsx';
import type { PhotoPort } from './PhotoField.tsx';
import { useFieldWork } from './pending.ts';

/** One file, sent as soon as it is chosen; the form holds its hash. */
export function FileField({
  spec,
  value,
  onChange,
  problem,
  disabled,
  port,
}: FieldProps<FieldSpec & { kind: 'file' }, string> & { port: PhotoPort }) {
  const { busy, failed, run } = useFieldWork(spec.name);
  const [name, setName] = useState<string | null>(null);
  const take = (file: File) =>
    run('enviando el archivo', async () => {
      const hash = await port.add(file);
      setName(file.name);
      onChange(hash);
    });
  return (
    <FieldFrame spec={spec} problem={problem}>
      {(ids) => (
        <div className="place">
          <input
            {...controlProps(ids, spec, disabled || busy !== null)}
            className="control control-file"
            type="file"
            accept={spec.accept}
            onChange={(e) => {
              const file = e.target.files?.[0];
              if (file) void take(file);
            }}
          />
          <p className="small" role="status">
            {busy ? 'Enviando el archivo…' : value ? `Adjunto: ${name ?? 'el archivo que eligió antes'}` : ''}
          </p>
          {failed ? <p className="field-error">{failed}</p> : null}
        </div>
      )}
    </FieldFrame>
  );
}
