import type { ParameterRow } from '../../domain/monitoring/parameters.ts';
import type { Executor } from '../db/database.ts';
import { loadFacts } from './loadFacts.ts';

const request = { loader: 'parameters', key: '*' };

/** Every dated parameter of every programme, as commands are given them; `parameterOn` says which holds on a day. */
export const readParameters = async (db: Executor): Promise<ParameterRow[]> =>
  (await loadFacts(db, [], [request])).get(request) as ParameterRow[];
