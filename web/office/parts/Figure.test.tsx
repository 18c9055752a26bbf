import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { FigureView } from '../../../domain/kernel/views.ts';
import { Figure } from './Figure.tsx';

const figure: FigureView = {
  code: 'R5.a',
  name: 'Mujeres beneficiarias',
  value: 35,
  missing: null,
  unit: '%',
  decimals: 1,
  n: 7,
  d: 20,
  cutoff: '2026-10-31',
  level: 3,
  records: 20,
};
const render = (more: Partial<FigureView>) => renderToStaticMarkup(<Figure figure={{ ...figure, ...more }} />);
const state = (html: string) => /data-state="(\w+)"/.exec(html)?.[1];

describe('a figure', () => {
  it('shows value, what was divided, level and cut-off', () => {
    const html = render({});
    for (const part of ['35,0', '7 de 20', 'Según 20 registros', 'Validado', 'Corte: 31/10/2026'])
      expect(html).toContain(part);
  });
  it('s/d, zero, not yet due and kept from the reader are four different things', () => {
    const looks = [
      render({ value: null, missing: 'sd', n: null, d: null }),
      render({ value: 0, n: 0 }),
      render({ value: null, missing: 'notDue', n: null, d: null }),
      render({ value: null, missing: 'hidden', n: null, d: null }),
    ];
    expect(looks.map(state)).toEqual(['sd', 'zero', 'notDue', 'hidden']);
    expect(looks[0]).toContain('s/d');
    expect(looks[0]).not.toContain('0,0');
    expect(looks[1]).toContain('0,0');
    expect(looks[2]).toContain('aún no exigible');
    expect(looks[3]).toContain('reservado');
  });
});
