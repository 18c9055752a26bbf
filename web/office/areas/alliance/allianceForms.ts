import { agreement } from '../../../../domain/alliance/agreement.ts';
import { isAllianceState, states } from '../../../../domain/alliance/states.ts';
import type { AllianceView, Model, TransitionView } from '../../../../domain/alliance/views.ts';
import type { CatalogueView } from '../../../../domain/field/views.ts';
import type { Day } from '../../../../domain/kernel/dates.ts';
import type { FieldSpec, FormValues } from '../../../../domain/kernel/form.ts';
import { answersOf, changedBody, questionsOf } from '../../../../domain/kernel/noun/body.ts';
import { asksOf } from '../../../../domain/kernel/noun/versions.ts';
import { asksRural } from '../../../../domain/territory/coverage.ts';
import { allianceWords, modelWords } from '../../../../domain/words/alliance.ts';
import { municipalityOptions } from '../../useCatalogue.ts';

const w = allianceWords.forms;
const f = allianceWords.fields;

/** The form of an act on an alliance. */
export interface ActForm {
  readonly specs: readonly FieldSpec[];
  readonly document?: 'required' | 'optional';
  readonly initial?: FormValues;
  readonly toBody?: (values: FormValues, documentId: string | null) => unknown;
  readonly danger?: boolean;
  readonly submitLabel?: string;
  /** What the person should know before doing it. */
  readonly lead?: string;
}

const reason: FieldSpec = {
  kind: 'text',
  name: 'reason',
  label: w.reason,
  required: true,
  multiline: true,
  maxLength: 1000,
};
const dayField = (name: string, label: string): FieldSpec => ({ kind: 'date', name, label, required: true });

/** The form of a possible step; undefined for a step that is not taken in the office. */
export function transitionForm(
  t: TransitionView,
  units: CatalogueView['operatingUnits'],
  today: Day,
): ActForm | undefined {
  switch (t.command) {
    case 'alliance.advance':
      return {
        specs: [
          dayField('reachedOn', w.reachedOn),
          {
            kind: 'text',
            name: 'note',
            label: t.warnings.length > 0 ? w.noteDespite : w.note,
            required: t.warnings.length > 0,
            multiline: true,
            maxLength: 1000,
          },
        ],
        ...(t.evidence.length > 0 ? { document: 'required' } : {}),
        ...(t.warnings.length > 0 ? { lead: t.warnings.join(' ') } : {}),
        initial: { reachedOn: today },
        toBody: ({ reachedOn, note }, documentId) => ({
          to: t.to,
          reachedOn,
          ...(note ? { note } : {}),
          ...(documentId ? { documentId } : {}),
        }),
      };
    case 'alliance.suspend':
    case 'alliance.reinstate':
      return {
        specs: [dayField('on', w.on), reason],
        document: 'required',
        initial: { on: today },
        danger: t.command === 'alliance.suspend',
      };
    case 'alliance.withdraw':
      return {
        specs: [dayField('reachedOn', w.withdrawnOn), reason],
        document: 'required',
        initial: { reachedOn: today },
        lead: w.withdrawWhat,
        danger: true,
        submitLabel: w.withdrawSubmit,
      };
    case 'alliance.transfer':
      return {
        specs: [
          {
            kind: 'choice',
            name: 'unitId',
            label: w.toUnit,
            required: true,
            options: units.filter((u) => u.kind !== 'UCN').map((u) => ({ value: u.code, label: u.name })),
          },
          dayField('on', w.on),
          reason,
        ],
        document: 'required',
        initial: { on: today },
      };
    default:
      return undefined;
  }
}

/** The form that moves an alliance back to a state it had reached, with the reason and the paper. */
export function correctStateForm(alliance: AllianceView, today: Day): ActForm {
  const reached = [...new Set(alliance.stages.map((s) => s.state))].filter((s) => s !== alliance.state);
  return {
    specs: [
      {
        kind: 'choice',
        name: 'to',
        label: w.backTo,
        required: true,
        options: reached.map((s) => ({ value: s, label: isAllianceState(s) ? states[s].name : s })),
      },
      dayField('reachedOn', w.on),
      reason,
    ],
    document: 'required',
    initial: { reachedOn: today },
    danger: true,
  };
}

