import { describe, expect, it } from 'vitest';
import { type CoverageRule, expandCoverage, serviceOn } from './unit.ts';

const rule = (territory: string, unitCode: string, from: string): CoverageRule => ({
  territory,
  unitCode,
  from,
  basis: 'prueba',
});

describe('who serves a municipality over time', () => {
  it('takes the longest code that fits', () => {
    const rules = [rule('06', 'TAR', '2005-01-01'), rule('0603', 'CHA', '2005-01-01')];
    expect(expandCoverage(rules, '060301').map((s) => s.unitCode)).toEqual(['CHA']);
    expect(expandCoverage(rules, '060101').map((s) => s.unitCode)).toEqual(['TAR']);
  });

  it('passes from one unit to the next without a gap or a double day', () => {
    const spans = expandCoverage([rule('06', 'TAR', '2005-01-01'), rule('060301', 'CHA', '2012-07-01')], '060301');
    expect(spans).toMatchObject([
      { unitCode: 'TAR', validFrom: '2005-01-01' },
      { unitCode: 'CHA', validFrom: '2012-07-01' },
    ]);
    expect(serviceOn(spans, '2012-06-30')?.unitCode).toBe('TAR');
    expect(serviceOn(spans, '2012-07-01')?.unitCode).toBe('CHA');
    expect(serviceOn(spans, '2004-12-31')).toBeNull();
  });

  it('does not cut a span where a wider rule begins later', () => {
    const spans = expandCoverage([rule('0603', 'CHA', '2005-01-01'), rule('06', 'TAR', '2010-01-01')], '060301');
    expect(spans).toMatchObject([{ unitCode: 'CHA', validFrom: '2005-01-01' }]);
  });

  it('says nothing where no rule fits', () => {
    expect(expandCoverage([rule('01', 'CHU', '2005-01-01')], '060301')).toEqual([]);
  });
});
