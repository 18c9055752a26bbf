import { describe, expect, it } from 'vitest';
import { flags } from '../kernel/command.ts';
import { type Checked, signalsOf } from './checks.ts';

const clean: Checked = {
  noun: 'sale',
  occurredOn: '2026-05-10',
  done: null,
  photos: ['a'],
  flags: [],
  place: { lon: -68.1, lat: -16.5, accuracyM: 10 },
  price: 8_500_000,
  unitCode: 'qq',
  productName: 'Quinua',
  quantityBase: 5_520_000,
  alliance: {
    programmeId: 'PAR2FA',
    suspendedOn: null,
    place: { lon: -68.1, lat: -16.5 },
    municipalityName: 'Tiahuanacu',
    inside: true,
  },
  usualPrice: { median: 8_000_000, count: 12 },
  usualQuantity: { median: 5_000_000, count: 12 },
  plausible: null,
  missingFiles: 0,
  likePhotos: [],
  twins: [],
  agreementAnnulled: false,
  annulled: false,
  openConflict: false,
};
const of = (more: Partial<Checked>) => signalsOf({ ...clean, ...more }, [], '2026-06-15');
const codes = (more: Partial<Checked>) => of(more).map((s) => s.code);

describe('signals', () => {
  it('a price a thousand times the agreed one comes first, with what the author said of it', () => {
    const known = {
      programmeId: 'PAR2FA',
      place: null,
      families: 30,
      agreed: [{ buyerId: 'b', unitCode: 'qq', price: 8_500_000, factor: 460_000, quantityPerCycle: 1_000_000 }],
      usual: null,
    };
    const said = {
      occurredOn: '2026-05-10',
      capturedOn: '2026-05-10',
      place: null,
      buyerId: 'b',
      price: 8_500_000_000,
      unitCode: 'qq',
      quantity: 100_000,
      factor: 460_000,
      people: null,
    };
    const plausible = { said, known, confirmed: [{ code: 'price' as const, reason: 'Semilla certificada' }] };
    expect(codes({ plausible, photos: [] })).toEqual(['unlikely', 'missingPhoto']);
    expect(of({ plausible })[0]).toEqual({
      code: 'unlikely',
      sentence: 'El precio es 1.000 veces más que lo acordado.',
      compared: [
        { label: 'Este precio', value: 'Bs 850.000,00 por qq' },
        { label: 'Lo acordado', value: 'Bs 850,00 por qq' },
        { label: 'Quien registró dijo', value: 'Semilla certificada' },
      ],
    });
    expect(of({ plausible: { ...plausible, confirmed: null } })[0]?.compared.at(-1)?.value).toBe(
      'nada: no se le preguntó',
    );
    expect(codes({ plausible: { ...plausible, said: { ...said, price: 9_000_000 } } })).toEqual([]);
  });
  it('a record with nothing to look at has none', () => expect(codes({})).toEqual([]));

  it('is uncommon from three times the median, up or down, and only with enough to compare with', () => {
    expect(codes({ price: 23_999_999 })).toEqual([]);
    expect(of({ price: 24_000_000 })[0]).toEqual({
      code: 'outlier',
      sentence: 'El precio por qq es 3,0 veces más que lo usual.',
      compared: [
        { label: 'Este registro', value: 'Bs 2.400,00' },
        { label: 'Lo usual (mediana de 12)', value: 'Bs 800,00' },
      ],
    });
    expect(of({ quantityBase: 1_000_000 })[0]?.sentence).toBe('La cantidad es 5,0 veces menos que lo usual.');
    expect(codes({ price: 0 })).toEqual(['outlier']);
    expect(codes({ price: 90_000_000, usualPrice: { median: 8_000_000, count: 4 } })).toEqual([]);
    expect(codes({ quantityBase: null })).toEqual([]);
  });

  it('without a photo, or with photos that did not arrive', () => {
    expect(codes({ photos: [] })).toEqual(['missingPhoto']);
    expect(codes({ noun: 'visit', done: false, photos: [] })).toEqual([]);
    expect(of({ missingFiles: 1 })[0]?.sentence).toBe('Faltan llegar 1 de 1 fotos.');
  });

  it('a photo nearly equal to another, up to six bits apart', () => {
    const like = (bits: number) => ({ likePhotos: [{ alliance: 'LPZ-1', occurredOn: '2026-04-01', bits }] });
    expect(of(like(6))[0]).toMatchObject({
      code: 'similarPhoto',
      compared: [{ label: 'LPZ-1, 01/04/2026', value: '6 de 64 puntos distintos' }],
    });
    expect(of(like(0))[0]?.compared[0]?.value).toBe('la misma');
    expect(codes(like(7))).toEqual([]);
  });

  it('outside the municipality; more than 2 km from the place, less the accuracy', () => {
    expect(of({ alliance: { ...clean.alliance, inside: false } })[0]?.sentence).toBe(
      'La posición está fuera del municipio de Tiahuanacu.',
    );
    expect(codes({ alliance: { ...clean.alliance, inside: null } })).toEqual([]);
    // 0,02° de latitud son 2,22 km.
    expect(of({ place: { lon: -68.1, lat: -16.52, accuracyM: 10 } })[0]?.sentence).toBe(
      'Se registró a 2,2 km del lugar de la alianza.',
    );
    expect(codes({ place: { lon: -68.1, lat: -16.52, accuracyM: 300 } })).toEqual([]);
    expect(codes({ place: null })).toEqual([]);
    expect(codes({ noun: 'visit', done: true, place: null, price: null })).toEqual(['noPosition']);
  });

  it('repeated, doubtful date, outside assignment, suspended, other flags and conflict', () => {
    expect(codes({ twins: [{ occurredOn: '2026-05-13', author: 'Ana' }] })).toEqual(['duplicate']);
    expect(codes({ twins: [{ occurredOn: '2026-05-14', author: 'Ana' }] })).toEqual([]);
    expect(codes({ noun: 'visit', done: true, twins: [{ occurredOn: '2026-05-11', author: 'Ana' }] })).toEqual([]);
    expect(codes({ noun: 'visit', done: true, twins: [{ occurredOn: '2026-05-10', author: 'Ana' }] })).toEqual([
      'duplicate',
    ]);
    expect(codes({ flags: [flags.doubtfulDate, flags.outsideAssignment] })).toEqual([
      'doubtfulDate',
      'outsideAssignment',
    ]);
    expect(codes({ alliance: { ...clean.alliance, suspendedOn: '2026-05-01' } })).toEqual(['suspended']);
    expect(codes({ alliance: { ...clean.alliance, suspendedOn: '2026-05-11' } })).toEqual([]);
    expect(of({ flags: [flags.possibleDuplicate] })[0]?.sentence).toBe('Al recibirlo se señaló: posible duplicado.');
    expect(codes({ openConflict: true })).toEqual(['openConflict']);
  });

  it('an annulment, and a sale under a business agreement that was annulled', () => {
    expect(codes({ noun: 'commercial_agreement', annulled: true })).toEqual(['annulment']);
    expect(codes({ noun: 'sale', photos: ['x'], agreementAnnulled: true })).toEqual(['agreementAnnulled']);
  });

  it('uses the parameters of the day of the record', () => {
    const list = [
      {
        id: 'x',
        programmeId: 'PAR2FA',
        key: 'outlierTimes',
        value: 10,
        validFrom: '2026-06-01',
        validTo: null,
        source: 'Nota',
        assumption: false,
        version: 1,
      },
    ];
    expect(signalsOf({ ...clean, price: 30_000_000 }, list, '2026-06-15').map((s) => s.code)).toEqual(['outlier']);
    expect(signalsOf({ ...clean, price: 30_000_000, occurredOn: '2026-06-02' }, list, '2026-06-15')).toEqual([]);
  });
});
