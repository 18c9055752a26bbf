import { stateChanges } from '../alliance/advance.ts';
import type { Alliance } from '../alliance/alliance.ts';
import { placeReached } from '../alliance/funnel.ts';
import { type AllianceState, states } from '../alliance/states.ts';
import { placementOf } from '../alliance/workflow.ts';
import { derivedId } from '../kernel/ids.ts';
import { writtenBs } from '../kernel/money.ts';
import { begunWith } from '../kernel/noun/commands.ts';
import { type Also, type Guard, life, type Moved } from '../kernel/noun/life.ts';
import type { AnyRow } from '../kernel/noun/noun.ts';
import type { ParameterRow } from '../monitoring/parameters.ts';
import type { Role } from '../people/roles.ts';
import { appraisalLife, appraisalValues } from './appraisal.ts';
import { type AppraisalState, five, whyNotViable } from './dimensions.ts';
import { planFlowLife } from './flow.ts';
import { type PlanItem, planItemLife } from './item.ts';
import { deviationsOf } from './limits.ts';
import { droppedMeasure, planMeasureLife } from './measure.ts';
import { amountFields, calledBy, formulators, type Plan, plan } from './plan.ts';
import { planPracticeLife } from './practice.ts';
import { neededSections, sections } from './sections.ts';

/** The alliance of a plan, with its model (loader `allianceOfPlan`). */
interface AllianceOfPlan extends Alliance {
  readonly model: 1 | 2 | 3 | null;
}

const allianceOf = (planId: string) => ({ alliance: { loader: 'allianceOfPlan', key: planId } });
const appraisalsOf = (planId: string) => ({ appraisals: { loader: 'appraisalsOfPlan', key: planId } });

/** The alliance stands in one of some states, and is not suspended. */
const allianceIn = (name: string, some: readonly AllianceState[], otherwise: string): Guard => ({
  name,
  needs: allianceOf,
  holds: (_row, _on, facts) => {
    const alliance = facts.alliance as AllianceOfPlan | null;
    if (alliance?.suspendedOn) return 'La alianza está suspendida.';
    if (alliance && some.includes(alliance.state)) return null;
    return `La alianza está en «${alliance ? states[alliance.state].name : 's/d'}». ${otherwise}`;
  },
});

/** The plan of an alliance that was adopted further on is presented all the same: its paper was, before. */
const inFormulation = allianceIn(
  'inFormulation',
  ['PLAN_EN_FORMULACION', 'PLAN_PRESENTADO', 'EN_EVALUACION'],
  'El operador inicia antes la formulación del plan.',
);
const notReceived = allianceIn('notReceived', ['PLAN_EN_FORMULACION'], 'El oficial de alianzas ya recibió el plan.');
const received = allianceIn(
  'received',
  ['PLAN_PRESENTADO', 'EN_EVALUACION'],
  'El oficial de alianzas recibe antes el plan presentado.',
);
const inEvaluation = allianceIn(
  'inEvaluation',
  ['EN_EVALUACION'],
  'Solo se decide sobre el plan de una alianza en evaluación.',
);

/** An alliance that was adopted after its plan was found viable: its papers say so, and no appraisal is made again. */
const adoptedBeyond: Guard = {
  name: 'adoptedBeyond',
  needs: allianceOf,
  holds: (_row, _on, facts) => {
    const { origin, state } = (facts.alliance as AllianceOfPlan | null) ?? { origin: null, state: null };
    const passed = state !== null && placeReached(state) >= placeReached('PLAN_VIABLE');
    return origin === 'importación' && passed
      ? null
      : 'Solo el plan de una alianza adoptada después de su evaluación se da por viable por sus papeles.';
  },
};

