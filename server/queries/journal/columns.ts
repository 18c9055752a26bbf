import { columnsOf } from '../../../domain/kernel/columns.ts';
import { choice, count, day, flag, instant, text } from '../../../domain/kernel/noun/kinds.ts';
import type { ErasureRow, JournalEntryView } from '../../../domain/kernel/views.ts';
import { wordsOfRoles } from '../../../domain/people/roles.ts';
import { codeOrText, nounColumn, texts } from '../commonColumns.ts';

/** Who acted, with which device and for whom is told to the full view alone; the others are told the role. */
export const journalColumns = columnsOf<JournalEntryView>({
  number: count('número').open('noPersonal'),
  title: text('título').open('noPersonal'),
  type: choice('clase', { fact: 'hecho', act: 'acto' }).open('noPersonal'),
  kind: text('operación').open('noPersonal'),
  subjectNoun: nounColumn('sobre qué').open('noPersonal'),
  subjectLabel: text('cuál').open('noPersonal'),
  actorName: text('persona'),
  role: codeOrText('rol', { ...wordsOfRoles, sistema: 'Sistema' }).open('noPersonal'),
  delegatedByName: text('por delegación de'),
  deviceName: text('dispositivo'),
  occurredOn: day('fecha').open('noPersonal'),
  capturedAt: instant('capturado').open('noPersonal'),
  receivedAt: instant('recibido').open('noPersonal'),
  flags: texts('señales').open('noPersonal'),
  unitId: text('código de unidad').open('noPersonal'),
  more: count('filas que además cambió').open('noPersonal'),
  hash: text('huella').open('noPersonal'),
  id: text('identificador').open('noPersonal'),
});

/** Reasons are written without personal data, and whoever administers the system carries erasures out. */
export const erasureColumns = columnsOf<ErasureRow>({
  number: count('número').open('noPersonal'),
  title: text('título').open('noPersonal'),
  kind: text('operación').open('noPersonal'),
  reason: text('motivo').open('noPersonal'),
  basis: text('en qué se apoya').open('noPersonal'),
  status: choice('situación', {
    proposed: 'espera a otra persona',
    confirmed: 'confirmado',
    refused: 'rechazado',
  }).open('noPersonal'),
  proposedByName: text('lo pidió').open('noPersonal'),
  proposedOn: day('día en que se pidió').open('noPersonal'),
  decidedByName: text('decidió').open('noPersonal'),
  decidedOn: day('decidido el').open('noPersonal'),
  decidedReason: text('motivo de la decisión').open('noPersonal'),
  done: flag('borrado').open('noPersonal'),
  mine: flag('lo pidió quien lee').open('noPersonal'),
  id: text('identificador').open('noPersonal'),
});
