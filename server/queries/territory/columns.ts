import { columnsOf } from '../../../domain/kernel/columns.ts';
import { choice, count, text } from '../../../domain/kernel/noun/kinds.ts';
import type { CommunityRow, MunicipalityRow } from '../../../domain/territory/views.ts';
import { captureWords } from '../../../domain/words/capture.ts';
import { plainNumber, texts } from '../commonColumns.ts';

export const municipalityColumns = columnsOf<MunicipalityRow>({
  code: text('código').open('noPersonal'),
  name: text('nombre').open('noPersonal'),
  departmentName: text('departamento').open('noPersonal'),
  provinceName: text('provincia').open('noPersonal'),
  unitId: text('código de unidad').open('noPersonal'),
  unitName: text('unidad').open('noPersonal'),
  alliances: count('alianzas').open('noPersonal'),
  alliancesElsewhere: count('alianzas de otra unidad').open('noPersonal'),
  communities: count('comunidades').open('noPersonal'),
});

export const communityColumns = columnsOf<CommunityRow>({
  name: text('nombre').open('noPersonal'),
  otherNames: texts('otros nombres').open('noPersonal'),
  municipalityCode: text('código del municipio').open('noPersonal'),
  municipalityName: text('municipio').open('noPersonal'),
  departmentName: text('departamento').open('noPersonal'),
  unitName: text('unidad').open('noPersonal'),
  kind: choice('tipo', captureWords.communityKinds).open('noPersonal'),
  signal: choice('señal de teléfono', captureWords.phoneSignal).open('noPersonal'),
  lon: plainNumber('longitud').open('noPersonal'),
  lat: plainNumber('latitud').open('noPersonal'),
  alliances: count('alianzas').open('noPersonal'),
  mergedIntoName: text('unida a').open('noPersonal'),
  id: text('identificador').open('noPersonal'),
});
