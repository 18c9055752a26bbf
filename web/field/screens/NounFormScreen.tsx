import { useState } from 'react';
import { fieldRegister } from '../../../domain/fieldLives.ts';
import type { Life } from '../../../domain/kernel/noun/life.ts';
import { upperFirst } from '../../../domain/kernel/text.ts';
import { fieldAppWords as w } from '../../../domain/words/fieldApp.ts';
import { fieldAnswers, fieldBlank, fieldBody, fieldQuestions } from '../../local/fieldForm.ts';
import { usePhone, usePhoneState } from '../../local/react.ts';
import { CaptureForm } from '../parts/CaptureForm.tsx';
import { CaptureGate } from '../parts/CaptureGate.tsx';
import { nounPlace, useOffersNoun } from '../parts/NounLink.tsx';
import { NOWHERE, useCapture } from '../parts/useCapture.ts';
import { pathOf } from '../route.ts';

interface At {
  readonly life: Life;
  /** The alliance from which the form was opened; null for none. */
  readonly allianceId: string | null;
  readonly what: string;
}

/** The form of any declared noun that is captured in the field. */
export function NounFormScreen(at: At) {
  const { life, allianceId, what } = at;
  const offers = useOffersNoun();
  return (
    <CaptureGate
      noun={life.noun.name}
      title={upperFirst(life.begins.title)}
      filed={NOWHERE}
      what={what}
      offered={() => offers(life, allianceId)}
      back={backOf(at)}
    >
      <NounForm {...at} />
    </CaptureGate>
  );
}

const backOf = ({ life, allianceId }: At): string =>
  allianceId ? pathOf('alianza', allianceId) : pathOf(nounPlace(life));

function NounForm(at: At) {
  const { life, allianceId, what } = at;
  const phone = usePhone();
  const { today } = usePhoneState();
  const holder = phone.need();
  const [definitions] = useState(() => ({ register: fieldRegister(life) }));
  const [blank] = useState(() => fieldBlank(life, today, allianceId));
  const capture = useCapture({
    noun: life.noun.name,
    allianceId: null,
    what,
    definitions,
    blank,
    toValues: (body) => fieldAnswers(life, body),
    toBody: (values) => fieldBody(life, holder, values),
    // The record is made today; from when it counts is one of the answers.
    dayOf: () => today,
    back: backOf(at),
    // Who takes something on in an alliance goes on there: the next thing is one tap away.
    next: (id) => (life.noun.inField?.shared ? backOf(at) : pathOf(nounPlace(life), id)),
  });
  const { one } = life.noun.words;
  return (
    <CaptureForm
      title={capture.target.kind === 'new' ? upperFirst(life.begins.title) : `${w.record.correct} ${one}`}
      capture={capture}
      specs={fieldQuestions(life, holder, capture.values)}
      saveLabel={`${w.save} ${one}`}
    />
  );
}
