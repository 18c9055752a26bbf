import { addDays } from '../../domain/kernel/dates.ts';
import type { DemoAccount } from './accounts.ts';
import type { DemoBatch } from './batch.ts';
import { at, type DemoPlan } from './plan.ts';
import type { DemoAlliance } from './portfolio.ts';
import { randomOf } from './random.ts';

type Body = Readonly<Record<string, unknown>>;
/** Days before the last one of the portfolio, who, the step, what it says. */
type Taken = readonly [number, DemoAccount, string, Body];

/**
 * What the showcase acompañante recorded of the alliances in their second year: something of every noun, in every state
 * that a screen shows apart. All invented.
 */
export function accompanimentBatches(plan: DemoPlan): DemoBatch[] {
  const own = plan.alliances.filter((a) => a.accompanist === 0);
  const [one, other = one] = [...own.filter((a) => a.state === 'EN_OPERACION'), ...own];
  if (!one || !other) return [];
  const ago = (days: number) => addDays(plan.seed.until, -days);
  const person = plan.accompanist(0);
  const operator = plan.operatorOf(one.unitId);
  const official = plan.officialOf(one.unitId);
  const nation = plan.who('UCN_ME');
  const verify = (days: number): Taken => [days, official, 'verify', {}];
  const validate = (days: number): Taken => [days, nation, 'validate', {}];

  const lived = (noun: string, name: string, alliance: DemoAlliance, taken: readonly Taken[]): DemoBatch[] => {
    const subjectId = randomOf(plan.seed.seed, noun, name).id(at(ago(taken[0]?.[0] ?? 0), 9));
    return taken.map(([days, actor, step, body], i) => {
      const receivedAt = at(ago(days), 18, i);
      const whole = step === 'register' ? { allianceId: alliance.id, demo: true, ...body } : body;
      const id = randomOf(plan.seed.seed, noun, name, step, i).id(receivedAt);
      const base = i === 0 ? {} : { baseVersion: i };
      const kind = `${noun}.${step}`;
      return {
        actor,
        receivedAt,
        commands: [{ id, kind, subjectId, at: receivedAt, occurredOn: ago(days), body: whole, ...base }],
      };
    });
  };
  const milestone = (name: string, alliance: DemoAlliance, due: number, more: readonly Taken[] = []): DemoBatch[] =>
    lived('milestone', name, alliance, [
      [30, operator, 'register', { stage: 'operacion', what: `${name} (demostración)`, programmedOn: ago(due) }],
      ...more,
    ]);
  const executed = (days: number): Taken => [
    days,
    person,
    'execute',
    { executedOn: ago(days), executionNotes: 'Se vio en la visita.' },
  ];
  const assistance = (name: string, days: number, more: readonly Taken[] = []): DemoBatch[] =>
    lived('technicalAssistance', name, one, [
      [
        days,
        person,
        'register',
        {
          ...{ givenOn: ago(days), topic: 'cosecha', what: `${name} (demostración)`, hours: 35_000 },
          ...{ women: 9, men: 5, giver: 'acompanante' },
        },
      ],
      ...more,
    ]);
  const cycle = (name: string, more: readonly Taken[] = []): DemoBatch[] =>
    lived('productiveCycle', name, one, [
      [
        28,
        person,
        'register',
        {
          ...{ campaign: name, productCode: one.product.code, unitCode: one.product.unit },
          ...{ openedOn: ago(28), area: 125_000 },
        },
      ],
      ...more,
    ]);
  return [
    ...milestone('Galpón de acopio techado', one, 4),
    ...milestone('Carpa solar instalada', other, -12),
    ...milestone('Reglamento de venta aprobado', one, 15, [executed(14), verify(10), validate(6)]),
    ...cycle('Campaña de invierno (demostración)', [
      [9, person, 'close', { closedOn: ago(9), production: 1_500_000, soldVolume: 1_200_000, income: 9_600_000 }],
    ]),
    ...cycle('Campaña grande (demostración)'),
    ...assistance('Secado en carpa solar', 20, [verify(15), validate(12)]),
    ...assistance('Clasificado por tamaño', 8),
    ...assistance('Registro de ventas', 6, [
      [3, official, 'return', { returnReason: 'Diga qué producto se entregó y quién firmó la lista.' }],
    ]),
    ...lived('practiceAdoption', 'terrazas', other, [
      [
        11,
        person,
        'register',
        {
          ...{ observedOn: ago(11), practiceKind: 'suelos', practice: 'Terrazas de formación lenta (demostración)' },
          ...{ familiesLedByWomen: 6, familiesLedByMen: 8, area: 42_000, how: 'parcela' },
        },
      ],
      verify(7),
    ]),
    ...lived('measureFollowUp', 'envases', one, [
      [
        8,
        person,
        'register',
        {
          ...{ checkedOn: ago(8), measureKind: 'ambiental', fulfilled: 'parcial' },
          measure: 'Acopio de envases de plaguicidas (demostración)',
          observed: 'Hay un lugar cercado; falta el letrero.',
        },
      ],
    ]),
  ];
}
