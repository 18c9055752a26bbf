import { column, columnsOf } from '../../../domain/kernel/columns.ts';
import { choice, count, day, flag, instant, text } from '../../../domain/kernel/noun/kinds.ts';
import { isRole, wordsOfRoles } from '../../../domain/people/roles.ts';
import type { AccessRow, DelegationView, DeviceRow, TokenRow, UserRow } from '../../../domain/people/views.ts';
import { peopleWords } from '../../../domain/words/people.ts';
import { texts } from '../commonColumns.ts';

/** Names of staff are shown to whoever administers them, which takes no view of personal data. */
export const userColumns = columnsOf<UserRow>({
  username: text('usuario').open('noPersonal'),
  name: text('nombre').open('noPersonal'),
  unitId: text('código de unidad').open('noPersonal'),
  active: flag('activa').open('noPersonal'),
  secondFactor: flag('código de verificación').open('noPersonal'),
  lastLoginAt: instant('último ingreso').open('noPersonal'),
  demo: flag('demostración').open('noPersonal'),
  id: text('identificador').open('noPersonal'),
});

// Of delegations, devices and keys everybody sees their own, whatever they see of the programme.

export const delegationColumns = columnsOf<DelegationView>({
  role: choice('rol', wordsOfRoles).open('published'),
  fromName: text('de').open('published'),
  toName: text('para').open('published'),
  from: day('desde').open('published'),
  to: day('hasta').open('published'),
  status: choice('situación', peopleWords.delegations.status).open('published'),
  reason: text('motivo').open('published'),
  endedOn: day('terminó el').open('published'),
  id: text('identificador').open('published'),
});

export const deviceColumns = columnsOf<DeviceRow>({
  userName: text('persona').open('published'),
  name: text('nombre').open('published'),
  registeredOn: day('registrado el').open('published'),
  lastSeenAt: instant('visto por última vez').open('published'),
  lastSeq: count('último registro del teléfono').open('published'),
  gaps: count('registros que no llegaron').open('published'),
  revokedOn: day('dado de baja el').open('published'),
  revokedReason: text('motivo de la baja').open('published'),
  id: text('identificador').open('published'),
});

export const tokenColumns = columnsOf<TokenRow>({
  userName: text('persona').open('published'),
  name: text('nombre').open('published'),
  roles: column('roles', (held: readonly string[]) =>
    held.map((role) => (isRole(role) ? wordsOfRoles[role] : role)).join('; '),
  ).open('published'),
  operations: texts('operaciones').open('published'),
  expiresOn: day('vence el').open('published'),
  revokedOn: day('dado de baja el').open('published'),
  id: text('identificador').open('published'),
});

export const accessColumns = columnsOf<AccessRow>({
  n: count('número'),
  at: instant('cuándo'),
  userName: text('persona'),
  via: choice('por', { session: 'pantalla', token: 'clave de integración' }),
  queryTitle: text('qué consultó'),
  query: text('consulta'),
  aboutName: text('sobre quién o qué'),
  about: text('sobre'),
  subjects: count('personas mostradas'),
});
