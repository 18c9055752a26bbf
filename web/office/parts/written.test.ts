import { expect, test } from 'vitest';
import { MOST_COUNTED } from '../../../domain/kernel/views.ts';
import { writtenTotal } from './written.ts';

test('a list that only grows says that there are more than were counted', () => {
  expect(writtenTotal(MOST_COUNTED)).toBe('20.000');
  expect(writtenTotal(MOST_COUNTED + 1)).toBe('más de 20.000');
});
