import * as z from 'zod/mini';
import { accept, defineCommand, refuse, update } from '../kernel/command.ts';
import type { Day } from '../kernel/dates.ts';
import { daySchema } from '../kernel/envelope.ts';
import { need } from '../kernel/fact.ts';
import { problem } from '../kernel/problem.ts';

/** Legal forms (BR-07). */
export const legalForms = ['asociacion', 'cooperativa', 'coraca', 'comunidad', 'ayllu', 'capitania', 'otra'] as const;

/** A producers' organisation (table `organisation`). */
export interface Organisation {
  readonly id: string;
  readonly code: string | null;
  readonly name: string;
  readonly acronym: string | null;
  readonly legalForm: string | null;
  readonly legalStatusNumber: string | null;
  readonly legalStatusOn: Day | null;
  readonly legalStatusIssuer: string | null;
  readonly nit: string | null;
  readonly municipalityCode: string | null;
  readonly unitId: string;
  readonly mergedInto: string | null;
  readonly demo: boolean;
  readonly version: number;
}

/** The id of the organisation that remains after joining: the one to which people joined it, or itself. */
export function survivingOrganisation(organisation: Pick<Organisation, 'id' | 'mergedInto'>): string {
  return organisation.mergedInto ?? organisation.id;
}

const text = (max: number) => z.optional(z.nullable(z.string().check(z.trim(), z.maxLength(max))));
const bodySchema = z.object({
  name: z.optional(z.string().check(z.trim(), z.minLength(2, 'El nombre es muy corto.'), z.maxLength(200))),
  acronym: text(40),
  legalForm: z.optional(z.nullable(z.enum(legalForms))),
  legalStatusNumber: text(80),
  legalStatusOn: z.optional(z.nullable(daySchema)),
  legalStatusIssuer: text(120),
  nit: z.optional(z.nullable(z.string().check(z.regex(/^\d{5,15}$/, 'El NIT tiene solo dígitos.')))),
  municipalityCode: z.optional(
    z.nullable(z.string().check(z.regex(/^\d{6}$/, 'El código de municipio tiene 6 dígitos.'))),
  ),
});
type Body = z.infer<typeof bodySchema>;

interface Facts extends Record<string, unknown> {
  organisation: Organisation | null;
  municipality: { code: string } | null;
}

/** Corrects or completes an organisation. Its personería jurídica is required before a convenio (BR-14). */
export const correctOrganisation = defineCommand<Body, Facts>({
  kind: 'organisation.correct',
  type: 'act',
  title: 'corregir los datos de una organización',
  version: 1,
  schema: bodySchema as z.ZodMiniType<Body>,
  subject: 'organisation',
  by: ['UOD_OFICIAL', 'UOD_SOCIAL', 'UOD_OPERADOR', 'UCN_ME', 'UCN_FORT'],
  facts: (c) => ({
    organisation: { loader: 'organisation', key: c.subjectId },
    municipality: { loader: 'municipality', key: c.body.municipalityCode ?? null },
  }),
  placement: (c, facts) => ({ organisationId: c.subjectId, unitId: need(facts.organisation)?.unitId ?? null }),
  decide: ({ command, facts, today }) => {
    const { body, baseVersion } = command;
    const organisation = need(facts.organisation);
    if (!organisation) return refuse(problem('notFound'));
    if (organisation.mergedInto) return refuse(problem('mergedThing'));
    if (baseVersion !== null && baseVersion !== organisation.version) return refuse(problem('oldVersion'));
    if (body.municipalityCode && !need(facts.municipality))
      return refuse(problem('unknownMunicipality', { code: body.municipalityCode }, 'body.municipalityCode'));
    if (body.legalStatusOn && body.legalStatusOn > today)
      return refuse(problem('dayInFuture', { day: body.legalStatusOn }, 'body.legalStatusOn'));
    const said = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
    return accept([update('organisation', { ...organisation, ...said, version: organisation.version + 1 })]);
  },
});
