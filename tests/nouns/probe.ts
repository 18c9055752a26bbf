import {
  box,
  choice,
  choices,
  count,
  day,
  flag,
  instant,
  money,
  photos,
  price,
  quantity,
  reference,
  share,
  sound,
  text,
} from '../../domain/kernel/noun/kinds.ts';
import { life } from '../../domain/kernel/noun/life.ts';
import { noun } from '../../domain/kernel/noun/noun.ts';

/** A noun declared only for tests: a field of every kind, three states. */
export const probe = noun('probe', {
  path: '/pruebas',
  words: { one: 'sonda', many: 'sondas', the: 'la sonda' },
  keeps: 'row',
  place: { unit: 'unitId' },
  capturedIn: ['office', 'field'],
  inField: { carries: ['name', 'kind'] },
  named: 'name',
  listed: ['name', 'kind', 'madeOn', 'cost', 'families', 'unitId'],
  reads: ['UCN_ME', 'UOD_OFICIAL', 'BANCO'],
  fields: {
    name: text('nombre', { maxLength: 80 }).required().open('published'),
    kind: choice('clase', { a: 'primera', b: 'segunda' }).required().open('noPersonal'),
    topics: choices('temas', { x: 'equis', y: 'ye' }),
    checked: flag('revisada'),
    madeOn: day('hecha el', { notAfterToday: true }).required().open('noPersonal'),
    seenAt: instant('vista a las'),
    cost: money('costo'),
    unitPrice: price('precio'),
    weight: quantity('peso', 'kg'),
    families: count('familias').open('noPersonal'),
    part: share('parte'),
    unitId: reference('unidad', 'unit').open('noPersonal'),
    pictures: photos('fotos'),
    said: sound('nota de voz'),
    sealed: box('caja'),
    reason: text('motivo', { minLength: 5 }),
  },
});

export const probeLife = life(probe, {
  states: {
    NUEVA: { name: 'nueva', holder: ['UOD_OFICIAL'] },
    LISTA: { name: 'lista', holder: ['UCN_ME'] },
    CERRADA: { name: 'cerrada', final: true },
  },
  begins: {
    state: 'NUEVA',
    title: 'registrar una sonda',
    type: 'fact',
    who: ['UOD_OFICIAL', 'UCN_ME', 'ACOMPANANTE'],
    outside: ['ACOMPANANTE'],
  },
  corrects: ['UOD_OFICIAL'],
  converses: { who: ['UOD_OFICIAL', 'UCN_ME'] },
  steps: [
    {
      name: 'finish',
      title: 'terminar',
      from: ['NUEVA'],
      to: 'LISTA',
      who: ['UOD_OFICIAL'],
      document: 'el acta de la sonda',
    },
    { name: 'close', title: 'cerrar', from: ['NUEVA', 'LISTA'], to: 'CERRADA', who: ['UCN_ME'], asks: ['reason'] },
  ],
});
