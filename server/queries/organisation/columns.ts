import { duplicateStates } from '../../../domain/alliance/records.ts';
import type {
  DuplicateRow,
  DuplicateSide,
  MemberRow,
  OrganisationAllianceRow,
} from '../../../domain/alliance/registerViews.ts';
import { wordsOfStates } from '../../../domain/alliance/states.ts';
import { column, columnsOf } from '../../../domain/kernel/columns.ts';
import { choice, count, day, flag, text } from '../../../domain/kernel/noun/kinds.ts';
import { captureWords } from '../../../domain/words/capture.ts';
import { levelColumn, nounColumn } from '../commonColumns.ts';

export const organisationAllianceColumns = columnsOf<OrganisationAllianceRow>({
  code: text('código').open('noPersonal'),
  name: text('alianza').open('noPersonal'),
  state: choice('estado', wordsOfStates).open('noPersonal'),
  stateSince: day('en ese estado desde').open('noPersonal'),
  model: count('modelo').open('noPersonal'),
  productName: text('producto').open('noPersonal'),
  members: count('familias inscritas').open('noPersonal'),
  id: text('identificador').open('noPersonal'),
});

export const memberColumns = columnsOf<MemberRow>({
  name: text('nombre'),
  ci: text('carnet de identidad'),
  sex: choice('sexo', captureWords.sex),
  birthDate: day('fecha de nacimiento'),
  joinedOn: day('ingreso'),
  leftOn: day('salida'),
  level: levelColumn,
  id: text('identificador'),
});

const side = (label: string) => column(label, ({ name }: DuplicateSide) => name);

export const duplicateColumns = columnsOf<DuplicateRow>({
  noun: nounColumn('registro'),
  left: side('uno'),
  right: side('otro'),
  reason: text('motivo'),
  score: count('parecido'),
  twoFamilies: flag('son dos familias'),
  unitId: text('código de unidad'),
  status: choice('situación', duplicateStates),
  decidedByName: text('decidió'),
  decidedOn: day('decidido el'),
  note: text('nota'),
  id: text('identificador'),
});
