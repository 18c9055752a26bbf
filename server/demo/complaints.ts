import { addDays } from '../../domain/kernel/dates.ts';
import type { TopicCode } from '../../domain/participation/topics.ts';
import type { DemoAccount } from './accounts.ts';
import type { DemoBatch } from './batch.ts';
import { ordinaryComplaints, type Told } from './complaintHistory.ts';
import { at, type DemoPlan } from './plan.ts';
import { randomOf } from './random.ts';

type Body = Readonly<Record<string, unknown>>;

interface Story {
  readonly name: string;
  readonly steps: readonly Told[];
}

/**
 * Complaints in every state: one late, one reserved, one anonymous, one in danger, one against the officer, one
 * referred, one reopened. All invented.
 */
function stories(plan: DemoPlan): Story[] {
  const officer = plan.who('UCN_RECL');
  const coordinator = plan.who('UCN_COORD');
  const transparency = plan.who('TRANSPARENCIA');
  const social = plan.who('UOD_SOCIAL');
  const official = plan.who('UOD_OFICIAL');
  const operator = plan.who('UOD_OPERADOR');
  const ago = (days: number) => addDays(plan.seed.until, -days);
  const alliances = plan.alliances.filter((a) => a.unitId === 'LPZ').map((a) => a.id);
  const register = (
    days: number,
    who: DemoAccount,
    channel: string,
    privacy: string,
    story: string,
    more: Body = {},
  ): Told => [
    days,
    who,
    'register',
    { receivedOn: ago(days), channel, privacy, story: `${story} (demostración)`, unitId: 'LPZ', demo: true, ...more },
  ];
  const acknowledge = (days: number): Told => [days, officer, 'acknowledge', { acknowledgedOn: ago(days) }];
  const classify = (days: number, topic: TopicCode, more: Body = {}): Told => [
    days,
    officer,
    'classify',
    { topic, ...more },
  ];
  const assign = (days: number, to: DemoAccount): Told => [days, officer, 'assign', { assigneeId: to.id }];
  const answered = (days: number, who: DemoAccount, answer: string, outcome: string): Told => [
    days,
    who,
    'answer',
    { answer, answeredOn: ago(days), answerChannel: 'telefono', outcome },
  ];
  const says = (days: number, who: DemoAccount, side: 'inside' | 'told', text: string, to?: DemoAccount): Told => [
    days,
    who,
    'remark',
    { side, text: `${text} (demostración)`, ...(to ? { toId: to.id } : {}) },
  ];
  return [
    {
      name: 'received',
      steps: [
        register(1, official, 'oficina', 'publica', 'El camión del comprador no llegó el día acordado.', {
          allianceId: alliances[0],
        }),
      ],
    },
    {
      name: 'registered',
      steps: [
        register(
          4,
          social,
          'telefono',
          'anonima',
          'Pregunta por qué la lista de beneficiarias no se leyó en la asamblea.',
        ),
        acknowledge(3),
      ],
    },
    {
      name: 'classified',
      steps: [
        register(9, official, 'carta', 'publica', 'Pide copia del convenio firmado por su organización.', {
          allianceId: alliances[1],
        }),
        acknowledge(8),
        classify(7, 'pide_informacion'),
      ],
    },
    {
      name: 'assigned',
      steps: [
        register(22, operator, 'acompanante', 'reservada', 'No le entregaron los plantines que pagó en la cuota.', {
          allianceId: alliances[0],
          relation: 'socio',
        }),
        acknowledge(21),
        classify(20, 'calidad_de_bienes'),
        assign(19, social),
        says(15, social, 'told', 'Fuimos al vivero y contamos los plantines. Falta hablar con quien los repartió.'),
        says(9, officer, 'inside', '¿Ya habló con quien repartió los plantines?', social),
      ],
    },
    {
      name: 'late',
      steps: [
        register(
          34,
          social,
          'whatsapp',
          'publica',
          'El segundo desembolso no aparece en la cuenta de la organización.',
          {
            allianceId: alliances[1],
            relation: 'socio',
          },
        ),
        acknowledge(33),
        classify(32, 'desembolso'),
        assign(31, official),
        [30, official, 'investigate', {}],
      ],
    },
    {
      name: 'answered',
      steps: [
        register(41, social, 'buzon', 'publica', 'La capacitación se hizo en día de feria y nadie pudo ir.'),
        acknowledge(40),
        classify(39, 'acompanamiento', { severity: 'baja' }),
        assign(38, social),
        answered(24, social, 'La capacitación se repitió el domingo siguiente, con aviso por radio.', 'fundado'),
        [20, social, 'agree', { agreedOn: ago(20) }],
      ],
    },
    {
      name: 'reopened',
      steps: [
        register(52, official, 'oficina', 'publica', 'El dictamen ambiental pidió un estudio que nadie explicó.'),
        acknowledge(51),
        classify(50, 'dano_ambiental', { severity: 'media' }),
        answered(33, operator, 'El estudio es requisito; se explicó por carta.', 'infundado'),
        [12, official, 'reopen', { reopenReason: 'La carta no llegó y el plazo ya corre.', reopenedOn: ago(12) }],
      ],
    },
    {
      name: 'second',
      steps: [
        register(80, social, 'telefono', 'publica', 'La organización quedó fuera sin que le dijeran por qué.'),
        acknowledge(79),
        classify(78, 'seleccion'),
        answered(60, operator, 'La solicitud llegó fuera del plazo de la convocatoria.', 'infundado'),
        [
          55,
          social,
          'reopen',
          { reopenReason: 'Tienen el sello de recepción con fecha anterior.', reopenedOn: ago(55) },
        ],
        [
          45,
          coordinator,
          'answerAgain',
          { secondAnswer: 'Se comprobó el sello: la solicitud vuelve a evaluarse.', secondAnsweredOn: ago(45) },
        ],
      ],
    },
    {
      name: 'referred',
      steps: [
        register(26, official, 'portal', 'reservada', 'Le pidieron dinero para inscribirla en la lista.'),
        acknowledge(25),
        classify(25, 'cobro_indebido'),
        [
          24,
          officer,
          'refer',
          { referredTo: 'transparencia', referredOn: ago(24), referralNumber: 'CITE DEMO 12', referralToldOn: ago(24) },
        ],
      ],
    },
    {
      name: 'danger',
      steps: [
        register(3, social, 'telefono', 'anonima', 'La amenazaron por preguntar en la asamblea por la cuota.', {
          danger: true,
        }),
        acknowledge(2),
        classify(2, 'violencia'),
      ],
    },
    {
      name: 'against',
      steps: [
        register(6, official, 'carta', 'anonima', 'Dice que su reclamo anterior se archivó sin respuesta.', {
          against: 'reclamos',
        }),
        [5, transparency, 'acknowledge', { acknowledgedOn: ago(5) }],
        [4, transparency, 'classify', { topic: 'demora' }],
      ],
    },
    {
      name: 'dismissed',
      steps: [
        register(15, social, 'oficina', 'publica', 'Reclama por una deuda entre vecinos, ajena al proyecto.'),
        acknowledge(14),
        [
          13,
          officer,
          'dismiss',
          {
            answer: 'El proyecto no puede intervenir; se le indicó dónde acudir.',
            answeredOn: ago(13),
            answerChannel: 'persona',
          },
        ],
      ],
    },
  ];
}

