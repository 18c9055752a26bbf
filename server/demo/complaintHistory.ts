import { addDays, daysBetween } from '../../domain/kernel/dates.ts';
import type { DemoAccount } from './accounts.ts';
import type { DemoPlan } from './plan.ts';
import { randomOf } from './random.ts';

/**
 * A step of a complaint: how many days before the last day of the portfolio, who takes it, the name of the step, and
 * its body.
 */
export type Told = readonly [daysAgo: number, who: DemoAccount, step: string, body: Readonly<Record<string, unknown>>];

const SAID = {
  demora: ['No llegó el técnico el día que dijo.', 'Los plantines llegaron con raíz seca.'],
  pide_informacion: ['Pide saber en qué estado está su solicitud.', 'Nadie explicó cuánto es la contraparte.'],
  descargo: ['Observaron su descargo y no dicen qué factura.', 'El desembolso tarda más de lo que dice el convenio.'],
  evaluacion: ['No está de acuerdo con el puntaje de su plan.'],
  tierra_y_agua: ['La obra de riego desvió el agua de la acequia vecina.'],
} as const;
const MATTERS = [
  'demora',
  'demora',
  'demora',
  'pide_informacion',
  'pide_informacion',
  'descargo',
  'descargo',
  'evaluacion',
  'tierra_y_agua',
] as const;
const CHANNELS = ['oficina', 'oficina', 'telefono', 'telefono', 'acompanante', 'whatsapp', 'carta'] as const;
/** The number of ordinary complaints: enough for the tables by matter and unit to have rows that may be shown. */
const MANY = 54;

/**
 * Ordinary complaints of the last year, so that the figures of complaints have data: most answered in term, some late,
 * the newest open.
 */
export function ordinaryComplaints(plan: DemoPlan): { readonly name: string; readonly steps: readonly Told[] }[] {
  const officer = plan.who('UCN_RECL');
  const placed = plan.alliances.filter((a) => a.unitId !== null);
  const oldest = Math.min(330, daysBetween(plan.bornOn, plan.seed.until) - 5);
  if (oldest < 20 || placed.length === 0) return [];
  return Array.from({ length: MANY }, (_, n) => {
    const random = randomOf(plan.seed.seed, 'ordinary complaint', n);
    // Two of three come from a few units, those where the programme does most.
    const alliance = random.chance(0.66)
      ? (placed[random.int(0, Math.min(placed.length, 12) - 1)] ?? random.pick(placed))
      : random.pick(placed);
    const received = random.int(2, oldest);
    const matter = random.pick(MATTERS);
    const ago = (days: number) => addDays(plan.seed.until, -days);
    const body = {
      receivedOn: ago(received),
      channel: random.pick(CHANNELS),
      privacy: 'publica',
      story: `${random.pick(SAID[matter])} (demostración)`,
      unitId: alliance.unitId,
      municipalityCode: alliance.municipality.code,
      // By then every alliance of the portfolio exists.
      allianceId: received <= 30 && random.chance(0.6) ? alliance.id : null,
      demo: true,
    };
    const took = random.chance(0.8) ? random.int(4, 29) : random.int(32, 50);
    const answered = received - took;
    const operator = plan.operatorOf(alliance.unitId);
    const steps: Told[] = [[received, plan.officialOf(alliance.unitId), 'register', body]];
    if (received > 3) steps.push([received - 1, officer, 'acknowledge', { acknowledgedOn: ago(received - 1) }]);
    if (received > 5)
      steps.push([received - 2, officer, 'classify', { topic: matter, severity: random.pick(['baja', 'media']) }]);
    if (answered > 0)
      steps.push([
        answered,
        operator,
        'answer',
        {
          answer: 'Se visitó a la organización y se acordó cómo remediarlo.',
          answeredOn: ago(answered),
          answerChannel: 'telefono',
          outcome: 'fundado',
        },
      ]);
    return { name: `ordinary ${n}`, steps };
  });
}
