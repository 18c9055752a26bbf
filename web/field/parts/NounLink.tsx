import type { ReactNode } from 'react';
import { offersNoun } from '../../../domain/field/actions.ts';
import { fieldLives, fieldRegister } from '../../../domain/fieldLives.ts';
import type { Life } from '../../../domain/kernel/noun/life.ts';
import { actorOf } from '../../local/person.ts';
import { usePhone, usePhoneState } from '../../local/react.ts';
import { pathOf } from '../route.ts';
import { Link } from './Frame.tsx';
import { NOWHERE } from './useCapture.ts';

/** The place of a noun in the address: that of its list in the office, below this app's own. */
export const nounPlace = ({ noun }: Life): string => noun.path.slice(1);

/** The noun of a place in the address. */
export const lifeAt = (place: string | undefined): Life | undefined => fieldLives.find((l) => nounPlace(l) === place);

/** The form of a noun: from an alliance or from none, for a new one, a draft or one that did not leave the phone. */
export const formPath = (l: Life, allianceId: string | null, what = ''): string =>
  pathOf(...[nounPlace(l), 'nuevo', allianceId ?? NOWHERE, what].filter(Boolean));

/** Whether this person may take one of a noun, of an alliance that is held or of none. */
export function useOffersNoun(): (l: Life, allianceId: string | null) => boolean {
  const { person } = usePhone();
  const { today, alliances } = usePhoneState();
  return (l, allianceId) => {
    const held = alliances.find((v) => v.alliance.id === allianceId)?.alliance;
    const record = held ? { allianceId, unitId: held.unitId, municipalityCode: held.municipalityCode } : null;
    return person !== null && offersNoun(actorOf(person), fieldRegister(l), record, today);
  };
}

/** The only way from a screen to the form of a declared noun: it is there for whom the rule admits. */
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
