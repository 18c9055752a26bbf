import { expect, test } from 'vitest';
import { personsIn, speaksOf } from './erasure.ts';

const ROW = {
  name: 'Exportadora Los Yungas',
  nit: '1023456021',
  contact: 'Juana Quispe',
  telephone: '70000001 / 71111112',
  address: 'Plaza principal s/n',
};
const speaks = (kind: string | null, text: string) => speaksOf(personsIn([{ buyer: { ...ROW, kind } }]), [text]);

test('a buyer is found by name and NIT unless it is an organisation, its contact always, an address never', () => {
  for (const kind of ['mayorista', 'exportador', 'otro', null])
    expect([speaks(kind, 'Exportadora Los Yungas'), speaks(kind, '1023456021')]).toEqual([true, true]);
  for (const kind of ['empresa', 'asociacion', 'institucion_publica', 'gam', 'gobernacion'])
    expect([speaks(kind, 'Exportadora Los Yungas'), speaks(kind, '1023456021')]).toEqual([false, false]);
  for (const text of ['Quispe, Juana', '71111112', '70000001'])
    expect([text, speaks('empresa', text), speaks('otro', text)]).toEqual([text, true, true]);
  expect([speaks('otro', 'Plaza principal s/n'), speaks('otro', 'Juana')]).toEqual([false, false]);
});

test('a person is found in what was received and in the row that was written of it alike', () => {
  const received = { body: { holder: { givenNames: 'Rosa Elena', paternalSurname: 'Marca', ciNumber: '4455667' } } };
  const written = { person: { given_names: 'Rosa Elena', paternal_surname: 'Marca', ci_number: '4455667' } };
  for (const content of [received, written])
    for (const text of ['Marca Rosa Elena', '4455667']) expect(speaksOf(personsIn([content]), [text])).toBe(true);
  expect(speaksOf(personsIn([written]), ['Rosa'])).toBe(false);
});
