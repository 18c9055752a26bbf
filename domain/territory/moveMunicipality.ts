import * as z from 'zod/mini';
import { accept, defineCommand, insert, refuse } from '../kernel/command.ts';
import type { Day } from '../kernel/dates.ts';
import { daySchema, idSchema } from '../kernel/envelope.ts';
import { need } from '../kernel/fact.ts';
import { idOfText } from '../kernel/ids.ts';
import { problem } from '../kernel/problem.ts';
import { municipalityCodeSchema } from './municipality.ts';
import { type ServiceLine, serviceOn, type UnitKind } from './unit.ts';

const bodySchema = z.object({
  municipalityCode: municipalityCodeSchema,
  unitId: z.string().check(z.maxLength(20)),
  /** The first day under the new unit; it may be in the future. */
  from: daySchema,
  reason: z.string().check(z.trim(), z.minLength(5, 'Explique el motivo.'), z.maxLength(500)),
  documentId: idSchema,
});
type Body = z.infer<typeof bodySchema>;

interface Facts extends Record<string, unknown> {
  /**
   * All periods of service of the municipality, past and future (loader `serviceOfMunicipality`); empty when it does
   * not exist.
   */
  lines: readonly ServiceLine[];
  unit: { code: string; kind: UnitKind } | null;
  document: { id: string } | null;
}

/**
 * Gives a municipality to another unit from a day on. Exactly one unit serves it on any day, because one period of
 * service ends where the next begins; earlier periods stay. Alliances keep their unit: `alliance.transfer` changes it.
 */
export const moveMunicipality = defineCommand<Body, Facts>({
  kind: 'municipality.move',
  type: 'act',
  title: 'pasar un municipio a otra unidad',
  version: 1,
  schema: bodySchema as unknown as z.ZodMiniType<Body>,
  subject: 'unit_move',
  by: ['UCN_COORD', 'ADMIN_TI'],
  locks: (c) => [idOfText(`municipality ${c.body.municipalityCode}`)],
  facts: (c) => ({
    lines: { loader: 'serviceOfMunicipality', key: c.body.municipalityCode },
    unit: { loader: 'unit', key: c.body.unitId },
    document: { loader: 'sourceDocument', key: c.body.documentId },
  }),
  placement: () => ({ national: true }),
  decide: ({ command, facts }) => {
    const { municipalityCode, unitId, from, reason, documentId } = command.body;
    const lines = need(facts.lines) ?? [];
    const last = lines.reduce<Day>((day, line) => (line.validFrom > day ? line.validFrom : day), '');
    if (lines.length === 0)
      return refuse(problem('unknownMunicipality', { code: municipalityCode }, 'body.municipalityCode'));
    const unit = need(facts.unit);
    if (!unit || unit.kind === 'UCN')
      return refuse(problem('unknownReference', { what: `la unidad ${unitId}` }, 'body.unitId'));
    if (from <= last) return refuse(problem('laterMove', { day: last }, 'body.from'));
    if (serviceOn(lines, from)?.unitCode === unitId)
      return refuse(problem('municipalityServed', undefined, 'body.unitId'));
    if (!need(facts.document))
      return refuse(problem('unknownReference', { what: 'el documento de respaldo' }, 'body.documentId'));
    return accept([
      insert('unit_move', {
        id: command.subjectId,
        municipalityCode,
        unitId,
        validFrom: from,
        reason,
        documentId,
        version: 1,
      }),
    ]);
  },
});
