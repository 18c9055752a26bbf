import { day, reference, text } from '../kernel/noun/kinds.ts';
import { life } from '../kernel/noun/life.ts';
import { noun } from '../kernel/noun/noun.ts';
import { problem } from '../kernel/problem.ts';
import { nationalTeam, type Role, unitTeam } from '../people/roles.ts';

/** Who registers the suppliers that organisations buy from. */
const recorders: readonly Role[] = ['UOD_FIDUCIARIO', 'UOD_OFICIAL', 'UCN_ADQ'];
/** Who observes one that fails (BR-42), and who disables it. */
const observers: readonly Role[] = ['UOD_FIDUCIARIO', 'UCN_ADQ'];
const deciders: readonly Role[] = ['UCN_ADQ'];

/** Who sells goods to organisations (domain brief 3.2, BR-42), once for the country, by NIT; with its state and why. */
export const goodsSupplier = noun('goodsSupplier', {
  words: { one: 'proveedor de bienes', many: 'proveedores de bienes', the: 'el proveedor de bienes' },
  path: '/proveedores-de-bienes',
  keeps: 'row',
  unique: [{ field: 'nit', taken: () => problem('alreadyExists', undefined, 'body.nit') }],
  place: { anywhere: true },
  drawnAt: ['municipalityCode'],
  capturedIn: ['office'],
  inSheets: { lead: 'Una fila por proveedor, una sola vez para todo el país. Dos con un mismo NIT son uno.' },
  named: 'name',
  listed: ['name', 'trade', 'nit', 'municipalityCode', 'markedOn'],
  reads: [...nationalTeam, ...unitTeam, 'AUDITOR'],
  personal: true,
  fields: {
    name: text('razón social', { minLength: 2, maxLength: 200 }).required(),
    nit: text('NIT', { digits: true, minLength: 5, maxLength: 15 }).required(),
    trade: text('rubro', { maxLength: 120 }).open('noPersonal'),
    municipalityCode: reference('municipio', 'municipality').open('noPersonal'),
    telephone: text('teléfono', { maxLength: 60 }),
    reason: text('motivo', { minLength: 5, maxLength: 1000, multiline: true }),
    markedOn: day('desde el', { notAfterToday: true }).open('noPersonal'),
  },
});

export const goodsSupplierLife = life(goodsSupplier, {
  states: {
    HABILITADO: { name: 'habilitado' },
    OBSERVADO: { name: 'observado', holder: deciders },
    INHABILITADO: { name: 'inhabilitado' },
  },
  begins: { state: 'HABILITADO', title: 'registrar un proveedor de bienes', type: 'act', who: recorders },
  corrects: recorders,
  gathered: true,
  steps: [
    {
      name: 'observe',
      title: 'observar',
      from: ['HABILITADO'],
      to: 'OBSERVADO',
      who: observers,
      asks: ['reason', 'markedOn'],
      paper: 'la nota o el informe',
      aside: true,
    },
    {
      name: 'disable',
      title: 'inhabilitar',
      from: ['HABILITADO', 'OBSERVADO'],
      to: 'INHABILITADO',
      who: deciders,
      asks: ['reason', 'markedOn'],
      document: 'el informe que lo funda',
    },
    {
      name: 'enable',
      title: 'volver a habilitar',
      from: ['OBSERVADO', 'INHABILITADO'],
      to: 'HABILITADO',
      who: deciders,
      asks: ['reason', 'markedOn'],
    },
  ],
});
