import { addDays } from '../../domain/kernel/dates.ts';
import { capacityChecklist } from '../../domain/organisation/capacityDiagnosis.ts';
import type { DemoAccount } from './accounts.ts';
import type { DemoBatch } from './batch.ts';
import { at, type DemoPlan } from './plan.ts';
import { randomOf } from './random.ts';
import { documentIdOf } from './setup.ts';

/** A step: how many days ago, who takes it, which command, its body. */
type Step = readonly [daysAgo: number, actor: DemoAccount, step: string, body: Record<string, unknown>];
interface Story {
  readonly name: string;
  readonly noun: string;
  readonly steps: readonly Step[];
}

/** A few organisations, of the unit that newcomers see, with what is kept of them. */
function stories(plan: DemoPlan): Story[] {
  const [unitId, { until }] = ['LPZ', plan.seed];
  const [official, social, fiduciary] = [plan.officialOf(unitId), plan.who('UOD_SOCIAL'), plan.who('UOD_FIDUCIARIO')];
  const own = plan.alliances.filter((a) => a.unitId === unitId);
  const shown = own.find((a) => a.state === 'EN_OPERACION') ?? own.find((a) => a.state === 'EN_INVERSION');
  const documentId = documentIdOf(plan, unitId);
  const supported: Story = {
    name: 'supported',
    noun: 'organisation',
    steps: [
      [
        60,
        social,
        'register',
        {
          name: 'Comunidad de Apicultores de Coroico (demostración)',
          legalForm: 'comunidad',
          municipalityCode: '021401',
          unitId,
          demo: true,
        },
      ],
      [55, social, 'support', { supportedOn: addDays(until, -58), documentId }],
    ],
  };
  if (!shown) return [supported];
  const { id: allianceId, organisationId } = shown;
  const office = (name: string, body: string, post: string, holder: string, sex: 'F' | 'M'): Story => ({
    name,
    noun: 'organisationOffice',
    steps: [
      [
        50,
        official,
        'register',
        { organisationId, body, post, name: holder, sex, startsOn: addDays(until, -400), demo: true },
      ],
    ],
  });
  const year = String(Number(until.slice(0, 4)) - 1);
  return [
    supported,
    office('president', 'directiva', 'Presidenta', 'Justina Inventada', 'F'),
    office('treasurer', 'administracion', 'Tesorero', 'Eusebio Inventado', 'M'),
    {
      name: 'statement',
      noun: 'yearlyStatement',
      steps: [
        [
          45,
          official,
          'register',
          { organisationId, fiscalYear: String(Number(year) - 1), presentedOn: `${year}-04-20`, demo: true },
        ],
        [40, fiduciary, 'review', {}],
      ],
    },
    {
      name: 'diagnosis',
      noun: 'capacityDiagnosis',
      steps: [
        [
          35,
          official,
          'register',
          {
            organisationId,
            madeOn: addDays(until, -36),
            ...Object.fromEntries(capacityChecklist.map((item, i) => [item, i % 3 === 0 ? 'parte' : 'no'])),
            finding: 'Nadie lleva las cuentas desde que salió la tesorera.',
            demo: true,
          },
        ],
      ],
    },
    {
      name: 'account',
      noun: 'changeRequest',
      steps: [
        [
          9,
          official,
          'register',
          {
            allianceId,
            what: 'cuenta',
            subject: 'Cuenta nueva en otro banco',
            requestedOn: addDays(until, -9),
            current: 'Cuenta del Banco Inventado, terminada en 1122.',
            proposed: 'Cuenta del Banco de la Demostración, terminada en 3344.',
            why: 'El banco cerró su agencia en el municipio.',
            proposedBank: 'Banco de la Demostración',
            proposedHolder: shown.organisation.name,
            proposedEnd: '3344',
            demo: true,
          },
        ],
        [6, fiduciary, 'approve', {}],
      ],
    },
  ];
}

export function organisationBatches(plan: DemoPlan): DemoBatch[] {
  return stories(plan).flatMap(({ name, noun, steps }) => {
    const random = randomOf(plan.seed.seed, 'organisation', name);
    const subjectId = random.id(at(addDays(plan.seed.until, -(steps[0]?.[0] ?? 0)), 8));
    return steps.map(([daysAgo, actor, step, body], i): DemoBatch => {
      const day = addDays(plan.seed.until, -daysAgo);
      const receivedAt = at(day, 8 + i, 30);
      const command = {
        id: random.id(receivedAt),
        kind: `${noun}.${step}`,
        subjectId,
        body,
        baseVersion: step === 'register' ? null : i,
        occurredOn: day,
        at: receivedAt,
      };
      return { actor, receivedAt, commands: [command] };
    });
  });
}