/** Model 1 has a complete plan, models 2 and 3 an abbreviated one (domain brief 2.1). */
const kindOfModel: Guard = {
  name: 'kindOfModel',
  needs: allianceOf,
  holds: (row, _on, facts) => {
    const model = (facts.alliance as AllianceOfPlan | null)?.model ?? null;
    if (model === null) return 'Falta el modelo de la alianza.';
    const kind = model === 1 ? 'completo' : 'abreviado';
    return row.kind === kind ? null : `El plan de una alianza del modelo ${model} es ${kind}.`;
  },
};

/** What the plan must say before it is presented (BR-17). */
const complete: Guard = {
  name: 'complete',
  holds: (row) => {
    const said = row as unknown as Plan;
    const empty = neededSections[said.kind].filter((name) => !said[name]).map((name) => sections[name]);
    return empty.length === 0 ? null : `Faltan secciones del plan: ${empty.join(', ')}.`;
  },
};

const counted: Guard = {
  name: 'counted',
  holds: (row) => {
    const { families, amountPar, amountCash, amountKind } = row as unknown as Plan;
    if (families === null) return 'Falta el número de familias.';
    return amountPar === null || (amountCash === null && amountKind === null)
      ? 'Faltan los montos: el aporte del proyecto y la contraparte.'
      : null;
  },
};

/** The money of the plan is that of its investments, share by share; a complete plan has some (BR-17, BR-18). */
const itemsAgree: Guard = {
  name: 'itemsAgree',
  needs: (id) => ({ items: { loader: 'itemsOfPlan', key: id } }),
  holds: (row, _on, facts) => {
    const items = (facts.items ?? []) as readonly PlanItem[];
    if (items.length === 0)
      return row.kind === 'completo' ? 'El plan no tiene inversiones: agréguelas una por una.' : null;
    const other = amountFields.find(
      (name) => items.reduce((sum, item) => sum + (item[name] ?? 0), 0) !== Number(row[name] ?? 0),
    );
    if (other === undefined) return null;
    const sum = items.reduce((all, item) => all + (item[other] ?? 0), 0);
    return `El plan dice ${writtenBs(Number(row[other] ?? 0))} de ${plan.fields[other].label} y sus inversiones suman ${writtenBs(sum)}.`;
  },
};

/** BR-19, BR-20: what is confirmed refuses; an assumption only asks for the reason (M-19 of the amendments' second part). */
const withinLimits: Guard = {
  name: 'withinLimits',
  needs: () => ({ parameters: { loader: 'parameters', key: '*' } }),
  holds: (row, on, facts) => {
    const found = deviationsOf(row as unknown as Plan, (facts.parameters ?? []) as readonly ParameterRow[], on);
    const refused = found.find((one) => one.confirmed);
    return refused ? refused.sentence : null;
  },
};

const favourable: Guard = {
  name: 'favourable',
  needs: appraisalsOf,
  holds: (_row, _on, facts) => whyNotViable((facts.appraisals ?? []) as readonly AppraisalState[]),
};

const somethingAgainst: Guard = {
  name: 'somethingAgainst',
  needs: appraisalsOf,
  holds: (_row, _on, facts) =>
    ((facts.appraisals ?? []) as readonly AppraisalState[]).some(
      (a) => a.state === 'EMITIDO' && a.result === 'no_viable',
    )
      ? null
      : 'Ningún dictamen emitido dice que el plan no es viable.',
};

/** A presented plan stays as it was: it is observed, and comes back as the next version. */
const kept: Guard = {
  name: 'kept',
  holds: () => 'El plan presentado ya no se corrige: se observa y vuelve como versión siguiente.',
};

const OPERATOR: readonly Role[] = ['UOD_OPERADOR'];

/** The alliance goes on with its plan, in one act. */
const withAlliance = (to: AllianceState, more: (moved: Moved) => ReturnType<Also['changes']> = () => []): Also => ({
  needs: (id) => ({ ...allianceOf(id), ...appraisalsOf(id) }),
  moves: ['alliance'],
  lies: ({ alliance }) => [placementOf(alliance as AllianceOfPlan)],
  changes: (moved) => {
    const documentId = (moved.command.body as { documentId?: string | null }).documentId ?? null;
    const { model: _model, ...alliance } = moved.facts.alliance as AllianceOfPlan;
    // An alliance adopted in evaluation stands there already.
    const along =
      alliance.state === to
        ? []
        : stateChanges(moved.command, alliance, to, 'transición', { reachedOn: moved.on, documentId });
    return [...along, ...more(moved)];
  },
});

