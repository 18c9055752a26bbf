import { gapFields } from '../../../domain/alliance/alliance.ts';
import type { FunnelRow } from '../../../domain/alliance/funnel.ts';
import { wordsOfStates } from '../../../domain/alliance/states.ts';
import type { AllianceRow, BuyerAgreementRow } from '../../../domain/alliance/views.ts';
import { columnsOf } from '../../../domain/kernel/columns.ts';
import { choice, choices, count, day, flag, money, price, quantity, text } from '../../../domain/kernel/noun/kinds.ts';
import { levelColumn } from '../commonColumns.ts';

export const allianceColumns = columnsOf<AllianceRow>({
  code: text('código').open('noPersonal'),
  name: text('nombre').open('noPersonal'),
  organisationName: text('organización').open('noPersonal'),
  unitId: text('código de unidad').open('noPersonal'),
  unitName: text('unidad').open('noPersonal'),
  state: choice('estado', wordsOfStates).open('noPersonal'),
  stateSince: day('en ese estado desde').open('noPersonal'),
  suspended: flag('suspendida').open('noPersonal'),
  origin: text('origen').open('noPersonal'),
  level: levelColumn.open('noPersonal'),
  model: count('modelo').open('noPersonal'),
  municipalityCode: text('código del municipio').open('noPersonal'),
  municipalityName: text('municipio').open('noPersonal'),
  departmentName: text('departamento').open('noPersonal'),
  productName: text('producto').open('noPersonal'),
  families: count('familias').open('noPersonal'),
  gaps: choices('datos por completar', gapFields).open('noPersonal'),
  lastVisitOn: day('última visita').open('noPersonal'),
  demo: flag('demostración').open('noPersonal'),
  id: text('identificador').open('noPersonal'),
});

export const funnelColumns = columnsOf<FunnelRow>({
  state: choice('etapa', wordsOfStates).open('published'),
  reached: count('llegaron').open('published'),
  here: count('están en ella').open('published'),
  medianDays: count('días hasta la siguiente, mediana').open('published'),
  timed: count('alianzas con ambos días').open('published'),
  longestDays: count('más días en ella').open('published'),
});

export const agreementColumns = columnsOf<BuyerAgreementRow>({
  allianceCode: text('código de la alianza'),
  allianceName: text('alianza'),
  productName: text('producto'),
  quantityPerCycle: quantity('cantidad por ciclo', ''),
  unitName: text('unidad de medida'),
  price: price('precio'),
  startsOn: day('empieza'),
  endsOn: day('vence'),
  level: levelColumn,
  soldRegistered: money('vendido en 12 meses, registrado'),
  soldValidated: money('vendido en 12 meses, validado'),
  id: text('identificador'),
});
