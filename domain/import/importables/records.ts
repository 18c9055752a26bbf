import { businessAgreement, recordBusinessAgreement } from '../../alliance/businessAgreement.ts';
import { registerSale, sale } from '../../field/sale.ts';
import { recordImporters, registerVisit } from '../../field/visit.ts';
import { choice, choices, count, day, flag, reference, text } from '../../kernel/noun/kinds.ts';
import { captureWords } from '../../words/capture.ts';
import { column, type RowContext, type RowImportable, type RowValues } from '../importable.ts';
import { importableOfVersions } from './ofVersions.ts';

const alliance = column(reference('alianza', 'alliance').required(), 'ALI-001', 'ALI-001', [
  'codigo de alianza',
  'organizacion',
  'opp',
]);
const cited = ({ source }: RowContext) => (source === null ? {} : { imported: source });
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
    allianceId: ['ALI-001', 'ALI-001', alliance.headers],
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

const visitBody = (values: RowValues, context: RowContext) => ({
  allianceId: values.allianceId,
  done: values.done ?? values.notDoneReason === null,
  notDoneReason: values.notDoneReason,
  presentMembers: [],
  presentWomen: values.presentWomen,
  presentMen: values.presentMen,
  topics: values.topics ?? [],
  commitments: [],
  notes: joined(values.visitor === null ? null : `Visitó: ${String(values.visitor)}.`, values.notes as string | null),
  photos: [],
  ...cited(context),
});

/**
 * Earlier visits, brought in by somebody who was not there: only the sheet tells of them, so a person looks at each.
 */
export const visits: RowImportable = {
  name: 'visits',
  many: 'visitas',
  one: 'visita',
  lead: 'Una fila por visita de antes. Entra sin foto: quien la verifica la mira sola y escribe en qué se apoya.',
  path: '/verificacion?noun=visit',
  by: recordImporters,
  kinds: [registerVisit.kind],
  gives: [],
  columns: {
    allianceId: alliance,
    occurredOn: column(day('fecha de la visita', { notAfterToday: true }).required(), '15/03/2023', '20/04/2023', [
      'fecha',
      'dia',
      'fecha visita',
    ]),
    topics: column(choices('temas', captureWords.topics), 'Producción; Comercialización', null, [
      'tema',
      'temas tratados',
    ]),
    done: column(flag('se hizo'), 'sí', 'no', ['realizada', 'se realizo']),
    notDoneReason: column(choice('por qué no se hizo', captureWords.notDone), null, 'Camino cortado', ['motivo']),
    presentWomen: column(count('mujeres presentes', { max: 5000 }), 12, null, ['mujeres']),
    presentMen: column(count('hombres presentes', { max: 5000 }), 9, null, ['hombres', 'varones']),
    visitor: column(text('quién visitó', { maxLength: 120 }), 'Ana Rojas', 'Ana Rojas', [
      'acompanante',
      'tecnico',
      'responsable',
    ]),
    notes: column(text('observaciones', { maxLength: 3500 }), 'Se revisó el acopio.', null, [
      'notas',
      'nota',
      'comentario',
    ]),
  },
  key: ['allianceId', 'occurredOn', 'visitor', 'topics'],
  cites: true,
  commands: (values, context) => [
    {
      kind: registerVisit.kind,
      subjectId: context.id('row'),
      body: visitBody(values, context),
      on: values.occurredOn as string,
    },
  ],
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
    allianceId: ['ALI-001', 'ALI-001', alliance.headers],
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