/** The five appraisals that nobody opened yet. */
const openAppraisals = ({ row, on, command, facts }: Moved) => {
  const there = ((facts.appraisals ?? []) as readonly AppraisalState[]).map((a) => a.dimension);
  return five
    .filter((dimension) => !there.includes(dimension))
    .flatMap((dimension, i) =>
      begunWith(appraisalLife, command, 10 + 2 * i, appraisalValues(row as unknown as Plan, dimension), on, row.demo),
    );
};

/** What a plan consists of besides its own words. */
const copied = [
  { fact: 'items', loader: 'itemsOfPlan', of: planItemLife },
  { fact: 'flows', loader: 'flowsOfPlan', of: planFlowLife },
  { fact: 'measures', loader: 'measuresOfPlan', of: planMeasureLife },
  { fact: 'practices', loader: 'practicesOfPlan', of: planPracticeLife },
] as const;
const partsOf = (planId: string) =>
  Object.fromEntries(copied.map(({ fact, loader }) => [fact, { loader, key: planId }]));

/** Version n+1: all that version n says and consists of, to be changed and presented again. */
const nextVersion: Also = {
  needs: (id) => ({ ...allianceOf(id), ...partsOf(id), followed: { loader: 'followedOfPlan', key: id } }),
  moves: ['followed'],
  lies: () => [],
  changes: ({ row, on, command, facts }) => {
    const before = row as unknown as Plan;
    const { id, code } = facts.alliance as Alliance;
    const values = Object.fromEntries(Object.keys(plan.fields).map((name) => [name, row[name] ?? null]));
    const fresh = {
      presentedOn: null,
      returnReason: null,
      observedSections: null,
      observedReason: null,
      reopenReason: null,
      deviationReason: null,
    };
    const number = before.number === null ? 2 : before.number + 1;
    const next = begunWith(
      planLife,
      command,
      10,
      { ...values, ...fresh, allianceId: id, number, replacesId: row.id, called: calledBy(code, number) },
      on,
      row.demo,
    );
    const planId = nextVersionId(command.id);
    const parts = copied.flatMap(({ fact, of }) =>
      ((facts[fact] ?? []) as readonly AnyRow[]).map((part) => ({ of, part })),
    );
    // The numbers up to 99 are those of the version itself and of its appraisals.
    const copies = parts.flatMap(({ of, part }, i) =>
      begunWith(of, command, 100 + 2 * i, { ...part, planId }, on, row.demo),
    );
    // What was to be followed of this version is followed, where it still stands, in the next.
    const over = ((facts.followed ?? []) as readonly AnyRow[]).flatMap((measure, i) =>
      droppedMeasure(command, measure, on, 10_000 + i, 'Pasó a la versión siguiente del plan.'),
    );
    return [...next, ...copies, ...over];
  },
};

/** The id of the version that `plan.revise` makes. */
export const nextVersionId = (commandId: string): string => derivedId(commandId, 10);

/**
 * From its formulation to a decision (domain brief 2.2, states 5 to 8). What the operador decides moves the alliance in
 * the same act (docs/decisions/alliance-cycle.md).
 */
