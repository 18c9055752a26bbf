import type { ImportListView, ImportProblemRow } from '../../../domain/import/views.ts';
import { columnsOf } from '../../../domain/kernel/columns.ts';
import { choice, count, instant, text } from '../../../domain/kernel/noun/kinds.ts';
import { importWords } from '../../../domain/words/imports.ts';

export const importColumns = columnsOf<ImportListView['rows'][number]>({
  filename: text('archivo').open('noPersonal'),
  status: choice('situación', importWords.status).open('noPersonal'),
  startedAt: instant('hora de inicio').open('noPersonal'),
  byName: text('persona').open('noPersonal'),
  done: count('filas listas').open('noPersonal'),
  total: count('filas en total').open('noPersonal'),
  id: text('identificador').open('noPersonal'),
});

/** What was read in a cell may be somebody's card: only the full view takes it away, and that is logged. */
export const importProblemColumns = columnsOf<ImportProblemRow>({
  sheet: text('hoja').open('noPersonal'),
  row: count('fila').open('noPersonal'),
  severity: choice('qué pasa con ella', importWords.severity).open('noPersonal'),
  column: text('columna').open('noPersonal'),
  cell: text('celda').open('noPersonal'),
  value: text('valor'),
  message: text('por qué').open('noPersonal'),
  problemCode: text('código del problema').open('noPersonal'),
  path: text('página en la oficina').open('noPersonal'),
});
