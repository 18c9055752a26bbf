import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { FieldSpec } from '../../../domain/kernel/form.ts';
import { problem } from '../../../domain/kernel/problem.ts';
import { Field, type FieldPorts } from './Field.tsx';

const ports: FieldPorts = {
  today: '2026-11-23',
  photos: { add: () => Promise.resolve(''), url: (hash) => `/files/${hash}` },
};
const render = (spec: FieldSpec, value: unknown = null, wrong = false) =>
  renderToStaticMarkup(
    <Field
      spec={spec}
      value={value}
      onChange={() => undefined}
      problem={wrong ? problem('bodyMissingField', { name: spec.label }) : null}
      ports={ports}
    />,
  );

const options = Array.from({ length: 3 }, (_, i) => ({ value: `v${i}`, label: `Opción ${i}` }));
const specs: FieldSpec[] = [
  { kind: 'text', name: 'x', label: 'Nombre' },
  { kind: 'text', name: 'x', label: 'Nombre', multiline: true },
  { kind: 'number', name: 'x', label: 'Familias', unit: 'familias' },
  { kind: 'money', name: 'x', label: 'Monto' },
  { kind: 'quantity', name: 'x', label: 'Volumen', units: [{ code: 'qq', label: 'quintales' }] },
  {
    kind: 'quantity',
    name: 'x',
    label: 'Volumen',
    units: [
      { code: 'qq', label: 'quintales' },
      { code: 'kg', label: 'kilos' },
    ],
  },
  { kind: 'date', name: 'x', label: 'Día' },
  { kind: 'choice', name: 'x', label: 'Modelo', options },
  { kind: 'choice', name: 'x', label: 'Temas', options, many: true },
  {
    kind: 'choice',
    name: 'x',
    label: 'Producto',
    options: Array.from({ length: 20 }, (_, i) => ({ value: `p${i}`, label: `Producto ${i}` })),
  },
  { kind: 'person', name: 'x', label: 'Carnet' },
  { kind: 'photo', name: 'x', label: 'Fotos' },
  { kind: 'place', name: 'x', label: 'Lugar' },
  { kind: 'file', name: 'x', label: 'Archivo', accept: '.pdf' },
];

describe.each(specs.map((spec): [string, FieldSpec] => [`${spec.kind} ${JSON.stringify(spec).length}`, spec]))(
  '%s',
  (_name, spec) => {
    it('has its name tied to it', () => {
      const html = render(spec);
      expect(html).toContain(spec.label);
      const labelled = /<label[^>]* for="([^"]+)"/.exec(html);
      if (labelled) expect(html).toContain(`id="${labelled[1]}"`);
      else expect(html).toContain('<legend');
    });

    it('says whether it must be answered', () => {
      expect(render(spec)).toContain('(opcional)');
      expect(render({ ...spec, required: true })).not.toContain('(opcional)');
    });

    it('its problem stands beside it with its code, and is told with it', () => {
      const html = render({ ...spec, help: 'Una ayuda.' }, null, true);
      expect(html).toContain('SIGG-109');
      const described = /aria-describedby="([^"]+)"/.exec(html)?.[1]?.split(' ') ?? [];
      expect(described.length).toBe(2);
      for (const id of described) expect(html).toContain(`id="${id}"`);
      expect(html).toContain('data-invalid');
    });
  },
);

describe('numbers as they are shown', () => {
  const shown = (html: string) => /value="([^"]*)"/.exec(html)?.[1];
  it('money in Bs from centavos', () =>
    expect(shown(render({ kind: 'money', name: 'x', label: 'Monto' }, 12_000_050))).toBe('120.000,5'));
  it('a quantity from 1/10,000 of its unit', () =>
    expect(
      shown(
        render(
          { kind: 'quantity', name: 'x', label: 'V', units: [{ code: 'qq', label: 'qq' }] },
          { quantity: 125_000, unit: 'qq' },
        ),
      ),
    ).toBe('12,5'));
  it('zero is shown, nothing is not', () => {
    expect(shown(render({ kind: 'number', name: 'x', label: 'N' }, 0))).toBe('0');
    expect(shown(render({ kind: 'number', name: 'x', label: 'N' }, null))).toBe('');
  });
});
