import { fieldAppWords as w } from '../../../domain/words/fieldApp.ts';
import { Icon } from '../../ui/icons.tsx';
import { ActLink, useOffers } from './ActLink.tsx';

/** The links to record a visit and a sale, if the person may. */
export function CaptureLinks({ allianceId }: { allianceId: string }) {
  const offered = useOffers(allianceId);
  const both = offered('visit') && offered('sale');
  if (!offered('visit') && !offered('sale')) return null;
  return (
    <div className={both ? 'f-two' : undefined}>
      <ActLink action="visit" allianceId={allianceId} className={`btn btn-main f-big ${both ? '' : 'f-wide'}`}>
        <Icon name="pin" /> {w.home.visit}
      </ActLink>
      <ActLink action="sale" allianceId={allianceId} className={`btn f-big ${both ? '' : 'btn-main f-wide'}`}>
        <Icon name="figures" /> {w.home.sale}
      </ActLink>
    </div>
  );
}
