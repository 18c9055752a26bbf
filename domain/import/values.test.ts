import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { OrganisationIndex } from './check.ts';
import { guessMapping, missingColumns } from './guess.ts';
import { alliances } from './importables/alliances.ts';
import { likeness, siglaOf } from './text.ts';
import { readCellDay, readCentavos, readCount, readDegree, readNumber, readPastDay, readText } from './values.ts';
import { legalFormOf, productOf, stateOf, unitOf } from './words.ts';

describe('cells of a spreadsheet', () => {
  test.each([
    ['1.234,50', 1234.5],
    ['1,234.50', 1234.5],
    ['1234.5', 1234.5],
    ['1234,5', 1234.5],
    ['1.234', 1234],
    ['12.345.678', 12_345_678],
    ['0.234', 0.234],
    ['Bs 1.500', 1500],
    ['365580.84', 365_580.84],
    ['−3', -3],
    ['12,34', 12.34],
  ])('%s is the number %d', (text, n) => expect(readNumber(text)).toEqual({ value: n }));

  test('what a workbook holds as a number is that number, however it would read as text', () => {
    expect([readNumber(845.125), readNumber('845.125'), readNumber(0.1 + 0.2)]).toEqual([
      { value: 845.125 },
      { value: 845_125 },
      { value: 0.3 },
    ]);
    expect(readCentavos(845.125)).toEqual({ value: 84_513 });
    expect(readCount(25)).toEqual({ value: 25 });
    expect(readText(1001)).toEqual({ value: '1001' });
  });

  test.each([
    '#REF!',
    '#¡REF!',
    '#N/A',
    '#¿NOMBRE?',
    '#¡DIV/0!',
    '#VALOR!',
    { fault: 'error', said: '#REF!' } as const,
  ])('%j is an error, whatever is asked of it', (cell) => {
    for (const read of [readText, readNumber, readCount, readCentavos, readCellDay])
      expect(read(cell).problem?.code).toBe('SIGG-557');
    expect(readDegree(cell, -70, -57).problem?.code).toBe('SIGG-557');
  });

  test.each(['CaÃ±averal', 'Ca√±averal', 'Ca\ufffdaveral', 'OperaciÃ³n', 'N\u0081nez', 'Ã‘andÃº'])(
    '%s has damaged letters',
    (text) => expect(readText(text).problem?.code).toBe('SIGG-556'),
  );
  test.each(['Ñandú', 'São Paulo', 'ASOCIACIÃO', '«Unión» n.º 3', 'Raíz √2', 'A – B'])('%s has none', (text) =>
    expect(readText(text)).toEqual({ value: text }),
  );

  test('a day that has not come says nothing of what happened', () => {
    expect(readPastDay('31/01/2030', '2026-11-29').problem?.code).toBe('SIGG-563');
    expect(readPastDay('2026-11-29', '2026-11-29')).toEqual({ value: '2026-11-29' });
  });

  test.each(['mil', '12a', '--', '1 o 2'])('%s is no number, and says so', (text) =>
    expect(readNumber(text).problem?.code).toBe(text === '--' ? undefined : 'SIGG-530'),
  );

  test('an amount becomes centavos; a negative one or a fraction of a family is a problem', () => {
    expect(readCentavos('365.580,84')).toEqual({ value: 36_558_084 });
    expect(readCentavos('-1').problem?.code).toBe('SIGG-531');
    expect(readCount('12,5').problem?.code).toBe('SIGG-530');
    expect(readCount('1000000').problem?.code).toBe('SIGG-532');
  });

  test.each([
    ['2020-03-10', '2020-03-10'],
    ['10/03/2020', '2020-03-10'],
    ['1-3-2020', '2020-03-01'],
    ['10.03.2020', '2020-03-10'],
    ['2020-03-10T00:00:00', '2020-03-10'],
  ])('%s is the day %s', (text, day) => expect(readCellDay(text)).toEqual({ value: day }));

  test.each(['2019-04', '31/02/2024', '10/2020', 'marzo'])('%s is no whole day', (text) =>
    expect(readCellDay(text).problem?.code).toBe('SIGG-528'),
  );

  test('what stands for nothing is nothing, never zero', () => {
    for (const text of ['', '  ', 's/d', 'N/A', '-', undefined]) {
      expect(readText(text)).toEqual({ value: null });
      expect(readCount(text)).toEqual({ value: null });
      expect(readCellDay(text)).toEqual({ value: null });
    }
  });
});

