import { allianceGet } from './alliance/get.ts';
import { allianceList, allianceMap } from './alliance/list.ts';
import { workList } from './monitoring/work.ts';
import { indicatorEvidence, indicatorFigure, indicatorList } from './monitoring/indicators.ts';
import type { QueryDefinition } from './query.ts';
import { integrityHeads } from './system/heads.ts';
import { placeSuggest } from './territory/placeSuggest.ts';
import { systemStatus } from './system/status.ts';

/** Every query there is. Tests take their lists from here. */
export const queryList: readonly QueryDefinition[] = [
  workList,
  allianceList,
  allianceMap,
  allianceGet,
  placeSuggest,
  indicatorList,
  indicatorFigure,
  indicatorEvidence,
  systemStatus,
  integrityHeads,
];

/** Queries by name. */
export const queries: ReadonlyMap<string, QueryDefinition> = new Map(queryList.map((q) => [q.name, q]));
