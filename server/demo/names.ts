import type { Random } from './random.ts';

const women = [
  'Ana',
  'Basilia',
  'Carmen',
  'Delia',
  'Elena',
  'Felipa',
  'Gregoria',
  'Hilaria',
  'Isabel',
  'Juana',
  'Lidia',
  'Martha',
  'Nélida',
  'Olga',
  'Petrona',
  'Rosa',
  'Sabina',
  'Teodora',
  'Virginia',
  'Zenobia',
];
const men = [
  'Andrés',
  'Bernabé',
  'Celestino',
  'Damián',
  'Eusebio',
  'Félix',
  'Germán',
  'Hilarión',
  'Isidro',
  'Julián',
  'Lucio',
  'Mario',
  'Néstor',
  'Orlando',
  'Pascual',
  'René',
  'Saturnino',
  'Tomás',
  'Víctor',
  'Wilfredo',
];
const surnames = [
  'Apaza',
  'Barrientos',
  'Cruz',
  'Choque',
  'Condori',
  'Chávez',
  'Flores',
  'Fernández',
  'Guzmán',
  'Gutiérrez',
  'Huanca',
  'Illanes',
  'Justiniano',
  'Limachi',
  'López',
  'Mamani',
  'Mendoza',
  'Nina',
  'Ortiz',
  'Pérez',
  'Quispe',
  'Ramos',
  'Rojas',
  'Suárez',
  'Ticona',
  'Tárraga',
  'Urquidi',
  'Vaca',
  'Vargas',
  'Yujra',
  'Zabala',
  'Cayo',
];
const hopes = [
  'Flor del Valle',
  'Nueva Esperanza',
  'Sumaj Llank’ay',
  'San Isidro',
  'Suma Sata',
  'Tierra Viva',
  'Mujeres Unidas',
  'Los Pioneros',
  'Virgen de Copacabana',
  'Agua Clara',
  'El Progreso',
  'Monte Verde',
  'Nuevo Amanecer',
  'Santa Bárbara',
  'Río Grande',
  'Tres Cruces',
];
const forms = [
  ['Asociación de Productores de', 'asociacion'],
  ['Asociación de Productoras de', 'asociacion'],
  ['Cooperativa Agropecuaria de', 'cooperativa'],
  ['Organización Económica Campesina de', 'otra'],
] as const;

export interface DemoPerson {
  readonly givenNames: string;
  readonly paternalSurname: string;
  readonly maternalSurname: string;
  readonly sex: 'F' | 'M';
  readonly birthDate: string;
  readonly ci: string;
}

/**
 * An invented person. The number of the identity card begins with 99, a series reserved for the demonstration, and
 * follows from `number`.
 */
export function demoPerson(random: Random, number: number, sex?: 'F' | 'M'): DemoPerson {
  const which = sex ?? (random.chance(0.52) ? 'F' : 'M');
  const first = random.pick(which === 'F' ? women : men);
  const second = random.chance(0.4) ? ` ${random.pick(which === 'F' ? women : men)}` : '';
  const month = String(random.int(1, 12)).padStart(2, '0');
  const day = String(random.int(1, 28)).padStart(2, '0');
  return {
    givenNames: `${first}${second}`,
    paternalSurname: random.pick(surnames),
    maternalSurname: random.pick(surnames),
    sex: which,
    birthDate: `${random.int(1955, 2002)}-${month}-${day}`,
    ci: `99${String(number).padStart(6, '0')}`,
  };
}

/** Name of an organisation, clearly marked as demonstration, with its legal form and acronym. */
export function organisationName(
  random: Random,
  product: string,
  place: string,
): { name: string; acronym: string; legalForm: string } {
  const [start, legalForm] = random.pick(forms);
  const hope = random.pick(hopes);
  const acronym = [start, product, hope]
    .join(' ')
    .split(' ')
    .filter((w) => /^[A-ZÁÉÍÓÚÑ]/.test(w))
    .map((w) => w[0])
    .join('');
  return { name: `${start} ${product} ${hope} de ${place} (demostración)`, acronym, legalForm };
}

/** An invented community. */
export function communityName(random: Random): string {
  return `${random.pick(['Comunidad', 'Ayllu', 'Sindicato', 'Colonia', 'Rancho'])} ${random.pick(hopes)}`;
}
