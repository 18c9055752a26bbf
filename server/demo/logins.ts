import { roles } from '../../domain/people/roles.ts';
import { giveCredentials } from '../identity/accounts.ts';
import { DEMO_CODE } from '../identity/demoSecondFactor.ts';
import type { System } from '../system.ts';
import type { DemoPlan } from './plan.ts';

/** Password of every demonstration account. Printed at the start; no account of a database for official work has it. */
export const DEMO_PASSWORD = 'alianzas-demo';

/** Gives every demonstration account the printed password, and the printed code where its role demands a second factor. */
export async function openLogins(system: System, plan: DemoPlan): Promise<void> {
  for (const { id, username, name, role } of plan.accounts) {
    await giveCredentials(system, { id, username, name, demo: true, roles: [{ role }], password: DEMO_PASSWORD });
  }
}

/** The lines that tell a newcomer how to log in, one per role. */
export function loginLines(plan: DemoPlan): string[] {
  const shown = plan.accounts.filter((a) => a.showcase);
  const width = Math.max(...shown.map((a) => a.username.length));
  return [
    '',
    `Ingresos de demostración. Contraseña de todos: ${DEMO_PASSWORD} · código, donde lo pida: ${DEMO_CODE}`,
    ...shown.map((a) => `  ${a.username.padEnd(width)}  ${roles[a.role].name}`),
  ];
}
