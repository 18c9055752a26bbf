import type { Life } from '../../../domain/kernel/noun/life.ts';
import { upperFirst } from '../../../domain/kernel/text.ts';
import { fieldAppWords as w } from '../../../domain/words/fieldApp.ts';
import { usePhoneState } from '../../local/react.ts';
import { Icon } from '../../ui/icons.tsx';
import { pathOf } from '../route.ts';
import { Link } from './Frame.tsx';
import { NounLink, nounPlace, useOffersNoun } from './NounLink.tsx';

/**
 * On the home screen: what this person recorded of each declared noun, and the way to record another, with alliances or
 * without.
 */
export function NounCards() {
  const { nounRecords, lives } = usePhoneState();
  const offers = useOffersNoun();
  return lives
    .filter((l) => !l.noun.inField?.shared)
    .filter((l) => offers(l, null) || nounRecords.some((t) => t.noun === l.noun.name))
    .map((l) => <NounCard key={l.noun.name} life={l} />);
}

function NounCard({ life }: { life: Life }) {
  const { nounRecords } = usePhoneState();
  const { words, name } = life.noun;
  const own = nounRecords.filter((t) => t.noun === name);
  return (
    <section className="card f-noun-cards" aria-label={upperFirst(words.many)}>
      <Link to={pathOf(nounPlace(life))} className="f-noun-cards-link">
        <span>
          <span className="f-strong f-block">{w.nounRecord.mine(words.many)}</span>
          <span className="small muted">
            {own.length === 0
              ? w.nounRecord.noneYet
              : w.nounRecord.count(own.length, own.filter((t) => t.dueOn).length)}
          </span>
        </span>
      </Link>
      <NounLink life={life} className="btn" label={upperFirst(life.begins.title)}>
        <Icon name="plus" /> {upperFirst(words.one)}
      </NounLink>
    </section>
  );
}

/** At the foot of an alliance: links to record something that concerns it. */
export function NounActs({ allianceId }: { allianceId: string }) {
  const { lives } = usePhoneState();
  return lives
    .filter((l) => l.noun.place.alliance && !l.noun.inField?.shared)
    .map((l) => (
      <NounLink key={l.noun.name} life={l} allianceId={allianceId} className="btn f-wide">
        <Icon name="speech" /> {upperFirst(l.begins.title)}
      </NounLink>
    ));
}
