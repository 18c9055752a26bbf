import fc from 'fast-check';

type Schema = { readonly [key: string]: unknown };

/** Values that often break programs: names, dates, numbers and structures. */
export const nasty: readonly unknown[] = [
  null,
  true,
  '',
  ' ',
  '=cmd|calc!A1',
  "'; drop table visit; --",
  "' or '1'='1",
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '../../etc/passwd',
  'a\u0000b',
  '\ud800',
  '\udfff lone',
  '\u202Etxt.exe',
  'x'.repeat(5000),
  '２０２６-01-01',
  '2099-01-01',
  '2026-02-30',
  '0000-00-00',
  '-infinity',
  'NaN',
  '1e309',
  '%00',
  '{"a":1}',
  '{}',
  '[]',
  0,
  -1,
  1.5,
  -0,
  1e308,
  Number.MAX_SAFE_INTEGER,
  2 ** 31,
  2 ** 63,
  -(2 ** 53),
  [],
  {},
  [[[[[[]]]]]],
  { $gt: '' },
  { constructor: { prototype: { polluted: true } } },
  '00000000-0000-7000-8000-000000000000',
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
  '00000000-0000-0000-0000-000000000000',
  '0198C5A2-0000-7000-8000-000000000001',
  'f'.repeat(64),
];

/** Values that a schema accepts. */
export function valid(schema: Schema | undefined): fc.Arbitrary<unknown> {
  if (!schema) return fc.constant(null);
  if ('const' in schema) return fc.constant(schema.const);
  if ('default' in schema) return fc.oneof(fc.constant(schema.default), valid(omitDefault(schema)));
  if (Array.isArray(schema.enum)) return fc.constantFrom(...(schema.enum as unknown[]));
  const several = (schema.anyOf ?? schema.oneOf) as Schema[] | undefined;
  if (several) return fc.oneof(...several.map(valid));
  if (Array.isArray(schema.allOf))
    return fc
      .tuple(...(schema.allOf as Schema[]).map(valid))
      .map((parts) => Object.assign({}, ...(parts as object[])) as unknown);
  if (Array.isArray(schema.type)) return fc.oneof(...schema.type.map((type) => valid({ ...schema, type })));
  return ofType(schema);
}

function omitDefault({ default: _default, ...rest }: Schema): Schema {
  return rest;
}

function ofType(schema: Schema): fc.Arbitrary<unknown> {
  const n = (key: string): number | undefined =>
    typeof schema[key] === 'number' ? (schema[key] as number) : undefined;
  switch (schema.type) {
    case 'string':
      return text(schema, n('minLength') ?? 0, Math.min(n('maxLength') ?? 60, 400));
    case 'integer':
      return fc.integer({
        min: clamp(n('minimum') ?? (n('exclusiveMinimum') ?? -1000) + 1),
        max: clamp(n('maximum') ?? 1_000_000),
      });
    case 'number':
      return fc.double({ min: n('minimum') ?? -1e6, max: n('maximum') ?? 1e6, noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array':
      return fc.array(valid(schema.items as Schema | undefined), {
        minLength: n('minItems') ?? 0,
        maxLength: Math.min(n('maxItems') ?? 4, 4),
      });
    case 'object':
      return object(schema);
    default:
      return fc.constantFrom(...nasty);
  }
}

const clamp = (x: number): number => Math.max(-(2 ** 31), Math.min(2 ** 31 - 1, x));

function text(schema: Schema, minLength: number, maxLength: number): fc.Arbitrary<unknown> {
  if (schema.format === 'uuid') return fc.uuid({ version: 7 });
  if (schema.format === 'date')
    return fc
      .date({ min: new Date('2017-01-01'), max: new Date('2026-06-15'), noInvalidDate: true })
      .map((d) => d.toISOString().slice(0, 10));
  if (typeof schema.pattern === 'string' && schema.pattern.length < 60)
    return fc.oneof(
      { weight: 9, arbitrary: fc.stringMatching(new RegExp(schema.pattern)) },
      { weight: 1, arbitrary: fc.string({ maxLength }) },
    );
  return fc.oneof(
    fc.string({ minLength, maxLength }),
    fc.string({ unit: 'grapheme', minLength, maxLength }),
    fc
      .constantFrom('LPZ', '020101', 'QUINUA', 'ACOMPANANTE', 'qq', 'EN_OPERACION', 'Alianza')
      .filter((s) => s.length >= minLength && s.length <= maxLength),
  );
}

function object(schema: Schema): fc.Arbitrary<unknown> {
  const properties = Object.entries((schema.properties ?? {}) as Record<string, Schema>);
  const required = new Set((schema.required ?? []) as string[]);
  if (properties.length === 0 && schema.additionalProperties && typeof schema.additionalProperties === 'object') {
    return fc.dictionary(fc.string({ maxLength: 12 }), valid(schema.additionalProperties as Schema), { maxKeys: 3 });
  }
  const model = Object.fromEntries(properties.map(([name, of]) => [name, valid(of)]));
  return fc.record(model, { requiredKeys: properties.map(([name]) => name).filter((name) => required.has(name)) });
}

/**
 * A value that a schema accepts, corrupted in one or two places: a nasty value, a missing key, an unknown or dangerous
 * key.
 */
export function mutated(schema: Schema): fc.Arbitrary<unknown> {
  return fc
    .tuple(
      valid(schema),
      fc.array(fc.tuple(fc.nat(), fc.constantFrom(...nasty), fc.integer({ min: 0, max: 3 })), {
        minLength: 1,
        maxLength: 2,
      }),
    )
    .map(([value, spoils]) => spoils.reduce<unknown>((at, [where, by, how]) => spoil(at, where, by, how), value));
}

/** The path of every value inside another, the whole first. */
function pathsOf(value: unknown, at: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  if (typeof value !== 'object' || value === null || at.length > 5) return [at];
  return [at, ...Object.entries(value).flatMap(([key, v]) => pathsOf(v, [...at, key]))];
}

function spoil(value: unknown, where: number, by: unknown, how: number): unknown {
  const paths = pathsOf(value);
  const path = paths[where % paths.length] ?? [];
  const copy = structuredClone(value) as Record<string, unknown>;
  const last = path.at(-1);
  if (last === undefined) return how === 3 ? { ...(copy as object), ['__proto__']: by, extra: by } : by;
  const parent = path.slice(0, -1).reduce<Record<string, unknown>>((o, key) => o[key] as Record<string, unknown>, copy);
  if (how === 1) delete parent[last];
  else if (how === 2) parent[last] = [by];
  else parent[last] = by;
  return copy;
}
