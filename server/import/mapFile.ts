import * as z from 'zod/mini';
import { isAllianceState } from '../../domain/alliance/states.ts';
import { type ImportField, type ImportMapping, importFields } from '../../domain/import/fields.ts';
import { normalized } from '../../domain/kernel/text.ts';

const fileSchema = z.object({
  /** Datum → header of its column. */
  columns: z.optional(z.record(z.string(), z.string())),
  /** Words of the source for a stage → state. */
  states: z.optional(z.record(z.string(), z.string())),
});

/** Reads a mapping that a person wrote down, against the headers of the sheet. Throws an Error with a Spanish sentence. */
export function readMap(
  json: unknown,
  headers: readonly string[],
): { mapping?: ImportMapping; states?: Record<string, string> } {
  const read = fileSchema.safeParse(json);
  if (!read.success)
    throw new Error('El mapa de columnas lleva {"columns": {"dato": "encabezado"}, "states": {"palabras": "ESTADO"}}.');
  const plain = headers.map(normalized);
  const mapping: Partial<Record<ImportField, number>> = {};
  for (const [field, header] of Object.entries(read.data.columns ?? {})) {
    if (!Object.hasOwn(importFields, field))
      throw new Error(
        `El mapa nombra un dato que no existe: «${field}». Existen: ${Object.keys(importFields).join(', ')}.`,
      );
    const at = plain.indexOf(normalized(header));
    if (at < 0) throw new Error(`La planilla no tiene una columna «${header}».`);
    mapping[field as ImportField] = at;
  }
  for (const state of Object.values(read.data.states ?? {}))
    if (!isAllianceState(state)) throw new Error(`No existe el estado «${state}».`);
  return { ...(read.data.columns ? { mapping } : {}), ...(read.data.states ? { states: read.data.states } : {}) };
}
