import { choice, count, day, flag, money, reference, text } from '../kernel/noun/kinds.ts';
import { type RecordKinds, told } from '../kernel/noun/record.ts';
import { maskedNumber } from '../people/ci.ts';
import { wordsOfRoles } from '../people/roles.ts';
import { municipality, position, unit, verified } from '../recordParts.ts';
import { captureWords } from '../words/capture.ts';
import { gapFields } from './alliance.ts';
import { wordsOfStates } from './states.ts';

export const duplicateStates = { open: 'por decidir', same: 'son lo mismo', different: 'son distintos' } as const;

/** Alliances with what is agreed for them, the organisations behind them and their families (domain brief 3.2 to 3.4). */
export const allianceRecords = {
  alliance: {
    one: 'alianza',
    fields: {
      code: text('código').open('noPersonal'),
      name: text('nombre').open('noPersonal'),
      state: choice('estado', wordsOfStates).open('noPersonal'),
      stateSince: day('en ese estado desde').open('noPersonal'),
      suspendedOn: day('suspendida desde').open('noPersonal'),
      suspendedReason: text('motivo de la suspensión'),
      unitId: unit,
      origin: text('origen').open('noPersonal'),
    },
  },
  alliance_profile: {
    one: 'datos de la alianza',
    many: 'datos de alianzas',
    fields: {
      model: count('modelo').open('noPersonal'),
      municipalityCode: municipality,
      municipalityHow: choice('cómo se supo el municipio', captureWords.placeHow).open('noPersonal'),
      communityName: text('comunidad').open('noPersonal'),
      ...position,
      productCode: reference('producto', 'product').open('noPersonal'),
      familiesDeclared: count('familias').open('noPersonal'),
      womenDeclared: count(gapFields.womenDeclared).open('noPersonal'),
      amountPar: money('monto del proyecto').open('noPersonal'),
      amountCounterpart: money('monto de contraparte').open('noPersonal'),
      buyerName: text('comprador'),
      ruralConfirmed: flag('comunidad rural confirmada').open('noPersonal'),
      unitId: unit,
      ...verified,
    },
  },
  alliance_stage: {
    one: 'etapa alcanzada',
    fields: {
      state: choice('estado', wordsOfStates).open('noPersonal'),
      reachedOn: day('alcanzado el').open('noPersonal'),
      how: text('cómo').open('noPersonal'),
      note: text('nota'),
    },
  },
  alliance_transfer: {
    one: 'transferencia a otra unidad',
    fields: {
      fromUnitId: reference('unidad que la entrega', 'unit').open('noPersonal'),
      toUnitId: reference('unidad que la recibe', 'unit').open('noPersonal'),
      validFrom: day('desde').open('noPersonal'),
      reason: text('motivo'),
    },
  },
  assignment: {
    one: 'asignación',
    fields: {
      role: choice('rol', wordsOfRoles),
      validFrom: day('desde'),
      validTo: day('hasta'),
      reason: text('motivo'),
    },
  },
  person: {
    one: 'persona',
    fields: {
      givenNames: text('nombres'),
      paternalSurname: text('apellido paterno'),
      maternalSurname: text('apellido materno'),
      ciNumber: told('carnet', maskedNumber),
      ciComplement: text('complemento'),
      ciIssuedIn: text('expedido en'),
      ciMissingReason: choice('por qué falta el carnet', captureWords.ciMissing),
      sex: choice('sexo', captureWords.sex),
      birthDate: day('fecha de nacimiento'),
      indigenous: flag('se identifica como indígena'),
      peopleName: text('pueblo'),
      phone: text('teléfono'),
      disability: flag('discapacidad'),
    },
  },
  family: {
    one: 'familia',
    fields: {
      dependants: count('dependientes'),
      municipalityCode: reference('municipio', 'municipality'),
      lon: told('longitud', String),
      lat: told('latitud', String),
    },
  },
  source_document: {
    one: 'documento de respaldo',
    fields: {
      title: text('título').open('noPersonal'),
      reference: text('referencia').open('noPersonal'),
      issuedOn: day('fecha del documento').open('noPersonal'),
    },
  },
  duplicate_question: {
    one: 'posible duplicado',
    fields: {
      reason: text('motivo'),
      status: choice('situación', duplicateStates).open('noPersonal'),
      note: text('nota'),
      unitId: unit,
    },
  },
} as const satisfies RecordKinds;
