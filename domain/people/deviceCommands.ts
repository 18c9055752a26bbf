import * as z from 'zod/mini';
import { accept, defineCommand, insert, refuse, update } from '../kernel/command.ts';
import type { Day } from '../kernel/dates.ts';
import { need } from '../kernel/fact.ts';
import { problem } from '../kernel/problem.ts';
import { accountPlacement, reasonSchema } from './account.ts';
import { can } from './actor.ts';
import { grantableRoles } from './roles.ts';
import { accountAdministrators } from './userCommands.ts';

/** A phone or browser that sends commands (table device). It made its own id. */
export interface Device {
  readonly id: string;
  readonly userId: string;
  readonly name: string;
  readonly registeredOn: Day;
  readonly revokedOn: Day | null;
  readonly revokedReason: string | null;
  readonly version: number;
}
interface DeviceFact extends Device {
  readonly userUnitId: string | null;
}

const registerSchema = z.object({
  name: z
    .string()
    .check(z.trim(), z.minLength(2, 'El nombre es muy corto.'), z.maxLength(80, 'El nombre es muy largo.')),
});
type RegisterBody = z.infer<typeof registerSchema>;

/** A person names their phone or browser, so that it can be recognised, and revoked when it is lost. */
export const registerDevice = defineCommand<RegisterBody, { device: DeviceFact | null }>({
  kind: 'device.register',
  type: 'act',
  title: 'registrar un teléfono o computadora',
  version: 1,
  schema: registerSchema as z.ZodMiniType<RegisterBody>,
  subject: 'device',
  by: grantableRoles,
  facts: (c) => ({ device: { loader: 'deviceWithUser', key: c.subjectId } }),
  placement: () => ({ anywhere: true }),
  decide: ({ command, actor, facts, today }) => {
    if (need(facts.device)) return refuse(problem('alreadyExists'));
    const row: Device = {
      id: command.subjectId,
      userId: actor.id,
      name: command.body.name,
      registeredOn: today,
      revokedOn: null,
      revokedReason: null,
      version: 1,
    };
    return accept([insert('device', row)]);
  },
});

const revokeSchema = z.object({ reason: reasonSchema });
type RevokeBody = z.infer<typeof revokeSchema>;

/**
 * Revokes a lost or retired device: its sessions end, its commands are no longer accepted, and it is told to erase what
 * it stores.
 */
export const revokeDevice = defineCommand<RevokeBody, { device: DeviceFact | null }>({
  kind: 'device.revoke',
  type: 'act',
  title: 'dar de baja un teléfono o computadora',
  version: 1,
  schema: revokeSchema as z.ZodMiniType<RevokeBody>,
  subject: 'device',
  by: grantableRoles,
  facts: (c) => ({ device: { loader: 'deviceWithUser', key: c.subjectId } }),
  placement: () => ({ anywhere: true }),
  decide: ({ command, actor, facts, today }) => {
    const found = need(facts.device);
    if (!found) return refuse(problem('notFound'));
    const { userUnitId, ...device } = found;
    const may =
      device.userId === actor.id ||
      can(actor, accountAdministrators, accountPlacement({ unitId: userUnitId }), today).may;
    if (!may) return refuse(problem('outsideScope'));
    if (device.revokedOn) return refuse(problem('alreadyDecided'));
    return accept([
      update('device', {
        ...device,
        revokedOn: today,
        revokedReason: command.body.reason,
        version: device.version + 1,
      }),
    ]);
  },
});
