import { adoptAlliance } from './alliance/adopt.ts';
import { advanceAlliance } from './alliance/advance.ts';
import { correctAgreement, recordAgreement } from './alliance/agreement.ts';
import { endAssignment, startAssignment } from './alliance/assignment.ts';
import {
  annulBusinessAgreement,
  correctBusinessAgreement,
  recordBusinessAgreement,
} from './alliance/businessAgreement.ts';
import { completeAlliance } from './alliance/complete.ts';
import { decideDuplicate, undoDuplicate } from './alliance/duplicate.ts';
import { enrolFamily } from './alliance/family.ts';
import { correctMember, joinMember, leaveMember } from './alliance/membership.ts';
import { raiseDuplicate } from './alliance/raiseDuplicate.ts';
import {
  correctAllianceState,
  noteTransfer,
  reinstateAlliance,
  suspendAlliance,
  transferAlliance,
  withdrawAlliance,
} from './alliance/sideStates.ts';
import { recordSourceDocument } from './alliance/sourceDocument.ts';
import { receiveFile } from './field/file.ts';
import { followCommitments } from './field/followCommitments.ts';
import { correctSale, registerSale } from './field/sale.ts';
import { correctVisit, registerVisit } from './field/visit.ts';
import { withdrawFile } from './field/withdrawFile.ts';
import type { CommandDefinition } from './kernel/command.ts';
import { formerKinds } from './kernel/upgrades.ts';
import { drawBatch } from './monitoring/batch.ts';
import { settleConflict } from './monitoring/conflict.ts';
import { observeRecord, validateRecord, verifyRecord } from './monitoring/review.ts';
import { setParameter } from './monitoring/setParameter.ts';
import { nounCommands } from './nouns.ts';
import { bringIn } from './people/bringIn.ts';
import { correctPerson } from './people/correctPerson.ts';
import { confirmDelegation, endDelegation, giveDelegation } from './people/delegationCommands.ts';
import { registerDevice, revokeDevice } from './people/deviceCommands.ts';
import { decideErasure, proposeErasure } from './people/erasure.ts';
import { createFirstAdministrator } from './people/firstAdministrator.ts';
import { confirmRole, proposeRole, refuseRole, revokeRole } from './people/grantCommands.ts';
import { recordSigningKey } from './people/recordSigningKey.ts';
import { loadReferenceCommand } from './people/referenceLoad.ts';
import { confirmReset, resetPassword } from './people/resetCommands.ts';
import { sealReferenceCommand } from './people/sealReference.ts';
import { createToken, revokeToken } from './people/tokenCommands.ts';
import { closeUser, createUser, endSessions, reopenUser, updateUser } from './people/userCommands.ts';
import { correctCommunity, joinCommunity, recordCommunity, undoJoinCommunity } from './territory/community.ts';
import { moveMunicipality } from './territory/moveMunicipality.ts';

/** Every command there is. Tests take their lists from here. */
export const commandList: readonly CommandDefinition[] = [
  setParameter,
  loadReferenceCommand,
  sealReferenceCommand,
  recordSigningKey,
  proposeErasure,
  decideErasure,
  createFirstAdministrator,
  createUser,
  updateUser,
  closeUser,
  reopenUser,
  endSessions,
  resetPassword,
  confirmReset,
  proposeRole,
  confirmRole,
  refuseRole,
  revokeRole,
  giveDelegation,
  confirmDelegation,
  endDelegation,
  registerDevice,
  revokeDevice,
  bringIn,
  createToken,
  revokeToken,
  recordSourceDocument,
  adoptAlliance,
  raiseDuplicate,
  completeAlliance,
  advanceAlliance,
  suspendAlliance,
  reinstateAlliance,
  withdrawAlliance,
  correctAllianceState,
  transferAlliance,
  noteTransfer,
  enrolFamily,
  joinMember,
  leaveMember,
  correctMember,
  recordBusinessAgreement,
  correctBusinessAgreement,
  annulBusinessAgreement,
  recordAgreement,
  correctAgreement,
  startAssignment,
  correctPerson,
  decideDuplicate,
  undoDuplicate,
  settleConflict,
  drawBatch,
  verifyRecord,
  validateRecord,
  observeRecord,
  endAssignment,
  registerVisit,
  correctVisit,
  registerSale,
  correctSale,
  followCommitments,
  receiveFile,
  withdrawFile,
  moveMunicipality,
  recordCommunity,
  correctCommunity,
  joinCommunity,
  undoJoinCommunity,
  ...nounCommands,
];

/**
 * Commands by kind, and by the kinds that they had before: what an old app sends under an old kind is the command of today. Throws when a
 * former kind is in use again or leads nowhere.
 */
export function byKind(
  list: readonly CommandDefinition[],
  renamed: Readonly<Record<string, string>>,
): ReadonlyMap<string, CommandDefinition> {
  const map = new Map(list.map((c) => [c.kind, c]));
  for (const [before, kind] of Object.entries(renamed)) {
    const command = list.find((c) => c.kind === kind);
    if (!command || map.has(before)) throw new Error(`the kind ${before} cannot stand for ${kind}`);
    map.set(before, command);
  }
  return map;
}

/** Commands by kind. */
export const commands = byKind(commandList, formerKinds);
