import { expect, test } from 'vitest';
import { type Phase, phaseNames, phaseOf, statesOf } from './portfolio.ts';
import { hasConvenio, stateNames, states } from './states.ts';

test('every state belongs to one part of the cycle, and the parts follow the order of the stages', () => {
  const phases = Object.keys(phaseNames) as Phase[];
  expect(phases.flatMap(statesOf).sort()).toEqual([...stateNames].sort());
  const main = stateNames.filter((s) => states[s].stage !== null).map((s) => phases.indexOf(phaseOf(s)));
  expect(main).toEqual([...main].sort((a, b) => a - b));
});

test('what is active lies between the convenio and the end of operation', () => {
  expect(stateNames.filter((s) => states[s].active && !['investment', 'operation'].includes(phaseOf(s)))).toEqual([]);
});

test('what has a convenio is what signed it and went on, also when it was resolved', () => {
  expect(stateNames.filter(hasConvenio)).toEqual([
    'CONVENIO_FIRMADO',
    'CONTRAPARTE_DEPOSITADA',
    'EN_INVERSION',
    'INVERSION_CONCLUIDA',
    'EN_OPERACION',
    'OPERACION_CONCLUIDA',
    'CERRADA',
    'CONVENIO_RESUELTO',
    'EN_RECUPERACION',
  ]);
});
