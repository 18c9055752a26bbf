import { choice, day, reference, text } from '../../kernel/noun/kinds.ts';
import { proposeRole } from '../../people/grantCommands.ts';
import { grantableRoles, type Role, roles } from '../../people/roles.ts';
import { accountAdministrators, createUser } from '../../people/userCommands.ts';
import { column, type RowImportable, type RowValues, type ToldCommand } from '../importable.ts';

/** Roles of the nation or of a unit: a sheet cannot give roles for organisations, municipalities or sessions. */
const offered = grantableRoles.filter((role) => ['national', 'unit', 'alliances'].includes(roles[role].scope));
const words = Object.fromEntries(offered.map((role) => [role, roles[role].name]));

function roleOf(values: RowValues, userId: string, grantId: string): ToldCommand[] {
  const role = values.role as Role | null;
  if (role === null) return [];
  const scopeIds = roles[role].scope === 'unit' && values.unitId ? [values.unitId] : [];
  return [
    { kind: proposeRole.kind, subjectId: grantId, body: { userId, role, scopeIds, from: values.from, to: values.to } },
  ];
}

/**
 * Accounts with one role each. The first password is handed over afterwards, and a role that two people give waits for
 * the second.
 */
export const users: RowImportable = {
  name: 'users',
  many: 'usuarios',
  one: 'usuario',
  lead:
    'Una fila por persona, con su rol. La contraseña se entrega después, desde Usuarios; los roles que dan dos ' +
    'personas quedan por confirmar.',
  path: '/usuarios',
  paged: true,
  by: [...accountAdministrators],
  kinds: [createUser.kind, proposeRole.kind],
  gives: ['user'],
  columns: {
    username: column(text('usuario', { maxLength: 60 }).required(), 'ana.rojas', 'luis.quispe', [
      'nombre de usuario',
      'cuenta',
      'login',
    ]),
    name: column(text('nombre completo', { maxLength: 120 }).required(), 'Ana Rojas Mamani', 'Luis Quispe Flores', [
      'nombre',
      'nombres y apellidos',
    ]),
    ciNumber: column(text('carnet', { maxLength: 20 }).required(), '4567890', '5678901', [
      'ci',
      'cedula',
      'carnet de identidad',
    ]),
    ciComplement: column(text('complemento', { maxLength: 2 }), null, null),
    email: column(text('correo', { maxLength: 200 }), 'ana.rojas@example.org', null, ['email', 'correo electronico']),
    phone: column(text('teléfono', { maxLength: 20 }), '71234567', null, ['celular']),
    unitId: column(reference('unidad operativa', 'unit'), 'UOD La Paz', 'UOD La Paz', ['unidad', 'uod']),
    role: column(choice('rol', words), 'Oficial de alianzas', 'Acompañante', ['cargo', 'funcion']),
    from: column(day('rol desde'), null, null, ['desde']),
    to: column(day('rol hasta'), null, null, ['hasta']),
  },
  key: ['username'],
  named: ['username', 'name'],
  once: ['ciNumber'],
  at: { scopeIds: 'unitId', userId: 'username' },
  commands: (values, { id }) => {
    const { username, name, ciNumber, ciComplement, email, phone, unitId } = values;
    const create = {
      kind: createUser.kind,
      subjectId: id('row'),
      body: { username, name, ciNumber, ciComplement, email, phone, unitId },
    };
    return [create, ...roleOf(values, id('row'), id('role'))];
  },
};
