import { registerBuyer } from '../../alliance/buyer.ts';
import { choice, reference, text } from '../../kernel/noun/kinds.ts';
import { recordCommunity } from '../../territory/community.ts';
import { captureWords } from '../../words/capture.ts';
import { column, type RowImportable } from '../importable.ts';

/** Communities of municipalities. Whoever names one that is there adds what nobody had said of it. */
export const communities: RowImportable = {
  name: 'communities',
  many: 'comunidades',
  one: 'comunidad',
  lead: 'Una fila por comunidad. En un municipio, su nombre la distingue de las otras.',
  path: '/comunidades',
  by: recordCommunity.by as RowImportable['by'],
  kinds: [recordCommunity.kind],
  gives: ['community'],
  columns: {
    municipalityCode: column(reference('municipio', 'municipality').required(), 'Caranavi', 'Tomina', [
      'codigo de municipio',
      'municipio codigo',
    ]),
    name: column(text('comunidad', { maxLength: 120 }).required(), 'Villa Esperanza', 'Alto Molle', [
      'nombre',
      'nombre de la comunidad',
      'localidad',
    ]),
    kind: column(choice('clase de comunidad', captureWords.communityKinds), 'Comunidad campesina', 'OTB', [
      'tipo',
      'clase',
      'tipo de comunidad',
    ]),
    signal: column(choice('señal de teléfono', captureWords.phoneSignal), 'Sin señal', '3G', ['senal', 'cobertura']),
  },
  key: ['municipalityCode', 'name'],
  named: ['name'],
  commands: ({ municipalityCode, name, kind, signal }, { id }) => [
    { kind: recordCommunity.kind, subjectId: id('row'), body: { municipalityCode, name, kind, signal } },
  ],
};

/** Buyers, each once for every alliance it buys from. */
export const buyers: RowImportable = {
  name: 'buyers',
  many: 'compradores',
  one: 'comprador',
  lead: 'Una fila por comprador, una sola vez para todas las alianzas. Dos con un mismo NIT son uno.',
  path: null,
  by: registerBuyer.by as RowImportable['by'],
  kinds: [registerBuyer.kind],
  gives: ['buyer'],
  columns: {
    name: column(
      text('comprador', { maxLength: 200 }).required(),
      'Exportadora Los Yungas SRL',
      'Gobierno Municipal de Tomina',
      ['nombre', 'nombre del comprador', 'razon social'],
    ),
    kind: column(choice('clase de comprador', captureWords.buyerKinds), 'Exportador', 'Gobierno municipal', [
      'tipo',
      'tipo de comprador',
    ]),
    nit: column(text('NIT', { maxLength: 15 }), '1023456021', null, ['nit del comprador']),
  },
  key: ['nit', 'name'],
  named: ['nit', 'name'],
  once: ['nit'],
  commands: ({ name, kind, nit }, { id }) => [
    { kind: registerBuyer.kind, subjectId: id('row'), body: { name, kind, nit } },
  ],
};