describe('words of a source', () => {
  test('a stage is taken no further than its words prove; an unknown one has no state', () => {
    expect(stateOf('acompañamiento (plan financiado)')).toBe('CONVENIO_FIRMADO');
    expect(stateOf('En operación')).toBe('EN_OPERACION');
    expect(stateOf('con gestor contratado')).toBeNull();
    expect(stateOf('con gestor contratado', { 'Con gestor contratado': 'EN_INVERSION' })).toBe('EN_INVERSION');
  });

  test('a legal form is one of ours where the words begin with it, and the words themselves otherwise', () => {
    expect(['Asociación', 'ASOCIACION CIVIL', 'Cooperativa agrícola R.L.', 'CORACA'].map(legalFormOf)).toEqual([
      'asociacion',
      'asociacion',
      'cooperativa',
      'coraca',
    ]);
    expect(legalFormOf('OECA')).toBe('OECA');
  });

  test('units by short name or place; a product only when it is one', () => {
    const units = [{ code: 'POT', name: 'Unidad Operativa Departamental Potosí', shortName: 'UOD Potosí' }];
    expect([unitOf('UOD Potosi', units), unitOf('potosí', units), unitOf('UOD Marte', units)]).toEqual([
      'POT',
      'POT',
      null,
    ]);
    const products = [
      { code: 'PAPA', name: 'Papa' },
      { code: 'MIEL', name: 'Miel de abeja' },
    ];
    expect(['papa', 'miel/apicultura', 'durazno; papa', 'lácteos'].map((p) => productOf(p, products))).toEqual([
      'PAPA',
      'MIEL',
      null,
      null,
    ]);
  });

  test('columns are guessed by their headers, each header once', () => {
    const mapping = guessMapping(alliances, [
      'ID',
      'Nombre de la organización',
      'Unidad Operativa',
      'etapa_maxima',
      'municipio_codigo',
      'Municipio',
      'otra',
    ]);
    expect(mapping).toEqual({ code: 0, name: 1, unit: 2, state: 3, municipalityCode: 4, municipalityName: 5 });
    expect(missingColumns(alliances, mapping)).toEqual([]);
    expect(missingColumns(alliances, {})).toEqual(['name', 'state']);
  });
});

describe('likeness of names', () => {
  test('spellings of one name are alike, neighbours that share a product are not', () => {
    expect(likeness('Asoc Apicultores La Guardia', 'Asoc Apicultores Municipio De La Guardia')).toBe(100);
    expect(
      likeness('Asociación de Productores de Papa San Isidro', 'Asoc. Prod. de Papa Nueva Esperanza'),
    ).toBeLessThan(60);
    expect(siglaOf('Asociacion Productores Agropecuarios Del Sud (Apas)')).toBe('apas');
  });

  test('whoever is looked for in the index is found as if every name had been compared', () => {
    const words = [
      'Papa',
      'Papas',
      'Quinua',
      'Nueva',
      'Nuevo',
      'Esperanza',
      'Esperanca',
      'Yungas',
      'San Isidro',
      'Illimani',
      'Illampu',
      '(APN)',
      '(APNE)',
    ];
    const name = fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 4 }).map((w) => w.join(' '));
    fc.assert(
      fc.property(fc.array(name, { minLength: 1, maxLength: 30 }), name, (names, asked) => {
        const known = names.map((n, i) => ({ id: `o${String(i).padStart(3, '0')}`, name: n, municipalityCode: null }));
        const sigla = siglaOf(asked);
        const expected = known
          .map((other) => ({
            id: other.id,
            score: likeness(asked, other.name),
            same: sigla !== null && sigla === siglaOf(other.name),
          }))
          .filter(({ score, same }) => score >= 60 || same)
          .map(({ id, score }) => ({ id, score: Math.max(60, score) }))
          .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
          .slice(0, 3);
        const found = new OrganisationIndex(known).like({ id: 'mine', name: asked, municipalityCode: null });
        expect(found.map((f) => ({ id: f.other.id, score: f.score }))).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });

  test('two municipalities are two organisations; the same sigla is asked about', () => {
    const mine = { id: 'mine', name: 'Comunidad Alta (Coal)', municipalityCode: '020101' };
    const other = (id: string, name: string, municipalityCode: string | null) => ({ id, name, municipalityCode });
    const found = new OrganisationIndex([
      other('a', 'Comunidad Alta', '020102'),
      other('b', 'Comunidad Alta', null),
      other('c', 'Productores del Valle (COAL)', '020101'),
      other('d', 'Nada que ver', null),
      mine,
    ]).like(mine);
    expect(found.map((f) => [f.other.id, f.reason])).toEqual([['c', 'Misma sigla']]);
    expect(
      new OrganisationIndex([other('b', 'Comunidad Alta', null)])
        .like({ ...mine, name: 'Comunidad Alta' })
        .map((f) => f.score),
    ).toEqual([100]);
  });
});
