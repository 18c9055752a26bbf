import { roles } from '../../domain/people/roles.ts';
import { type DemoSystem, loadedPlan } from './load.ts';

/** Password of every demonstration account. Printed at the start; it opens nothing in a database for official work. */
export const DEMO_PASSWORD = 'alianzas-demo';

/** The lines that tell a newcomer how to log in, one per role; none where there is no demonstration. */
export async function demoLogins(system: DemoSystem): Promise<string[]> {
  const plan = await loadedPlan(system);
  if (!plan) return [];
  const shown = plan.accounts.filter((a) => a.showcase);
  const width = Math.max(...shown.map((a) => a.username.length));
  return ['', `Ingresos de demostración (contraseña de todos: ${DEMO_PASSWORD})`, ...shown.map((a) => `  ${a.username.padEnd(width)}  ${roles[a.role].name}`)];
}