/** What the form already knows about the place being written: its municipality, and the communities known there. */
export interface PlaceSeen {
  readonly municipalityCode: string | null;
  readonly communities: readonly string[];
}

/** The values with which the completing form starts. */
export function knownValues({ profile: p }: AllianceView): FormValues {
  return {
    model: p.model === null ? null : String(p.model),
    municipalityCode: p.municipalityCode,
    ruralConfirmed: p.ruralConfirmed === null ? null : p.ruralConfirmed ? 'si' : 'no',
    communityName: p.communityName,
    productCode: p.productCode,
    familiesDeclared: p.families,
    womenDeclared: p.women,
    amountPar: p.amountPar,
    amountCounterpart: p.amountCounterpart,
    buyerName: p.buyerName,
  };
}

/**
 * The data of an alliance to complete or correct. Whether the place is rural is asked when BR-01 requires it or when it
 * was answered before.
 */
export function completeSpecs(
  { profile: p }: { readonly profile: Pick<AllianceView['profile'], 'ruralConfirmed'> },
  catalogue: CatalogueView,
  seen: PlaceSeen,
): readonly FieldSpec[] {
  const rural: FieldSpec = {
    kind: 'choice',
    name: 'ruralConfirmed',
    label: w.rural,
    help: w.ruralHelp,
    options: [
      { value: 'si', label: w.ruralYes },
      { value: 'no', label: w.ruralNo },
    ],
  };
  return [
    {
      kind: 'choice',
      name: 'model',
      label: f.model,
      options: ([1, 2, 3] as const).map((m: Model) => ({ value: String(m), label: modelWords[m] })),
    },
    {
      kind: 'choice',
      name: 'municipalityCode',
      label: f.municipality,
      options: municipalityOptions(catalogue),
    },
    ...(asksRural(seen.municipalityCode) || p.ruralConfirmed !== null ? [rural] : []),
    {
      kind: 'text',
      name: 'communityName',
      label: f.community,
      maxLength: 120,
      ...(seen.communities.length > 0 ? { help: w.communityHelp, suggestions: seen.communities } : {}),
    },
    {
      kind: 'choice',
      name: 'productCode',
      label: f.product,
      options: catalogue.products.map((x) => ({ value: x.code, label: x.name })),
    },
    { kind: 'number', name: 'familiesDeclared', label: f.families, unit: 'familias', min: 0, max: 100_000 },
    { kind: 'number', name: 'womenDeclared', label: f.women, unit: 'familias', min: 0, max: 100_000 },
    { kind: 'money', name: 'amountPar', label: f.amountPar },
    { kind: 'money', name: 'amountCounterpart', label: f.amountCounterpart },
    { kind: 'text', name: 'buyerName', label: f.buyer, maxLength: 200 },
  ];
}

/** The body of `alliance.complete`: only what was changed. */
export function completeBody(before: FormValues, values: FormValues): unknown {
  const read: Readonly<Record<string, (v: unknown) => unknown>> = { model: Number, ruralConfirmed: (v) => v === 'si' };
  const changed = Object.entries(values).filter(([k, v]) => (v ?? null) !== (before[k] ?? null));
  return Object.fromEntries([
    ...changed.map(([k, v]) => [k, v === null ? null : (read[k]?.(v) ?? v)]),
    ...(changed.some(([k]) => k === 'municipalityCode') ? [['municipalityHow', 'chosen']] : []),
  ]);
}

/** A convenio, new or corrected. */
export function agreementForm({ id, agreement: g }: AllianceView): ActForm {
  const asks = asksOf(agreement);
  const before = g ? answersOf(agreement, asks.names, { ...g }) : {};
  return {
    specs: questionsOf(agreement, asks, { options: () => [] }),
    initial: before,
    toBody: (values) => ({ ...(g ? {} : { allianceId: id }), ...changedBody(agreement, asks.names, before, values) }),
  };
}