export const planLife = life(plan, {
  states: {
    EN_FORMULACION: { name: 'en formulación', holder: ['FACILITADOR', 'ACOMPANANTE'] },
    PRESENTADO: { name: 'presentado', holder: ['UOD_OFICIAL', 'UOD_OPERADOR'], keeps: [kept] },
    EN_EVALUACION: { name: 'en evaluación', holder: OPERATOR, keeps: [kept] },
    OBSERVADO: { name: 'observado', holder: ['FACILITADOR', 'ACOMPANANTE'], keeps: [kept] },
    REEMPLAZADO: { name: 'observado, con versión siguiente', final: true },
    VIABLE: { name: 'viable', keeps: [kept] },
    NO_VIABLE: { name: 'no viable', keeps: [kept] },
    DEJADO: { name: 'dejado: la alianza dejó el ciclo', keeps: [kept] },
  },
  begins: { state: 'EN_FORMULACION', title: 'registrar un plan', type: 'act', who: formulators },
  corrects: formulators,
  leftWith: { EN_FORMULACION: 'DEJADO', PRESENTADO: 'DEJADO', EN_EVALUACION: 'DEJADO', OBSERVADO: 'DEJADO' },
  steps: [
    {
      name: 'present',
      title: 'presentar',
      from: ['EN_FORMULACION'],
      to: 'PRESENTADO',
      who: formulators,
      asks: ['presentedOn'],
      document: 'el plan de alianza firmado',
      guards: [inFormulation, kindOfModel, complete, counted, itemsAgree, withinLimits],
      may: ['deviationReason'],
      sets: () => ({ returnReason: null }),
    },
    {
      name: 'return',
      title: 'devolver para completar',
      from: ['PRESENTADO'],
      to: 'EN_FORMULACION',
      who: ['UOD_OFICIAL'],
      asks: ['returnReason'],
      guards: [notReceived],
      aside: true,
    },
    {
      name: 'evaluate',
      title: 'abrir la evaluación de',
      from: ['PRESENTADO'],
      to: 'EN_EVALUACION',
      who: OPERATOR,
      guards: [received],
      also: withAlliance('EN_EVALUACION', openAppraisals),
    },
    {
      name: 'adopt',
      title: 'dar por viable según sus papeles',
      from: ['EN_FORMULACION'],
      to: 'VIABLE',
      who: OPERATOR,
      asks: ['presentedOn'],
      may: ['deviationReason'],
      guards: [adoptedBeyond],
      document: 'el plan y su dictamen consolidado',
      quiet: true,
    },
    {
      name: 'approve',
      title: 'dar por viable',
      from: ['EN_EVALUACION'],
      to: 'VIABLE',
      who: OPERATOR,
      guards: [inEvaluation, favourable],
      document: 'el dictamen consolidado',
      also: withAlliance('PLAN_VIABLE'),
    },
    {
      name: 'observe',
      title: 'observar',
      from: ['EN_EVALUACION'],
      to: 'OBSERVADO',
      who: OPERATOR,
      asks: ['observedSections', 'observedReason'],
      guards: [inEvaluation],
      document: 'la nota de observación',
      also: withAlliance('PLAN_OBSERVADO'),
    },
    {
      name: 'reject',
      title: 'declarar no viable',
      from: ['EN_EVALUACION'],
      to: 'NO_VIABLE',
      who: OPERATOR,
      guards: [inEvaluation, somethingAgainst],
      document: 'el dictamen consolidado',
      also: withAlliance('PLAN_NO_VIABLE'),
    },
    {
      name: 'revise',
      title: 'preparar la versión siguiente de',
      from: ['OBSERVADO'],
      to: 'REEMPLAZADO',
      who: formulators,
      also: nextVersion,
    },
    {
      // The alliance was put back into the cycle: it had been taken out of it by mistake.
      name: 'resume',
      title: 'retomar',
      from: ['DEJADO'],
      to: 'EN_FORMULACION',
      who: OPERATOR,
      guards: [inFormulation],
      quiet: true,
    },
    {
      name: 'reopen',
      title: 'corregir la decisión sobre',
      from: ['VIABLE', 'OBSERVADO', 'NO_VIABLE'],
      to: 'EN_EVALUACION',
      who: OPERATOR,
      asks: ['reopenReason'],
      guards: [inEvaluation],
      aside: true,
      quiet: true,
    },
  ],
});
