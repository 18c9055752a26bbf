import { sessionActa } from '../committee/acta.ts';
import { rankingBoard } from '../committee/board.ts';
import { nounQueries } from '../nouns/queries.ts';
import { complaintStatistics } from '../participation/statistics.ts';
import { buyerAgreements, buyerFind } from './alliance/buyers.ts';
import { allianceFunnel } from './alliance/funnel.ts';
import { allianceGet } from './alliance/get.ts';
import { allianceList, allianceMap } from './alliance/list.ts';
import { alliancePortfolio } from './alliance/portfolio.ts';
import { catalogue, heldList, parameterList } from './field/catalogue.ts';
import { businessAgreementGet, saleGet, visitGet } from './field/records.ts';
import { searchEverywhere, searchPeople } from './finder/everywhere.ts';
import { importableList, importGet, importList, importProblems } from './import/imports.ts';
import { erasureList } from './journal/erasures.ts';
import { allianceJournal, journalList } from './journal/list.ts';
import { conflictGet, conflictList } from './monitoring/conflicts.ts';
import { indicatorEvidence, indicatorFigure, indicatorList } from './monitoring/indicators.ts';
import { indicatorTable, indicatorTrend, territoryPlaces } from './monitoring/indicatorTable.ts';
import { visitMissing, visitMonths } from './monitoring/missingVisits.ts';
import { notificationList } from './monitoring/notifications.ts';
import { recordSource } from './monitoring/recordSource.ts';
import { recordGet } from './monitoring/reviewRecord.ts';
import { batchGet, batchList } from './monitoring/verification.ts';
import { workWaiting } from './monitoring/waiting.ts';
import { workList } from './monitoring/work.ts';
import { organisationAlliances } from './organisation/alliances.ts';
import { duplicateList } from './organisation/duplicates.ts';
import { familyFind } from './organisation/families.ts';
import { memberList } from './organisation/members.ts';
import { complaintIdentityQuery, complaintKeyQuery, complaintKeysQuery } from './participation/identity.ts';
import { accessListWith, myAccount } from './people/account.ts';
import { deviceList } from './people/devices.ts';
import { colleagueList, delegationList } from './people/grants.ts';
import { rolePending } from './people/pending.ts';
import { sessionList, tokenList } from './people/sessions.ts';
import { userGet, userList } from './people/users.ts';
import type { QueryDefinition } from './query.ts';
import { integrityHeads } from './system/heads.ts';
import { systemStatus } from './system/status.ts';
import { communityList } from './territory/communities.ts';
import { municipalityList } from './territory/municipalities.ts';
import { placeSuggest } from './territory/placeSuggest.ts';
import { eventAttendance } from './training/attendance.ts';

/** Every query there is. Tests take their lists from here. */
export const queryList: readonly QueryDefinition[] = [
  userList,
  userGet,
  rolePending,
  delegationList,
  colleagueList,
  deviceList,
  sessionList,
  tokenList,
  myAccount,
  accessListWith((name) => queries.get(name)?.title ?? name),
  workList,
  workWaiting,
  notificationList,
  allianceList,
  allianceMap,
  alliancePortfolio,
  allianceFunnel,
  allianceGet,
  allianceJournal,
  buyerFind,
  buyerAgreements,
  eventAttendance,
  memberList,
  organisationAlliances,
  familyFind,
  duplicateList,
  visitGet,
  saleGet,
  businessAgreementGet,
  catalogue,
  parameterList,
  heldList,
  journalList,
  erasureList,
  batchList,
  batchGet,
  recordGet,
  recordSource,
  conflictList,
  conflictGet,
  importableList,
  importList,
  importGet,
  importProblems,
  placeSuggest,
  municipalityList,
  communityList,
  indicatorList,
  indicatorFigure,
  indicatorEvidence,
  visitMissing,
  visitMonths,
  indicatorTrend,
  indicatorTable,
  territoryPlaces,
  systemStatus,
  integrityHeads,
  complaintKeyQuery,
  complaintKeysQuery,
  complaintIdentityQuery,
  ...nounQueries,
  complaintStatistics,
  searchEverywhere,
  searchPeople,
  rankingBoard,
  sessionActa,
];

/** Queries by name. */
export const queries: ReadonlyMap<string, QueryDefinition> = new Map(queryList.map((q) => [q.name, q]));
