import * as z from 'zod/mini';
import { accept, defineCommand, insert, refuse } from '../kernel/command.ts';
import type { Day } from '../kernel/dates.ts';
import { daySchema, idSchema } from '../kernel/envelope.ts';
import { need } from '../kernel/fact.ts';
import { problem } from '../kernel/problem.ts';
import { correct, firstVersion, type VersionHead } from '../kernel/versions.ts';
import type { Alliance } from './alliance.ts';
import { placeOfAlliance, placeOfRecord, versionFacts } from './recordOf.ts';

const centavos = z.optional(
  z.nullable(
    z.int().check(z.nonnegative('El monto no puede ser negativo.'), z.maximum(1e13, 'El monto es demasiado grande.')),
  ),
);
const contentShape = {
  number: z.optional(z.nullable(z.string().check(z.trim(), z.maxLength(60)))),
  signedOn: z.optional(z.nullable(daySchema)),
  endsOn: z.optional(z.nullable(daySchema)),
  amountPar: centavos,
  amountCounterpart: centavos,
};
const kind = z.enum(['integral', 'AT']);
const recordSchema = z.object({ allianceId: idSchema, kind, ...contentShape });
type RecordBody = z.infer<typeof recordSchema>;
/** Content of a convenio, field by field. */
export const agreementContent = { kind, ...contentShape };
const correctSchema = z.object({ kind: z.optional(kind), ...contentShape });
type CorrectBody = z.infer<typeof correctSchema>;

/** A convenio in versions (table `agreement`): transfers (integral, 1.2a) or technical assistance (AT, 1.2b). Amounts in centavos. */
export interface Agreement extends VersionHead {
  readonly allianceId: string;
  readonly kind: 'integral' | 'AT';
  readonly number: string | null;
  readonly signedOn: Day | null;
  readonly endsOn: Day | null;
  readonly amountPar: number | null;
  readonly amountCounterpart: number | null;
  readonly unitId: string;
}

const agreementFields = [
  'kind',
  'number',
  'signedOn',
  'endsOn',
  'amountPar',
  'amountCounterpart',
] as const satisfies readonly (keyof Agreement)[];

interface Facts extends Record<string, unknown> {
  alliance: Alliance | null;
  others: readonly Agreement[];
}

/** Records a convenio (BR-29). One in force per alliance; its state moves by the transition *firmar el convenio*. */
export const recordAgreement = defineCommand<RecordBody, Facts>({
  kind: 'agreement.record',
  type: 'act',
  title: 'registrar un convenio',
  version: 1,
  schema: recordSchema as z.ZodMiniType<RecordBody>,
  subject: 'agreement',
  by: ['UCN_COORD', 'UCN_NEG', 'UCN_ME', 'UOD_OPERADOR'],
  locks: (c) => [c.body.allianceId],
  facts: (c) => ({
    alliance: { loader: 'alliance', key: c.body.allianceId },
    others: { loader: 'agreementsOfAlliance', key: c.body.allianceId },
  }),
  placement: (c, facts) => placeOfAlliance(c.body.allianceId, facts.alliance),
  decide: ({ command, facts }) => {
    const { body } = command;
    const alliance = need(facts.alliance);
    if (!alliance) return refuse(problem('unknownReference', { what: 'la alianza' }, 'body.allianceId'));
    const others = (need(facts.others) ?? []).filter((a) => a.standing === 'current' && !a.annulled);
    if (others.length > 0) return refuse(problem('alreadyExists'));
    if (body.signedOn && body.endsOn && body.endsOn < body.signedOn)
      return refuse(problem('datesReversed', undefined, 'body.endsOn'));
    return accept([insert('agreement', { ...body, ...firstVersion(command), unitId: alliance.unitId })]);
  },
});

/** Corrects a convenio as a new version. What was validated stays in the figures until the correction is validated. */
export const correctAgreement = defineCommand<CorrectBody, { current: Agreement | null; base: Agreement | null }>({
  kind: 'agreement.correct',
  type: 'act',
  title: 'corregir un convenio',
  version: 1,
  schema: correctSchema as z.ZodMiniType<CorrectBody>,
  subject: 'agreement',
  by: ['UCN_COORD', 'UCN_NEG', 'UCN_ME', 'UOD_OPERADOR'],
  facts: (c) => versionFacts('agreement', c),
  placement: (_c, facts) => placeOfRecord(facts.current),
  decide: ({ command, facts }) => {
    const current = need(facts.current);
    if (!current) return refuse(problem('notFound'));
    const merged = { ...current, ...command.body };
    if (merged.signedOn && merged.endsOn && merged.endsOn < merged.signedOn)
      return refuse(problem('datesReversed', undefined, 'body.endsOn'));
    return correct<Agreement>({
      noun: 'agreement',
      command,
      fields: agreementFields,
      current,
      base: need(facts.base) ?? current,
      incoming: command.body,
      place: { unitId: current.unitId, allianceId: current.allianceId },
    });
  },
});
