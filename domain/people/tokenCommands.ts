import * as z from 'zod/mini';
import { accept, defineCommand, insert, refuse, update } from '../kernel/command.ts';
import { addDays, type Day, holdsOn } from '../kernel/dates.ts';
import { daySchema } from '../kernel/envelope.ts';
import { need } from '../kernel/fact.ts';
import { problem } from '../kernel/problem.ts';
import { can } from './actor.ts';
import { grantableRoles, isRole, type Role, roles } from './roles.ts';

/** An integration key (table api_token): it acts for its maker, with fewer roles and only for named operations. */
interface ApiToken {
  readonly id: string;
  readonly userId: string;
  readonly name: string;
  readonly tokenHash: string;
  readonly roles: readonly string[];
  readonly operations: readonly string[];
  readonly expiresOn: Day;
  readonly revokedOn: Day | null;
  readonly version: number;
}

/** The longest life of a key. Assumption: a key that nobody renews within a year is forgotten. */
export const MAX_TOKEN_DAYS = 366;

/** Areas closed to integration keys: only people decide who may log in, and in which role. */
const peopleOnly = ['me', 'user', 'role', 'delegation', 'token', 'device', 'session', 'access'];

/** Whether an integration key may send a kind of command or ask a query. */
export function openToTokens(operation: string): boolean {
  return !peopleOnly.includes(operation.split('.')[0] ?? '');
}

/** Roles whose holders may make keys: those of the nation and of the units. */
const tokenMakers = grantableRoles.filter((role) => roles[role].scope === 'national' || roles[role].scope === 'unit');

const createSchema = z.object({
  name: z.string().check(z.trim(), z.minLength(3, 'El nombre es muy corto.'), z.maxLength(80)),
  tokenHash: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  roles: z.array(z.string()).check(z.minLength(1, 'Elija al menos un rol.'), z.maxLength(10)),
  operations: z
    .array(z.string().check(z.regex(/^[a-zA-Z]+(\.[a-zA-Z]+)?$/)))
    .check(z.minLength(1, 'Elija al menos una operación.'), z.maxLength(100)),
  expiresOn: daySchema,
});
type CreateBody = z.infer<typeof createSchema>;
interface Facts extends Record<string, unknown> {
  token: ApiToken | null;
}
const facts = (c: { subjectId: string }) => ({ token: { loader: 'token', key: c.subjectId } });

/** Makes an integration key. The key itself is shown once, where it is made; only its SHA-256 is sent and stored. */
export const createToken = defineCommand<CreateBody, Facts>({
  kind: 'token.create',
  type: 'act',
  title: 'crear una clave de integración',
  version: 1,
  schema: createSchema as z.ZodMiniType<CreateBody>,
  subject: 'api_token',
  by: tokenMakers,
  facts,
  placement: () => ({ anywhere: true }),
  decide: ({ command, actor, facts: known, today }) => {
    const { body } = command;
    if (need(known.token)) return refuse(problem('alreadyExists'));
    const own: readonly Role[] = actor.grants.filter((g) => !g.delegatedBy && holdsOn(g, today)).map((g) => g.role);
    const foreign = body.roles.find((role) => !isRole(role) || !own.includes(role));
    if (foreign !== undefined) return refuse(problem('tokenRole', undefined, 'body.roles'));
    const closed = body.operations.find((operation) => !openToTokens(operation));
    if (closed !== undefined) return refuse(problem('tokenOperation', { operation: closed }, 'body.operations'));
    if (body.expiresOn <= today) return refuse(problem('datesReversed', undefined, 'body.expiresOn'));
    if (body.expiresOn > addDays(today, MAX_TOKEN_DAYS))
      return refuse(problem('tokenTooLong', { days: MAX_TOKEN_DAYS }, 'body.expiresOn'));
    const row: ApiToken = { id: command.subjectId, userId: actor.id, ...body, revokedOn: null, version: 1 };
    return accept([insert('api_token', row)]);
  },
});

const revokeSchema = z.object({});
type RevokeBody = z.infer<typeof revokeSchema>;

/** Revokes a key at once: by its maker or by the administrator. */
export const revokeToken = defineCommand<RevokeBody, Facts>({
  kind: 'token.revoke',
  type: 'act',
  title: 'anular una clave de integración',
  version: 1,
  schema: revokeSchema as z.ZodMiniType<RevokeBody>,
  subject: 'api_token',
  by: tokenMakers,
  facts,
  placement: () => ({ anywhere: true }),
  decide: ({ actor, facts: known, today }) => {
    const token = need(known.token);
    if (!token) return refuse(problem('notFound'));
    if (token.userId !== actor.id && !can(actor, ['ADMIN_TI'], { national: true }, today).may)
      return refuse(problem('outsideScope'));
    if (token.revokedOn) return refuse(problem('alreadyDecided'));
    return accept([update('api_token', { ...token, revokedOn: today, version: token.version + 1 })]);
  },
});
