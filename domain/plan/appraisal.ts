import { begunWith } from '../kernel/noun/commands.ts';
import { choice, count, day, reference, text } from '../kernel/noun/kinds.ts';
import { type Also, type Guard, life } from '../kernel/noun/life.ts';
import { type AnyRow, noun, type Row } from '../kernel/noun/noun.ts';
import { problem } from '../kernel/problem.ts';
import type { Role } from '../people/roles.ts';
import { type Dimension, deskOf, desks, dimensions, results, rolesOfDesks } from './dimensions.ts';
import { droppedMeasure, planMeasureLife } from './measure.ts';
import { type Plan, planReaders } from './plan.ts';

/** Who opens one by hand: of the irrigation design, or of a plan that was adopted. The others open with the evaluation. */
const openers: readonly Role[] = ['UOD_OPERADOR'];
const appraisers: readonly Role[] = [...new Set(Object.values(rolesOfDesks).flat())];

/** The states of a plan in which nobody opens an appraisal any more. */
const DECIDED: readonly string[] = ['OBSERVADO', 'REEMPLAZADO', 'VIABLE', 'NO_VIABLE'];

/**
 * The dictamen on one dimension of one version of a plan (BR-21 to BR-26). The IFI certifies the finances of a complete
 * plan; the other dimensions are validated with the beneficiaries, with an act and their number by sex.
 */
export const appraisal = noun('appraisal', {
  words: { one: 'dictamen', many: 'dictámenes', the: 'el dictamen' },
  path: '/dictamenes',
  keeps: 'row',
  unique: [
    {
      field: 'planId',
      with: ['dimension'],
      taken: ({ called }) =>
        problem('invalidField', { sentence: `Ese dictamen ya está abierto: ${String(called)}.` }, 'body.dimension'),
    },
  ],
  fixed: ['planId', 'dimension'],
  place: { unit: 'unitId', alliance: 'allianceId' },
  waitsWith: ['planId'],
  drawnAt: ['allianceId'],
  capturedIn: ['office'],
  fromSheets: false,
  named: 'called',
  listed: ['called', 'planId', 'dimension', 'desk', 'result', 'issuedOn', 'unitId'],
  reads: planReaders,
  fields: {
    called: text('dictamen').derived().open('noPersonal'),
    planId: reference('plan', 'plan').required().open('noPersonal'),
    dimension: choice('dimensión', dimensions).required().open('noPersonal'),
    desk: choice('a cargo de', desks).derived().open('noPersonal'),
    allianceId: reference('alianza', 'alliance').derived().open('noPersonal'),
    unitId: reference('unidad', 'unit').derived().open('noPersonal'),
    issuedOn: day('se emitió el', { notAfterToday: true }).open('noPersonal'),
    result: choice('resultado', results).open('noPersonal'),
    findings: text('fundamento', { multiline: true, minLength: 10, maxLength: 4000 }),
    conditions: text('condiciones', { multiline: true, maxLength: 2000 }).helped(
      'Lo que la alianza debe cumplir para que el resultado valga; se siguen como medidas.',
    ),
    validatedOn: day('se validó con los beneficiarios el', { notAfterToday: true }).open('noPersonal'),
    validatedWomen: count('mujeres en la validación', { unit: 'mujeres' }).open('noPersonal'),
    validatedMen: count('hombres en la validación', { unit: 'hombres' }).open('noPersonal'),
    certifier: text('institución que certifica', { maxLength: 200 }).open('noPersonal'),
    certificateNumber: text('número del certificado', { maxLength: 60 }).open('noPersonal'),
    certifiedOn: day('se certificó el', { notAfterToday: true }).open('noPersonal'),
    reopenReason: text('por qué se vuelve a abrir', { multiline: true, minLength: 5, maxLength: 1000 }),
  },
  derive: (values, { references }) => {
    const of = references.planId as Plan | null | undefined;
    return of ? appraisalValues(of, values.dimension as Dimension) : {};
  },
  check: (values, _on, { references }) => {
    const { desk, result, findings } = values;
    const of = references.planId as Plan | null | undefined;
    if (of && DECIDED.includes(of.state))
      return problem('invalidField', { sentence: 'Sobre ese plan ya se decidió.' }, 'body.planId');
    if (!result) return null;
    const none = (name: string) => values[name] === null || values[name] === undefined || values[name] === '';
    const wrong = (field: string, sentence: string) => problem('invalidField', { sentence }, `body.${field}`);
    if (result !== 'viable' && !findings)
      return wrong('findings', 'Diga el fundamento de un dictamen que no es favorable.');
    if (desk === 'ifi') {
      if (result === 'viable' && ['certifier', 'certificateNumber', 'certifiedOn'].some(none))
        return wrong(
          'certificateNumber',
          'Falta el certificado de la institución financiera: institución, número y día.',
        );
      return null;
    }
    if (desk === 'registro' || desk === 'riego') return null;
    if (['validatedOn', 'validatedWomen', 'validatedMen'].some(none))
      return wrong('validatedOn', 'Falta la validación con los beneficiarios: el día y cuántas mujeres y hombres.');
    if (Number(values.validatedWomen) + Number(values.validatedMen) === 0)
      return wrong('validatedWomen', 'Nadie estuvo en la validación: se valida con una persona al menos.');
    return null;
  },
});

