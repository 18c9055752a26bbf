import { adoptAlliance } from './alliance/adopt.ts';
import { recordSourceDocument } from './alliance/sourceDocument.ts';
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
  registerVisit,
  correctVisit,
  registerSale,
  correctSale,
];

/** Commands by kind. */
export const commands: ReadonlyMap<string, CommandDefinition> = new Map(commandList.map((c) => [c.kind, c]));
