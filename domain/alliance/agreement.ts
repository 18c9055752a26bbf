import * as z from 'zod/mini';
import { notCovered } from '../committee/covered.ts';
import type { Decided } from '../committee/decision.ts';
import { accept, defineCommand, insert, refuse } from '../kernel/command.ts';
import { need } from '../kernel/fact.ts';
import { labelsOf } from '../kernel/noun/body.ts';
import { choice, day, money, reference, text } from '../kernel/noun/kinds.ts';
import { type Noun, noun } from '../kernel/noun/noun.ts';
import { type NounFacts, referenceIn, referenceRequests, unknownReference } from '../kernel/noun/references.ts';
import {
  type BodyOf,
  type ChangeOf,
  type ContentOf,
  changeSchemas,
  contentSchemas,
  correctionOf,
} from '../kernel/noun/versions.ts';
import { type Problem, problem } from '../kernel/problem.ts';
import { firstVersion, type VersionHead } from '../kernel/versions.ts';
import { recordReaders } from '../people/roles.ts';
import { unit, verified } from '../recordParts.ts';
import { allianceWords } from '../words/alliance.ts';
import type { Alliance } from './alliance.ts';
import { placeOfAlliance, placeOfRecord, versionFacts } from './recordOf.ts';
import { type AllianceState, hasConvenio } from './states.ts';

/** A convenio: transfers (integral, 1.2a) or technical assistance (AT, 1.2b). */
export const agreement = noun('agreement', {
  words: { one: 'convenio', many: 'convenios', the: 'el convenio' },
  path: '/alianzas',
  keeps: 'versions',
  place: { alliance: 'allianceId' },
  capturedIn: ['office'],
  named: 'number',
  listed: ['number', 'kind', 'signedOn'],
  reads: recordReaders,
  inVersions: { beside: { unitId: unit, ...verified }, within: true },
  fields: {
    allianceId: reference('alianza', 'alliance').required(),
    kind: choice('tipo', allianceWords.file.agreementKinds).required().open('noPersonal'),
    number: text('número', { minLength: 0, maxLength: 60 }).open('noPersonal'),
    signedOn: day('fecha de firma', { notAfterToday: true }).open('noPersonal'),
    endsOn: day('vence').open('noPersonal'),
    amountPar: money('monto del proyecto').open('noPersonal'),
    amountCounterpart: money('monto de contraparte').open('noPersonal'),
  },
});
const of: Noun = agreement;

type RecordBody = BodyOf<typeof agreement>;
type CorrectBody = ChangeOf<typeof agreement, 'allianceId'>;

export interface Agreement extends VersionHead, ContentOf<typeof agreement> {
  readonly unitId: string;
}

const reversed = ({ signedOn, endsOn }: Pick<CorrectBody, 'signedOn' | 'endsOn'>): Problem | null =>
  signedOn && endsOn && endsOn < signedOn ? problem('datesReversed', undefined, 'body.endsOn') : null;

/** How the alliance of a convenio stands, and what the Comité decided of it (loader `coverOfAgreement`). */
interface Cover {
  readonly state: AllianceState;
  readonly origin: string;
  readonly decisions: readonly Decided[];
}

/**
 * After the signature the amount is held to the resolution too (BR-28). An alliance that was adopted with its convenio has
 * its resolution on paper; it is held to one once the Comité's decisions on it are recorded.
 */
function beyondCover({ state, origin, decisions }: Cover, amountPar: number | null): Problem | null {
  if (!hasConvenio(state) || (origin === 'importación' && decisions.length === 0)) return null;
  const sentence = notCovered(decisions, amountPar);
  return sentence === null ? null : problem('requirementMissing', { sentence }, 'body.amountPar');
}

/** Records a convenio (BR-29). One in force per alliance; its state moves by the transition *firmar el convenio*. */
export const recordAgreement = defineCommand<
  RecordBody,
  NounFacts & { others: readonly Agreement[]; decisions: readonly Decided[] }
>({
  kind: 'agreement.record',
  type: 'act',
  title: 'registrar un convenio',
  version: 1,
  schema: z.object(contentSchemas(of)) as unknown as z.ZodMiniType<RecordBody>,
  labels: labelsOf(of),
  subject: 'agreement',
  by: ['UCN_COORD', 'UCN_NEG', 'UCN_ME', 'UOD_OPERADOR'],
  locks: (c) => [c.body.allianceId],
  facts: (c) => ({
    ...referenceRequests(of, { ...c.body }),
    others: { loader: 'agreementsOfAlliance', key: c.body.allianceId },
    decisions: { loader: 'decisionsOfAlliance', key: c.body.allianceId },
  }),
  placement: (c, facts) => placeOfAlliance(c.body.allianceId, referenceIn<Alliance>(facts, 'allianceId')),
  decide: ({ command, facts }) => {
    const { body } = command;
    const unknown = unknownReference(of, { ...body }, facts);
    if (unknown) return refuse(unknown);
    const others = (need(facts.others) ?? []).filter((a) => a.standing === 'current' && !a.annulled);
    if (others.length > 0) return refuse(problem('alreadyExists'));
    const wrong = reversed(body);
    if (wrong) return refuse(wrong);
    const alliance = referenceIn<Alliance>(facts, 'allianceId');
    const beyond =
      alliance && beyondCover({ ...alliance, decisions: need(facts.decisions) ?? [] }, body.amountPar ?? null);
    if (beyond) return refuse(beyond);
    return accept([insert('agreement', { ...body, ...firstVersion(command), unitId: alliance?.unitId })]);
  },
});

/** Corrects a convenio as a new version. What was validated stays in the figures until the correction is validated. */
export const correctAgreement = defineCommand<
  CorrectBody,
  { current: Agreement | null; base: Agreement | null; cover: Cover | null }
>({
  kind: 'agreement.correct',
  type: 'act',
  title: 'corregir un convenio',
  version: 1,
  schema: z.object(changeSchemas(of)) as unknown as z.ZodMiniType<CorrectBody>,
  labels: labelsOf(of),
  subject: 'agreement',
  by: ['UCN_COORD', 'UCN_NEG', 'UCN_ME', 'UOD_OPERADOR'],
  facts: (c) => ({ ...versionFacts(of.name, c), cover: { loader: 'coverOfAgreement', key: c.subjectId } }),
  placement: (_c, facts) => placeOfRecord(facts.current),
  decide: ({ command, facts }) => {
    const current = need(facts.current);
    if (!current) return refuse(problem('notFound'));
    const wrong = reversed({ ...current, ...command.body });
    if (wrong) return refuse(wrong);
    const { amountPar = current.amountPar } = command.body;
    const cover = need(facts.cover);
    const beyond = cover && amountPar !== current.amountPar ? beyondCover(cover, amountPar) : null;
    if (beyond) return refuse(beyond);
    return correctionOf(of, command, { current, base: need(facts.base) }, command.body);
  },
});
