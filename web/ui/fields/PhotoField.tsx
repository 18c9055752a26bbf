import { useRef } from 'react';
import type { FieldSpec } from '../../../domain/kernel/form.ts';
import { FieldFrame, type FieldProps } from './frame.tsx';
import { useFieldWork } from './pending.ts';
import { keepEach } from './photoFiles.ts';

/** How an app keeps a photo: the office sends it; the phone shrinks it and puts it into its store. */
export interface PhotoPort {
  /** Keeps one file and returns its hash. Throws an Error whose message is a sentence for the person. */
  readonly add: (file: File) => Promise<string>;
  readonly url: (hash: string) => string;
}

/**
 * Photos one by one; on a phone the button opens the camera. Each file has its own result: one that fails does not
 * affect the others.
 */
export function PhotoField({
  spec,
  value,
  onChange,
  problem,
  disabled,
  port,
}: FieldProps<FieldSpec & { kind: 'photo' }, string[]> & { port: PhotoPort }) {
  const { busy, failed, run } = useFieldWork(spec.name);
  const held = value ?? [];
  // The current value of the form, also when a photo is ready long after it was chosen.
  const latest = useRef(held);
  latest.current = held;
  const most = spec.max ?? 10;
  const put = (hashes: string[]) => {
    latest.current = hashes;
    onChange(hashes.length === 0 ? null : hashes);
  };
  const add = (files: readonly File[]) =>
    run(files.length === 1 ? 'guardando 1 foto' : `guardando ${files.length} fotos`, async () => {
      const told = await keepEach(files, most, port.add, () => latest.current, put);
      if (told) throw new Error(told);
    });
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
                onClick={() => put(latest.current.filter((h) => h !== hash))}
              >
                ×
              </button>
            </figure>
          ))}
          {held.length >= most ? null : (
            <label className="photo photo-add" data-busy={busy ? '' : undefined}>
              <input
                type="file"
                className="only-read"
                accept="image/jpeg,image/png,image/webp"
                capture="environment"
                multiple
                disabled={disabled || busy !== null}
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
