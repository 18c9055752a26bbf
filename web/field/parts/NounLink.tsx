import type { ReactNode } from 'react';
import { offersNoun } from '../../../domain/field/actions.ts';
import { beginAuthority, factSteps, type Life, type Step } from '../../../domain/kernel/noun/life.ts';
import type { NounRecord } from '../../local/index.ts';
import { actorOf } from '../../local/person.ts';
import { usePhone, usePhoneState } from '../../local/react.ts';
import { pathOf } from '../route.ts';
import { Link } from './Frame.tsx';
import { NOWHERE } from './useCapture.ts';

/** The first part of a noun's addresses: the same as that of its list in the office, within this app. */
export const nounPlace = ({ noun }: Life): string => noun.path.slice(1);

/**
 * The address of a noun's form: from an alliance or from none; for a new record, a draft, or one that did not leave the
 * phone.
 */
export const formPath = (l: Life, allianceId: string | null, what = ''): string =>
  pathOf(...[nounPlace(l), 'nuevo', allianceId ?? NOWHERE, what].filter(Boolean));

/** The address of the form of a step: for a record, a draft, or an item that did not leave the phone. */
export const stepPath = (l: Life, step: string, what: string): string => pathOf(nounPlace(l), 'paso', step, what);

/** Whether this person may record one of a noun, for an alliance on the phone or for none. */
export function useOffersNoun(): (l: Life, allianceId: string | null) => boolean {
  const { person } = usePhone();
  const { today, alliances } = usePhoneState();
  return (l, allianceId) => {
    const held = alliances.find((v) => v.alliance.id === allianceId)?.alliance;
    const record = held ? { allianceId, unitId: held.unitId, municipalityCode: held.municipalityCode } : null;
    return person !== null && offersNoun(actorOf(person), beginAuthority(l), record, today);
  };
}

/** The steps that this person may take on a record now, by the rule that would refuse them. */
export function useSteps(): (l: Life, record: NounRecord) => readonly Step[] {
  const { person } = usePhone();
  const { today, alliances } = usePhoneState();
  return (l, { state, allianceId }) => {
    const held = alliances.find((v) => v.alliance.id === allianceId)?.alliance;
    if (!person || !held) return [];
    const place = { allianceId, unitId: held.unitId, municipalityCode: held.municipalityCode };
    return factSteps(l).filter(
      (step) =>
        l.steps.some((s) => s.name === step.name && s.from.includes(state ?? l.begins.state)) &&
        offersNoun(actorOf(person), { by: step.who }, place, today),
    );
  };
}

/** The only link to the form of a step: it appears only for those whom the rule allows, where it may be taken now. */
export function StepLink({
  life,
  step,
  what,
  className,
  children,
}: {
  life: Life;
  step: Step;
  what: string;
  className: string;
  children: ReactNode;
}) {
  return (
    <Link to={stepPath(life, step.name, what)} className={className}>
      {children}
    </Link>
  );
}

/** The only link to the form of a declared noun: it appears only for those whom the rule allows. */
export function NounLink({
  life,
  allianceId = null,
  what = '',
  className,
  label,
  children,
}: {
  life: Life;
  allianceId?: string | null;
  what?: string;
  className: string;
  label?: string;
  children: ReactNode;
}) {
  if (!useOffersNoun()(life, allianceId)) return null;
  return (
    <Link to={formPath(life, allianceId, what)} className={className} {...(label ? { 'aria-label': label } : {})}>
      {children}
    </Link>
  );
}
