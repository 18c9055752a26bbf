import { choice, reference, text } from '../../kernel/noun/kinds.ts';
import { recordCommunity } from '../../territory/community.ts';
import { captureWords } from '../../words/capture.ts';
import { column, type RowImportable } from '../importable.ts';

/** Communities of municipalities. Naming one that already exists adds what was not known of it. */
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