/** A holiday of one department, which shows that departments have their own working days. */
function holidayBatch(plan: DemoPlan): DemoBatch {
  const receivedAt = at(addDays(plan.seed.until, -60), 9);
  const random = randomOf(plan.seed.seed, 'holiday');
  const body = {
    day: `${plan.seed.until.slice(0, 4)}-07-16`,
    name: 'Aniversario de La Paz',
    unitId: 'LPZ',
    demo: true,
  };
  const command = {
    id: random.id(receivedAt),
    kind: 'holiday.register',
    subjectId: random.id(receivedAt),
    body,
    baseVersion: null,
  };
  return {
    actor: plan.who('UCN_RECL'),
    receivedAt,
    commands: [{ ...command, occurredOn: addDays(plan.seed.until, -60), at: receivedAt }],
  };
}

/** The complaints of a portfolio, each step on its own day; and a holiday. */
export function complaintBatches(plan: DemoPlan): DemoBatch[] {
  return [holidayBatch(plan)].concat(
    [...stories(plan), ...ordinaryComplaints(plan)].flatMap(({ name, steps }) => {
      const random = randomOf(plan.seed.seed, 'complaint', name);
      const subjectId = random.id(at(addDays(plan.seed.until, -(steps[0]?.[0] ?? 0)), 9));
      return steps.map(([daysAgo, actor, step, body], i): DemoBatch => {
        const day = addDays(plan.seed.until, -daysAgo);
        const receivedAt = at(day, 9 + i);
        const command = {
          id: random.id(receivedAt),
          kind: `complaint.${step}`,
          subjectId,
          body,
          baseVersion: step === 'register' ? null : i,
          occurredOn: day,
          at: receivedAt,
        };
        return { actor, receivedAt, commands: [command] };
      });
    }),
  );
}
