import type { WaitingCommand } from '../../../domain/field/views.ts';
import { column, columnsOf } from '../../../domain/kernel/columns.ts';
import { count, flag, instant, text } from '../../../domain/kernel/noun/kinds.ts';

export const heldColumns = columnsOf<WaitingCommand>({
  title: text('título').open('noPersonal'),
  kind: text('operación').open('noPersonal'),
  authorName: text('registró'),
  receivedAt: instant('recibido').open('noPersonal'),
  days: count('días').open('noPersonal'),
  late: flag('demorado').open('noPersonal'),
  waitsFor: column('espera a', (all: WaitingCommand['waitsFor']) =>
    all.map(({ title }) => title ?? 's/d').join('; '),
  ).open('noPersonal'),
});
