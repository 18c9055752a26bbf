import { useState } from 'react';
import { fieldStep } from '../../../domain/fieldLives.ts';
import { type Life, rowsOf, type Step, stepTitle } from '../../../domain/kernel/noun/life.ts';
import { upperFirst } from '../../../domain/kernel/text.ts';
import { fieldAppWords as w } from '../../../domain/words/fieldApp.ts';
import { stepAnswers, stepBody, stepQuestions } from '../../local/fieldForm.ts';
import type { NounRecord } from '../../local/index.ts';
import { usePhone, usePhoneState } from '../../local/react.ts';
import { CaptureForm } from '../parts/CaptureForm.tsx';
import { CaptureGate } from '../parts/CaptureGate.tsx';
import { nounPlace, useSteps } from '../parts/NounLink.tsx';
import { NOWHERE, useCapture } from '../parts/useCapture.ts';
import { pathOf } from '../route.ts';

interface At {
  readonly life: Life;
  readonly step: Step;
  readonly record: NounRecord;
  readonly what: string;
}

/** The record that a form is about, by the last part of its address: 's-<record>', 'e-<item>' or the id of a draft. */
function useRecordAt(life: Life, what: string): NounRecord | undefined {
  const { drafts, items, nounRecords } = usePhoneState();
  const target = String(drafts.find((d) => d.id === what)?.values.target ?? what);
  const item = items.find((i) => `e-${i.row.id}` === target);
  const id = item?.row.subjectId ?? target.slice(2);
  return nounRecords.find((r) => r.noun === life.noun.name && r.id === id);
}

/** The form by which a record is taken on: what was executed, how a cycle closed, what was given back. */
export function NounStepScreen({ life, name, what }: { life: Life; name: string; what: string }) {
  const record = useRecordAt(life, what);
  const [step] = rowsOf(life, name).filter((s) => s.fact);
  const steps = useSteps();
  const again = what.startsWith('e-');
  const mine = record && step && (again || steps(life, record).some((s) => s.name === name));
  return (
    <CaptureGate
      noun={`${life.noun.name}.${name}`}
      title={step ? upperFirst(stepTitle(life, step)) : w.notFound}
      filed={NOWHERE}
      what={what}
      offered={() => mine === true}
      back={record ? pathOf(nounPlace(life), record.id) : pathOf()}
    >
      {record && step ? <StepForm life={life} step={step} record={record} what={what} /> : null}
    </CaptureGate>
  );
}

function StepForm({ life, step, record, what }: At) {
  const phone = usePhone();
  const { today } = usePhoneState();
  const holder = phone.need();
  const [definition] = useState(() => fieldStep(life, step.name));
  const [start] = useState(() => ({
    id: record.id,
    version: record.version,
    values: stepAnswers(life, step.name, record.values, today),
  }));
  const back = record.allianceId ? pathOf('alianza', record.allianceId) : pathOf();
  const capture = useCapture({
    noun: definition.kind,
    allianceId: null,
    of: start,
    what,
    definitions: { register: definition },
    blank: start.values,
    toValues: (body) => stepAnswers(life, step.name, { ...record.values, ...body }, today),
    toBody: (values) => stepBody(life, step.name, holder, record.values, values),
    dayOf: () => today,
    back,
  });
  return (
    <CaptureForm
      title={upperFirst(stepTitle(life, step))}
      capture={capture}
      specs={stepQuestions(life, step.name, holder, capture.values)}
      saveLabel={w.save}
      lead={record.name ?? undefined}
    />
  );
}
