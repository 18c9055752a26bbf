import * as z from 'zod/mini';
import { accept, defineCommand, refuse } from '../kernel/command.ts';
import { idSchema } from '../kernel/envelope.ts';
import { need } from '../kernel/fact.ts';
import { problem } from '../kernel/problem.ts';
import { accountPlacement, reasonSchema, type UserAccount } from './account.ts';
import type { Device } from './deviceCommands.ts';
import { accountAdministrators } from './userCommands.ts';

const bodySchema = z.object({
  deviceId: idSchema,
  /** The ids of the commands in the file: each is recorded in the journal on its own, as captured by the person. */
  commands: z.array(idSchema).check(z.maxLength(2000)),
  reason: reasonSchema,
});
type Body = z.infer<typeof bodySchema>;

interface Facts extends Record<string, unknown> {
  user: UserAccount | null;
  device: Device | null;
}

/**
 * Somebody brings in what a person captured and could no longer send, because the account was closed or the phone
 * withdrawn. The act says who brings it, from which phone and why. The facts themselves are judged as that person's, on
 * their own days.
 */
export const bringIn = defineCommand<Body, Facts>({
  kind: 'device.bringIn',
  type: 'act',
  title: 'traer lo no enviado de un teléfono',
  version: 1,
  schema: bodySchema as z.ZodMiniType<Body>,
  subject: 'user_account',
  by: accountAdministrators,
  facts: (c) => ({
    user: { loader: 'user', key: c.subjectId },
    device: { loader: 'deviceWithUser', key: c.body.deviceId },
  }),
  placement: (_c, facts) => accountPlacement(facts.user),
  decide: ({ command, actor, facts }) => {
    const [user, device] = [need(facts.user), need(facts.device)];
    if (!user || !device || device.userId !== user.id) return refuse(problem('notFound'));
    if (user.id === actor.id) return refuse(problem('samePerson', { first: 'capturó', second: 'lo trae' }));
    if (user.active && !device.revokedOn) return refuse(problem('sendsItself'));
    return command.body.commands.length === 0 ? refuse(problem('notAPhoneFile')) : accept([]);
  },
});
