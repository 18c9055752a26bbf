import { businessAgreement, recordBusinessAgreement } from '../../alliance/businessAgreement.ts';
import { registerSale, sale } from '../../field/sale.ts';
import { recordImporters, registerVisit, visit } from '../../field/visit.ts';
import type { FieldFacts } from '../../kernel/noun/field.ts';
import { text } from '../../kernel/noun/kinds.ts';
import { column, type ImportColumn, type RowImportable } from '../importable.ts';
import { importableOfVersions } from './ofVersions.ts';

const alliance = ['codigo de alianza', 'organizacion', 'opp'];
const joined = (...parts: readonly (string | null)[]): string | null =>
  parts.filter((part) => part !== null).join(' ') || null;

/** What alliances agreed with their buyers. */
export const agreements = importableOfVersions({
  noun: businessAgreement,
  kind: recordBusinessAgreement.kind,
  name: 'agreements',
  lead: 'Una fila por acuerdo de una alianza con un comprador. El comprador tiene que estar en el sistema, o venir en otra hoja.',
  by: ['UOD_OPERADOR', 'UOD_OFICIAL', 'UCN_NEG', 'UCN_ME'],
  columns: {
    allianceId: ['ALI-001', 'ALI-001', alliance],
    buyerId: ['Exportadora Los Yungas SRL', 'Exportadora Los Yungas SRL', ['nit del comprador', 'nit']],
    productCode: ['Café', 'Miel', ['codigo de producto', 'rubro']],
    quantityPerCycle: [120.5, 40, ['cantidad acordada', 'cantidad']],
    unitCode: ['qq', 'kg', ['unidad', 'medida']],
    price: [1250.5, 45, ['precio acordado', 'precio bs', 'precio por unidad']],
    baselineQuantity: [80, 10, ['linea de base', 'venta anterior']],
    startsOn: ['01/01/2024', '01/01/2024', ['rige desde', 'desde', 'inicio', 'fecha de inicio']],
    endsOn: ['31/12/2024', '31/12/2024', ['rige hasta', 'hasta', 'fin', 'fecha de fin']],
  },
  key: ['allianceId', 'buyerId', 'productCode', 'startsOn'],
});

const visited = importableOfVersions({
  noun: visit,
  kind: registerVisit.kind,
  name: 'visits',
  lead: 'Una fila por visita de antes. Entra sin foto: quien la verifica la mira sola y escribe en qué se apoya.',
  by: recordImporters,
  columns: {
    allianceId: ['ALI-001', 'ALI-001', alliance],
    occurredOn: ['15/03/2023', '20/04/2023', ['fecha de la visita', 'dia', 'fecha visita']],
    topics: ['Producción; Comercialización', null, ['tema', 'temas tratados']],
    done: ['sí', 'no', ['realizada', 'se realizo']],
    notDoneReason: [null, 'Camino cortado', ['motivo']],
    presentWomen: [12, null, ['mujeres']],
    presentMen: [9, null, ['hombres', 'varones']],
    notes: ['Se revisó el acopio.', null, ['observaciones', 'nota', 'comentario']],
  },
  key: ['allianceId', 'occurredOn', 'visitor', 'topics'],
});
const visitor = column(text('quién visitó', { maxLength: 120 }), 'Ana Rojas', 'Ana Rojas', [
  'acompanante',
  'tecnico',
  'responsable',
]);

/** A column of visits that a sheet gives otherwise than a person does. */
const given = (name: string, facts: Partial<FieldFacts>): ImportColumn => {
  const column = visited.columns[name] as ImportColumn;
  return { ...column, facts: { ...column.facts, ...facts } };
};

/**
 * Earlier visits, brought in by somebody who was not there: only the sheet tells of them, so a person looks at each. Who
 * visited is told in the notes; a visit without a reason why not was made.
 */
export const visits: RowImportable = {
  ...visited,
  columns: {
    ...visited.columns,
    topics: given('topics', { needed: false }),
    done: given('done', { needed: false }),
    // The notes begin with who visited.
    notes: given('notes', { options: { maxLength: 3500 } }),
    visitor,
  },
  commands: (values, context) =>
    visited.commands(
      {
        ...values,
        done: values.done ?? values.notDoneReason === null,
        topics: values.topics ?? [],
        notes: joined(
          values.visitor === null ? null : `Visitó: ${String(values.visitor)}.`,
          values.notes as string | null,
        ),
      },
      context,
    ),
};

/** Sales of before. */
export const sales = importableOfVersions({
  noun: sale,
  kind: registerSale.kind,
  name: 'sales',
  lead:
    'Una fila por venta de antes. Diga el comprador que está en el sistema, o escriba el nombre de otro. Entra ' +
    'sin foto: quien la verifica la mira sola.',
  by: recordImporters,
  columns: {
    allianceId: ['ALI-001', 'ALI-001', alliance],
    occurredOn: ['10/06/2023', '22/06/2023', ['fecha de la venta', 'dia', 'fecha venta']],
    productCode: ['Café', 'Miel', ['codigo de producto', 'rubro']],
    quantity: [25.5, 40, ['cantidad vendida', 'volumen']],
    unitCode: ['qq', 'kg', ['unidad', 'medida']],
    price: [1250.5, 45, ['precio por unidad', 'precio bs', 'precio unitario']],
    buyerId: ['Exportadora Los Yungas SRL', null, ['nit del comprador', 'nit']],
    buyerOther: [null, 'Feria de Caranavi', ['comprador ocasional']],
    qualityMet: ['sí', null, ['calidad']],
    termMet: ['sí', null, ['plazo']],
    documentNumber: ['F-1234', null, ['factura', 'recibo', 'nro de factura', 'documento']],
    notes: [null, null, ['observaciones', 'nota', 'comentario']],
  },
  key: [
    'allianceId',
    'occurredOn',
    'productCode',
    'quantity',
    'unitCode',
    'price',
    'buyerId',
    'buyerOther',
    'documentNumber',
  ],
});
