import type { ReactNode } from 'react';
import { actionOf, type FieldAction, offers } from '../../../domain/field/actions.ts';
import type { PackAlliance } from '../../../domain/sync/packRows.ts';
import { actorOf } from '../../local/person.ts';
import { usePhone, usePhoneState } from '../../local/react.ts';
import { pathOf } from '../route.ts';
import { Link } from './Frame.tsx';

/** The screen of each action. */
const places: Readonly<Record<FieldAction, string>> = {
  visit: 'visita',
  visitCorrection: 'visita',
  sale: 'venta',
  saleCorrection: 'venta',
  community: 'comunidad',
  choice: 'valores',
};

/**
 * Which actions about an alliance this person is offered. Of an alliance that is not on the phone only the id is known.
 */
export function useOffers(allianceId: string): (action: FieldAction) => boolean {
  const { person } = usePhone();
  const { today, alliances } = usePhoneState();
  const known: PackAlliance | undefined = alliances.find((v) => v.alliance.id === allianceId)?.alliance;
  return (action) =>
    person !== null &&
    offers(
      actorOf(person),
      action,
      {
        allianceId,
        unitId: known?.unitId ?? null,
        organisationId: known?.organisationId ?? null,
        municipalityCode: known?.municipalityCode ?? null,
      },
      today,
    );
}

/**
 * The only link to a screen that captures or chooses: it appears only for those whom the rule allows. `what`: what the
 * screen is opened for (a correction, two values). `kind` instead of `action` for an item of the outbox.
 */
export function ActLink({
  action,
  kind,
  allianceId,
  what,
  className,
  children,
}: {
  action?: FieldAction;
  kind?: string;
  allianceId: string;
  what?: string;
  className: string;
  children: ReactNode;
}) {
  const offered = useOffers(allianceId);
  const act = action ?? (kind ? actionOf(kind) : null);
  if (!act || !offered(act)) return null;
  const to =
    act === 'choice'
      ? pathOf(places[act], what ?? '')
      : what
        ? pathOf(places[act], allianceId, what)
        : pathOf(places[act], allianceId);
  return (
    <Link to={to} className={className}>
      {children}
    </Link>
  );
}
