import * as z from 'zod/mini';
import { type Decision, defineCommand, refuse } from '../kernel/command.ts';
import { need } from '../kernel/fact.ts';
import { problem } from '../kernel/problem.ts';
import { correct } from '../kernel/versions.ts';
import { allianceDataSchema } from './adopt.ts';
import { type Alliance, type AllianceProfile, allianceDataFields, gapsOf } from './alliance.ts';

const bodySchema = z.object({ ...allianceDataSchema.shape }).check(
  z.refine((d) => (d.lon == null) === (d.lat == null), {
    message: 'La posición lleva longitud y latitud.',
    path: ['lon'],
  }),
  z.refine((d) => d.womenDeclared == null || d.familiesDeclared == null || d.womenDeclared <= d.familiesDeclared, {
    message: 'No puede haber más familias representadas por mujeres que familias.',
    path: ['womenDeclared'],
  }),
);
type Body = z.infer<typeof bodySchema>;

interface Facts extends Record<string, unknown> {
  alliance: Alliance | null;
  current: AllianceProfile | null;
  base: AllianceProfile | null;
  municipality: { code: string } | null;
  product: { code: string } | null;
}

/** Gaps follow from the data, so they are worked out again for the version that a correction produces. */
function withGaps(decision: Decision): Decision {
  if (decision.outcome !== 'accept' && decision.outcome !== 'conflict') return decision;
  const changes = decision.changes.map((c) =>
    c.noun === 'alliance_profile' && c.op === 'insert'
      ? { ...c, row: { ...c.row, gaps: gapsOf(c.row as unknown as AllianceProfile) } }
      : c,
  );
  return { ...decision, changes };
}

/**
 * Fills in or corrects what is known of an alliance, as a new version. Fields not named stay as they are; a field that
 * somebody else has meanwhile given another value becomes a conflict. What was said of the place (rural or not, BR-01)
 * belongs to its municipality: with another municipality it is asked again.
 */
export const completeAlliance = defineCommand<Body, Facts>({
  kind: 'alliance.complete',
  type: 'fact',
  title: 'completar los datos de una alianza',
  version: 1,
  schema: bodySchema as unknown as z.ZodMiniType<Body>,
  subject: 'alliance',
  by: ['ACOMPANANTE', 'FACILITADOR', 'UOD_OFICIAL', 'UOD_SOCIAL', 'UOD_OPERADOR', 'UCN_ME'],
  facts: (c) => ({
    alliance: { loader: 'alliance', key: c.subjectId },
    current: { loader: 'profileCurrent', key: c.subjectId },
    base: { loader: 'profileVersion', key: `${c.subjectId}:${c.baseVersion ?? 0}` },
    municipality: { loader: 'municipality', key: c.body.municipalityCode ?? null },
    product: { loader: 'product', key: c.body.productCode ?? null },
  }),
  placement: (c, facts) => ({
    allianceId: c.subjectId,
    unitId: need(facts.alliance)?.unitId ?? null,
    organisationId: need(facts.alliance)?.organisationId ?? null,
  }),
  decide: ({ command, facts }) => {
    const { body } = command;
    const current = need(facts.current);
    if (!current) return refuse(problem('notFound'));
    if (body.productCode && !need(facts.product))
      return refuse(problem('unknownReference', { what: `el producto ${body.productCode}` }, 'body.productCode'));
    if (body.municipalityCode && !need(facts.municipality))
      return refuse(problem('unknownMunicipality', { code: body.municipalityCode }, 'body.municipalityCode'));
    const moved = body.municipalityCode !== undefined && body.municipalityCode !== current.municipalityCode;
    return withGaps(
      correct<AllianceProfile>({
        noun: 'alliance_profile',
        command,
        fields: allianceDataFields,
        current,
        base: need(facts.base) ?? current,
        incoming: moved ? { ruralConfirmed: null, ...body } : body,
        place: { unitId: current.unitId, allianceId: command.subjectId },
      }),
    );
  },
});
