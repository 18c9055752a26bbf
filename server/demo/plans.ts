import { addDays } from '../../domain/kernel/dates.ts';
import { derivedId } from '../../domain/kernel/ids.ts';
import { neededSections, type PlanKind, sections } from '../../domain/plan/sections.ts';
import type { DemoAccount } from './accounts.ts';
import type { DemoBatch } from './batch.ts';
import { at, type DemoPlan } from './plan.ts';
import type { DemoAlliance } from './portfolio.ts';
import { randomOf } from './random.ts';
import { documentIdOf } from './setup.ts';

/** What an invented plan says: enough to be presented. */
function planBody(alliance: DemoAlliance, kind: PlanKind): Record<string, unknown> {
  const said = Object.fromEntries(
    neededSections[kind].map((name) => [name, `Lo que dice el plan en «${sections[name]}» (demostración).`]),
  );
  const par = alliance.amountPar ?? alliance.families * 1_200_000;
  return {
    allianceId: alliance.id,
    kind,
    families: alliance.families,
    familiesWomen: alliance.women,
    amountPar: par,
    amountCash: Math.round(par / 7),
    amountKind: Math.round((par * 2) / 7),
    rate: 1_200,
    // A little more than its cash flow gives, so that the file shows a difference.
    van: Math.round((par * 10) / 7 / 15),
    tir: 1_550,
    benefitCost: 10_500,
    demo: true,
    ...said,
  };
}

/** What an invented plan consists of: two investments, the years of its cash flow, a practice, a measure. */
function parts(body: Record<string, unknown>): readonly (readonly [string, Record<string, unknown>])[] {
  const [par, cash, kind] = [Number(body.amountPar), Number(body.amountCash), Number(body.amountKind)];
  const item = (description: string, category: string, amounts: Record<string, number>) => {
    const total = Object.values(amounts).reduce((sum, amount) => sum + amount, 0);
    return ['planItem', { description, category, quantity: 10_000, unitPrice: total * 100, ...amounts }] as const;
  };
  const half = Math.round(par / 2);
  const total = par + cash + kind;
  return [
    item('Galpón de acopio', 'obra', { amountPar: half, amountKind: kind }),
    item('Seleccionadora y balanza', 'bien', { amountPar: par - half, amountCash: cash }),
    ...[0, 1, 2, 3, 4].map(
      (year) =>
        [
          'planFlow',
          {
            year,
            income: year === 0 ? 0 : Math.round(total * 0.55),
            costs: year === 0 ? 0 : Math.round(total * 0.2),
            investment: year === 0 ? total : 0,
          },
        ] as const,
    ),
    ['planPractice', { name: 'Riego por goteo', isPackage: false, climateResilient: true }],
    ['planMeasure', { kind: 'ambiental', what: 'Plantar una cortina rompevientos', responsible: 'La directiva' }],
  ];
}

/** A plan that is being written, and one that is being evaluated, with an appraisal issued where the unit's people are shown. */
export function planBatches(plan: DemoPlan): DemoBatch[] {
  const batches: DemoBatch[] = [];
  const sent = new Map<string, number>();
  const send = (daysAgo: number, actor: DemoAccount, kind: string, subjectId: string, body: unknown): string => {
    const day = addDays(plan.seed.until, -daysAgo);
    const receivedAt = at(day, 16);
    const id = randomOf(plan.seed.seed, 'plan', kind, subjectId).id(receivedAt);
    const version = sent.get(subjectId) ?? 0;
    sent.set(subjectId, version + 1);
    const baseVersion = kind.endsWith('.register') ? null : Math.max(1, version);
    batches.push({
      actor,
      receivedAt,
      commands: [{ id, at: receivedAt, occurredOn: day, kind, subjectId, body, baseVersion }],
    });
    return id;
  };
  const kindOf = (a: DemoAlliance): PlanKind => (a.model === 1 ? 'completo' : 'abreviado');
  const idOf = (a: DemoAlliance) => randomOf(plan.seed.seed, 'plan of', a.id).id(at(plan.bornOn, 16));
  const write = (daysAgo: number, actor: DemoAccount, a: DemoAlliance): void => {
    const body = planBody(a, kindOf(a));
    send(daysAgo, actor, 'plan.register', idOf(a), body);
    for (const [i, [noun, said]] of parts(body).entries()) {
      const id = randomOf(plan.seed.seed, 'part of a plan', a.id, i).id(at(plan.bornOn, 16));
      send(daysAgo, actor, `${noun}.register`, id, { ...said, planId: idOf(a), demo: true });
    }
  };
  const facilitator = plan.who('FACILITADOR');
  const written = plan.alliances.find((a) => a.state === 'PLAN_EN_FORMULACION');
  if (written && plan.assigned.some((one) => one.account === facilitator && one.allianceIndex === written.index))
    write(20, facilitator, written);
  const lived = plan.alliances.find((a) => a.unitId === 'LPZ' && a.state === 'EN_OPERACION' && a.model !== null);
  if (lived) {
    write(30, plan.officialOf('LPZ'), lived);
    send(29, plan.operatorOf('LPZ'), 'plan.adopt', idOf(lived), {
      presentedOn: lived.adoptedOn,
      documentId: documentIdOf(plan, 'LPZ'),
      deviationReason: 'Los montos son inventados para la demostración.',
    });
  }
  const judged = plan.alliances.find((a) => a.state === 'EN_EVALUACION' && a.model !== null);
  if (!judged) return batches;
  const [official, operator] = [plan.officialOf(judged.unitId), plan.operatorOf(judged.unitId)];
  const documentId = documentIdOf(plan, judged.unitId);
  write(18, official, judged);
  const presentedOn = addDays(plan.seed.until, -17);
  send(17, official, 'plan.present', idOf(judged), {
    presentedOn,
    documentId,
    deviationReason: 'Los montos son inventados para la demostración.',
  });
  const opened = send(16, operator, 'plan.evaluate', idOf(judged), {});
  // The second of the five that opened is the social one.
  const social = plan.who('UOD_SOCIAL');
  if (social.ids.includes(judged.unitId))
    send(9, social, 'appraisal.issue', derivedId(opened, 12), {
      issuedOn: addDays(plan.seed.until, -9),
      result: 'viable',
      conditions: 'Actualizar la lista de socios antes del convenio (demostración).',
      validatedOn: addDays(plan.seed.until, -10),
      validatedWomen: 11,
      validatedMen: 9,
      documentId,
    });
  return batches;
}
