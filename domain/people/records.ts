import { choice, day, flag, reference, text } from '../kernel/noun/kinds.ts';
import { type RecordKinds, told } from '../kernel/noun/record.ts';
import { peopleWords } from '../words/people.ts';
import { maskedNumber } from './ci.ts';
import { wordsOfRoles } from './roles.ts';

/** Accounts and what they may do. All of it is about natural persons: told to the full view alone. */
export const peopleRecords = {
  user_account: {
    one: 'cuenta',
    fields: {
      username: text('usuario'),
      name: text('nombre'),
      phone: text('teléfono'),
      ciNumber: told('carnet', maskedNumber),
      ciComplement: text('complemento'),
      active: flag('activa'),
      unitId: reference('unidad', 'unit'),
    },
  },
  role_grant: {
    one: 'rol',
    fields: {
      role: choice('rol', wordsOfRoles),
      validFrom: day('desde'),
      validTo: day('hasta'),
      status: choice('situación', peopleWords.grants.status),
    },
  },
  delegation: {
    one: 'delegación',
    fields: {
      validFrom: day('desde'),
      validTo: day('hasta'),
      reason: text('motivo'),
      status: choice('situación', peopleWords.delegations.status),
    },
  },
  device: {
    one: 'dispositivo',
    fields: {
      name: text('nombre'),
      registeredOn: day('registrado el'),
      revokedOn: day('dado de baja el'),
      revokedReason: text('motivo de la baja'),
    },
  },
  api_token: { one: 'clave de integración', fields: { name: text('nombre'), revokedOn: day('dado de baja el') } },
} as const satisfies RecordKinds;
