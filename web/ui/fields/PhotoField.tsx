import { useState } from 'react';
import type { FieldSpec } from '../../../domain/kernel/form.ts';
import { FieldFrame, type FieldProps } from './frame.tsx';

/** How an app keeps a photo: the office sends it, the phone shrinks it and puts it into its store. */
export interface PhotoPort {
  /** Keeps the photos and answers their hashes, in order. Throws an Error whose message is a sentence for the person. */
  readonly add: (files: readonly File[]) => Promise<readonly string[]>;
  readonly url: (hash: string) => string;
}

/** Photos one by one; on a phone the button opens the camera. */
export function PhotoField({ spec, value, onChange, problem, disabled, port }: FieldProps<FieldSpec & { kind: 'photo' }, string[]> & { port: PhotoPort }) {
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<string | null>(null);
  const held = value ?? [];
  const full = held.length >= (spec.max ?? 10);
  const add = async (files: readonly File[]) => {
    setBusy(true);
    setFailed(null);
    try {
      const hashes = await port.add(files.slice(0, (spec.max ?? 10) - held.length));
      onChange([...held, ...hashes.filter((h) => !held.includes(h))]);
    } catch (error) {
      setFailed(error instanceof Error ? error.message : String(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <FieldFrame spec={spec} problem={problem} group>
      {(ids) => (
        <div className="photos">
          {held.map((hash, i) => (
            <figure key={hash} className="photo">
              <img src={port.url(hash)} alt={`Foto ${i + 1}`} loading="lazy" />
              <button
                type="button"
                className="btn btn-icon photo-drop"
                disabled={disabled}
                aria-label={`Quitar la foto ${i + 1}`}
                onClick={() => {
                  const rest = held.filter((h) => h !== hash);
                  onChange(rest.length === 0 ? null : rest);
                }}
              >
                ×
              </button>
            </figure>
          ))}
          {full ? null : (
            <label className="photo photo-add" data-busy={busy ? '' : undefined}>
              <input
                type="file"
                className="only-read"
                accept="image/jpeg,image/png,image/webp"
                capture="environment"
                multiple
                disabled={disabled || busy}
                aria-invalid={ids.invalid || undefined}
                onChange={(e) => {
                  const files = [...(e.target.files ?? [])];
                  e.target.value = '';
                  if (files.length > 0) void add(files);
                }}
              />
              <span aria-hidden="true" className="photo-plus">
                +
              </span>
              <span>{busy ? 'Guardando…' : 'Agregar foto'}</span>
            </label>
          )}
          <p className="field-error" role="alert" hidden={!failed}>
            {failed}
          </p>
        </div>
      )}
    </FieldFrame>
  );
}