export interface Appraisal extends Row<typeof appraisal> {}

/** What an appraisal takes from its plan. */
export const appraisalValues = (of: Plan, dimension: Dimension) => ({
  planId: of.id,
  dimension,
  desk: deskOf(dimension, of.kind),
  allianceId: of.allianceId,
  unitId: of.unitId,
  called: `${dimensions[dimension]} · ${of.called}`,
});

/** The plan of an appraisal, with those who wrote any version of it (loader `planOfAppraisal`). */
interface PlanOfAppraisal extends Plan {
  readonly authors: readonly string[];
}

const planOf = (id: string) => ({ plan: { loader: 'planOfAppraisal', key: id } });

/** An appraisal is issued, or opened again, only while its plan is being evaluated. */
const underEvaluation: Guard = {
  name: 'underEvaluation',
  needs: planOf,
  holds: (_row, _on, facts) =>
    (facts.plan as PlanOfAppraisal | null)?.state === 'EN_EVALUACION' ? null : 'El plan no está en evaluación.',
};

/** Who formulated a plan does not appraise it (domain brief 1.3). */
const anotherHand: Guard = {
  name: 'anotherHand',
  needs: planOf,
  holds: (_row, _on, facts, actorId) =>
    (facts.plan as PlanOfAppraisal | null)?.authors.includes(actorId)
      ? 'Quien formuló el plan no lo evalúa: debe emitir el dictamen otra persona.'
      : null,
};

/**
 * The conditions of a favourable appraisal are followed as one measure of its plan (BR-26). Issued again with others, or not
 * favourable any more, the measure of before is dropped.
 */
const conditionsAsMeasure: Also = {
  needs: (id) => ({ ...planOf(id), measures: { loader: 'measuresOfAppraisal', key: id } }),
  moves: ['measures'],
  lies: () => [],
  changes: ({ row, on, command, facts }) => {
    const { conditions, planId, allianceId, unitId, id, result } = row as unknown as Appraisal;
    const asked = result === 'viable' ? conditions : null;
    const there = (facts.measures ?? []) as readonly AnyRow[];
    const [same] = there.filter(({ what }) => what === asked);
    const dropped = there
      .filter((measure) => measure !== same)
      .flatMap((measure, i) => droppedMeasure(command, measure, on, 20 + i, 'El dictamen se emitió otra vez.'));
    if (!asked || same) return dropped;
    const values = { planId, allianceId, unitId, kind: 'condicion', what: asked, appraisalId: id };
    return [...dropped, ...begunWith(planMeasureLife, command, 10, values, on, row.demo)];
  },
};

const byDesk = { field: 'desk', roles: rolesOfDesks };

export const appraisalLife = life(appraisal, {
  states: {
    PENDIENTE: { name: 'pendiente', holder: appraisers, holderBy: byDesk },
    EMITIDO: { name: 'emitido' },
    SIN_EFECTO: { name: 'sin efecto: la alianza dejó el ciclo' },
  },
  begins: { state: 'PENDIENTE', title: 'abrir un dictamen', type: 'act', who: openers },
  corrects: [],
  leftWith: { PENDIENTE: 'SIN_EFECTO' },
  steps: [
    {
      name: 'issue',
      title: 'emitir',
      from: ['PENDIENTE'],
      to: 'EMITIDO',
      who: appraisers,
      whoBy: byDesk,
      asks: ['issuedOn', 'result'],
      may: [
        'findings',
        'conditions',
        'validatedOn',
        'validatedWomen',
        'validatedMen',
        'certifier',
        'certificateNumber',
        'certifiedOn',
      ],
      on: 'issuedOn',
      document: 'el dictamen firmado',
      also: conditionsAsMeasure,
      guards: [underEvaluation, anotherHand],
    },
    {
      name: 'reopen',
      title: 'volver a abrir',
      from: ['EMITIDO', 'SIN_EFECTO'],
      to: 'PENDIENTE',
      who: appraisers,
      whoBy: byDesk,
      asks: ['reopenReason'],
      guards: [underEvaluation],
      sets: () => ({ issuedOn: null, result: null }),
      aside: true,
    },
  ],
});
