import { enrolFamily } from '../../alliance/family.ts';
import { choice, count, day, flag, reference, text } from '../../kernel/noun/kinds.ts';
import { ciIssuers } from '../../people/ci.ts';
import { captureWords } from '../../words/capture.ts';
import { column, type RowContext, type RowImportable, type RowValues } from '../importable.ts';

const sexes = { F: 'mujer', M: 'hombre' };
const issuers = Object.fromEntries(ciIssuers.map((code) => [code, code]));
const { ciNumber, ciComplement } = { ciNumber: 20, ciComplement: 2 };

/**
 * The person in a row of a family.
 * @param at the names of the person's columns, by what they hold
 */
function personOf(values: RowValues, id: string, at: (name: string) => string): Record<string, unknown> {
  const said = (name: string) => values[at(name)] ?? null;
  const card = said('ciNumber');
  return {
    id,
    givenNames: said('givenNames'),
    paternalSurname: said('paternalSurname'),
    maternalSurname: said('maternalSurname'),
    ciNumber: card,
    ciComplement: said('ciComplement'),
    ciIssuedIn: said('ciIssuedIn'),
    // A sheet that says nothing of the card does not say why.
    ciMissingReason: card === null ? (said('ciMissingReason') ?? 'no_consta') : null,
    sex: said('sex'),
    birthDate: said('birthDate'),
    phone: said('phone'),
    indigenous: said('indigenous'),
    peopleName: said('peopleName'),
  };
}

const own = (name: string): string => name;
const ofSpouse = (name: string): string => `spouse${name.charAt(0).toUpperCase()}${name.slice(1)}`;

function bodyOf(values: RowValues, { id, source }: RowContext): Record<string, unknown> {
  const spouse = values.spouseGivenNames ? personOf(values, id('spouse'), ofSpouse) : null;
  return {
    allianceId: values.allianceId,
    familyId: id('family'),
    holder: personOf(values, id('holder'), own),
    spouse,
    representative: values.representative ?? 'holder',
    dependants: values.dependants ?? null,
    municipalityCode: values.municipalityCode ?? null,
    communityId: values.communityId ?? null,
    joinedOn: values.joinedOn ?? null,
    ...(source === null ? {} : { imported: source }),
  };
}

/** Families with their people and their membership in the organisation of an alliance. */
export const families: RowImportable = {
  name: 'families',
  many: 'familias',
  one: 'familia',
  lead: 'Una fila por familia: una familia es un socio. La alianza tiene que estar en el sistema, o venir en otra hoja.',
  path: '/alianzas',
  by: ['UOD_OPERADOR', 'UOD_OFICIAL', 'UCN_ME'],
  kinds: [enrolFamily.kind],
  gives: [],
  columns: {
    allianceId: column(reference('alianza', 'alliance').required(), 'ALI-001', 'ALI-001', [
      'codigo de alianza',
      'organizacion',
      'opp',
      'codigo de la alianza',
    ]),
    ciNumber: column(text('carnet', { maxLength: ciNumber }), '4567890', '5678901', [
      'ci',
      'carnet de identidad',
      'cedula',
      'carnet del titular',
      'nro ci',
    ]),
    ciComplement: column(text('complemento', { maxLength: ciComplement }), null, '1K', ['complemento del carnet']),
    ciIssuedIn: column(choice('expedido en', issuers), 'LP', 'CB', ['expedido', 'exp', 'extension']),
    ciMissingReason: column(choice('por qué falta el carnet', captureWords.ciMissing), null, null, [
      'motivo sin carnet',
    ]),
    givenNames: column(text('nombres', { maxLength: 120 }).required(), 'Juana', 'Pedro', [
      'nombre',
      'nombres del titular',
    ]),
    paternalSurname: column(text('apellido paterno', { maxLength: 80 }), 'Mamani', 'Quispe', [
      'paterno',
      'primer apellido',
    ]),
    maternalSurname: column(text('apellido materno', { maxLength: 80 }), 'Condori', null, [
      'materno',
      'segundo apellido',
    ]),
    sex: column(choice('sexo', sexes), 'mujer', 'hombre', ['genero', 'sexo f m']),
    birthDate: column(day('fecha de nacimiento', { notAfterToday: true }), '12/05/1980', '30/11/1975', [
      'nacimiento',
      'nacio el',
      'f nac',
    ]),
    phone: column(text('teléfono', { maxLength: 20 }), '71234567', null, ['celular', 'telefono celular']),
    indigenous: column(flag('se identifica como indígena'), 'sí', 'no', ['indigena']),
    peopleName: column(text('pueblo', { maxLength: 80 }), 'aymara', null, ['pueblo indigena', 'nacion o pueblo']),
    spouseGivenNames: column(text('nombres del cónyuge', { maxLength: 120 }), 'Mario', null, [
      'conyuge',
      'nombre del conyuge',
    ]),
    spousePaternalSurname: column(text('apellido paterno del cónyuge', { maxLength: 80 }), 'Choque', null),
    spouseMaternalSurname: column(text('apellido materno del cónyuge', { maxLength: 80 }), null, null),
    spouseCiNumber: column(text('carnet del cónyuge', { maxLength: ciNumber }), '4567891', null, [
      'ci conyuge',
      'ci del conyuge',
    ]),
    spouseSex: column(choice('sexo del cónyuge', sexes), 'hombre', null),
    spouseBirthDate: column(day('nacimiento del cónyuge', { notAfterToday: true }), '01/02/1979', null),
    representative: column(
      choice('quién representa a la familia', { holder: 'titular', spouse: 'cónyuge' }),
      'titular',
      'titular',
      ['representante'],
    ),
    dependants: column(count('dependientes', { max: 30 }), 3, 2, ['numero de dependientes', 'hijos']),
    municipalityCode: column(reference('municipio', 'municipality'), null, null, ['codigo de municipio']),
    communityId: column(reference('comunidad', 'community'), null, null),
    joinedOn: column(day('ingresó el', { notAfterToday: true }), '10/01/2023', '10/01/2023', [
      'fecha de ingreso',
      'ingreso',
      'socio desde',
    ]),
  },
  key: ['allianceId', 'ciNumber', 'ciComplement', 'givenNames', 'paternalSurname', 'maternalSurname', 'birthDate'],
  cites: true,
  at: {
    'spouse.givenNames': 'spouseGivenNames',
    'spouse.paternalSurname': 'spousePaternalSurname',
    'spouse.maternalSurname': 'spouseMaternalSurname',
    'spouse.ciNumber': 'spouseCiNumber',
    'spouse.sex': 'spouseSex',
    'spouse.birthDate': 'spouseBirthDate',
    spouse: 'spouseGivenNames',
  },
  // Whoever imports the family may not have held the role on the day it joined. So the fact happens today, and the day
  // of joining is one of its data.
  commands: (values, context) => [
    { kind: enrolFamily.kind, subjectId: context.id('row'), body: bodyOf(values, context) },
  ],
};
