import * as z from 'zod/mini';
import { accept, type Change, defineCommand, insert, refuse, update } from '../kernel/command.ts';
import { addDays } from '../kernel/dates.ts';
import { daySchema } from '../kernel/envelope.ts';
import { need } from '../kernel/fact.ts';
import { idOfText } from '../kernel/ids.ts';
import { problem } from '../kernel/problem.ts';
import { isParameterKey, type ParameterRow, parameters } from './parameters.ts';

const bodySchema = z.object({
  programmeId: z.string().check(z.maxLength(40)),
  key: z.string().check(z.refine(isParameterKey, 'Ese parámetro no existe.')),
  value: z.number(),
  validFrom: daySchema,
  /** The norm, act or paper that fixes it. */
  source: z.string().check(z.trim(), z.minLength(3, 'Diga qué norma o documento lo fija.'), z.maxLength(500)),
  assumption: z.boolean(),
});
type Body = z.infer<typeof bodySchema>;

interface Facts extends Record<string, unknown> {
  list: readonly ParameterRow[];
  programme: { id: string } | null;
}

/**
 * Gives a parameter a value from a day on. The value before it ends the day before and stays on record. It is refused
 * when a later value is recorded already, so that facts judged since then are not judged anew.
 */
export const setParameter = defineCommand<Body, Facts>({
  kind: 'parameter.set',
  type: 'act',
  title: 'fijar un parámetro',
  version: 1,
  schema: bodySchema as unknown as z.ZodMiniType<Body>,
  subject: 'parameter',
  by: ['UCN_COORD', 'UCN_ME', 'sistema'],
  locks: (c) => [idOfText(`parameter ${c.body.programmeId} ${c.body.key}`)],
  facts: (c) => ({
    list: { loader: 'parameters', key: '*' },
    programme: { loader: 'programme', key: c.body.programmeId },
  }),
  placement: () => ({ national: true }),
  decide: ({ command, facts }) => {
    const { programmeId, key, value, validFrom, source, assumption } = command.body;
    if (!need(facts.programme))
      return refuse(problem('unknownReference', { what: `el programa ${programmeId}` }, 'body.programmeId'));
    if (!isParameterKey(key)) return refuse(problem('unknownReference', { what: `el parámetro ${key}` }, 'body.key'));
    const read = parameters[key].schema.safeParse(value);
    if (!read.success)
      return refuse(
        problem('invalidField', { sentence: `Ese valor no sirve para «${parameters[key].name}».` }, 'body.value'),
      );
    const same = (need(facts.list) ?? []).filter((p) => p.programmeId === programmeId && p.key === key);
    if (same.some((p) => p.id === command.subjectId)) return refuse(problem('alreadyExists'));
    if (same.some((p) => p.validFrom >= validFrom))
      return refuse(problem('parameterLater', undefined, 'body.validFrom'));
    const changes: Change[] = same
      .filter((p) => p.validTo === null || p.validTo >= validFrom)
      .map((p) => update('parameter', { ...p, validTo: addDays(validFrom, -1), version: p.version + 1 }));
    changes.push(
      insert('parameter', {
        id: command.subjectId,
        programmeId,
        key,
        value,
        validFrom,
        validTo: null,
        source,
        assumption,
        version: 1,
      }),
    );
    return accept(changes);
  },
});
