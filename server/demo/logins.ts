import { type Role, roles } from '../../domain/people/roles.ts';
import { giveCredentials } from '../identity/accounts.ts';
import { DEMO_CODE } from '../identity/demoSecondFactor.ts';
import type { System } from '../system.ts';
import { type DemoAccount, showcaseAccounts } from './accounts.ts';
import type { DemoPlan } from './plan.ts';
import { demoSizes } from './sizes.ts';

/**
 * Password of every demonstration account. It is printed at the start; no account of a database for official work has
 * it.
 */
export const DEMO_PASSWORD = 'alianzas-demo';

/**
 * Gives every demonstration account the printed password, and the printed code if its role requires a second factor.
 */
export async function openLogins(system: System, plan: DemoPlan): Promise<void> {
  for (const { id, username, name, role } of plan.accounts) {
    await giveCredentials(system, { id, username, name, demo: true, roles: [{ role }], password: DEMO_PASSWORD });
  }
}

/** The roles that a visit passes on its way from the community to the public figure, in order, with what each does. */
const THREAD: readonly (readonly [Role, string])[] = [
  ['ACOMPANANTE', 'registra visitas y ventas en /campo'],
  ['UOD_OPERADOR', 'las verifica en /oficina'],
  ['UCN_ME', 'las valida, ve los indicadores e importa planillas'],
  ['ADMIN_TI', 'da cuentas y roles'],
  ['AUDITOR', 'mira todo, con su historia, y no cambia nada'],
];

const heading = (of: string) => ['', `${of} Contraseña: ${DEMO_PASSWORD} · código, donde lo pida: ${DEMO_CODE}`];

/** The unit of an account in brackets; nothing for people who work for the nation. */
const placeOf = ({ unitId }: Pick<DemoAccount, 'unitId'>) => (unitId ? ` (${unitId})` : '');

/** The first log-ins: who does what with a visit, and how to see the rest. */
export function firstLoginLines(plan: DemoPlan): string[] {
  const shown = THREAD.flatMap(([role, does]) =>
    plan.accounts.filter((a) => a.showcase && a.role === role).map((a) => ({ ...a, does })),
  );
  const width = Math.max(...shown.map((a) => a.username.length));
  const rest = plan.accounts.filter((a) => a.showcase).length - shown.length;
  return [
    ...heading('Para empezar, cinco ingresos.'),
    ...shown.map((a) => `  ${a.username.padEnd(width)}  ${roles[a.role].name}${placeOf(a)}: ${a.does}`),
    `  Lo validado se ve, sin ingresar, en la página pública. Hay ${rest} roles más: npm run demo:logins`,
  ];
}

/** Every log-in for newcomers, one per role. They are the same in every portfolio, so no database has to be opened. */
export function loginLines(): string[] {
  const shown = showcaseAccounts(
    { size: demoSizes.small, seed: '1', until: '2026-01-01' },
    '2026-01-01T12:00:00.000Z',
    {
      organisationId: '',
      municipalityCode: '',
    },
  );
  const width = Math.max(...shown.map((a) => a.username.length));
  return [
    ...heading('Ingresos de demostración, uno por rol.'),
    ...shown.map((a) => `  ${a.username.padEnd(width)}  ${roles[a.role].name}${placeOf(a)}`),
  ];
}
