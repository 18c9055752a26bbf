import type { ParameterRow } from '../../domain/monitoring/parameters.ts';
import type { Executor } from '../db/database.ts';
import { loadFacts } from './loadFacts.ts';

const request = { loader: 'parameters', key: '*' };

/**
 * All dated parameters of all programmes, in the form in which commands get them; `parameterOn` finds the value of a
 * day.
 */
export const readParameters = async (db: Executor): Promise<ParameterRow[]> =>
  (await loadFacts(db, [], [request])).get(request) as ParameterRow[];
