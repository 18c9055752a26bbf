import { agreement } from './alliance/agreement.ts';
import { businessAgreement } from './alliance/businessAgreement.ts';
import { member } from './alliance/family.ts';
import { sale } from './field/sale.ts';
import { visit } from './field/visit.ts';
import type { Noun } from './kernel/noun/noun.ts';

/** Every noun that is kept in versions and declared whole (docs/decisions/nouns.md). */
export const versionNouns: readonly Noun[] = [agreement, businessAgreement, member, visit, sale];
