import { adoptAlliance } from './alliance/adopt.ts';
import { correctAgreement, recordAgreement } from './alliance/agreement.ts';
import { endAssignment, startAssignment } from './alliance/assignment.ts';
import { correctBusinessAgreement, recordBusinessAgreement } from './alliance/businessAgreement.ts';
import { registerBuyer } from './alliance/buyer.ts';
import { enrolFamily } from './alliance/family.ts';
import { correctMember, joinMember, leaveMember } from './alliance/membership.ts';
import { recordSourceDocument } from './alliance/sourceDocument.ts';
import { receiveFile } from './field/file.ts';
import { correctSale, registerSale } from './field/sale.ts';
import { correctVisit, registerVisit } from './field/visit.ts';
import { loadReferenceCommand } from './people/referenceLoad.ts';
import { setParameter } from './monitoring/setParameter.ts';
import type { CommandDefinition } from './kernel/command.ts';

/** Every command there is. Tests take their lists from here. */
export const commandList: readonly CommandDefinition[] = [
  setParameter,
  loadReferenceCommand,
  recordSourceDocument,
  adoptAlliance,
  enrolFamily,
  joinMember,
  leaveMember,
  correctMember,
  registerBuyer,
  recordBusinessAgreement,
  correctBusinessAgreement,
  recordAgreement,
  correctAgreement,
  startAssignment,
  endAssignment,
  registerVisit,
  correctVisit,
  registerSale,
  correctSale,
  receiveFile,
];

/** Commands by kind. */
export const commands: ReadonlyMap<string, CommandDefinition> = new Map(commandList.map((c) => [c.kind, c]));
