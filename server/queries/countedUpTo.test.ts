import { expect, test } from 'vitest';
import { MOST_COUNTED } from '../../domain/kernel/views.ts';
import { MAX_EXPORT_ROWS } from '../publishing/spreadsheet.ts';
import { countedUpTo } from './query.ts';

test('rows are counted up to one more than are told, and what is not counted to its end is too much for a spreadsheet', () => {
  expect(countedUpTo('journal_entry')).toContain(`limit ${MOST_COUNTED + 1}`);
  expect(MAX_EXPORT_ROWS).toBeLessThanOrEqual(MOST_COUNTED);
});
