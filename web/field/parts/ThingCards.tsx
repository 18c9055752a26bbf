import { fieldLives } from '../../../domain/fieldLives.ts';
import type { Life } from '../../../domain/kernel/noun/life.ts';
import { upperFirst } from '../../../domain/kernel/text.ts';
import { campoWords as w } from '../../../domain/words/campo.ts';
import { usePhoneState } from '../../local/react.ts';
import { Icon } from '../../ui/icons.tsx';
import { pathOf } from '../route.ts';
import { Link } from './Frame.tsx';
import { ThingLink, thingPlace, useOffersNoun } from './ThingLink.tsx';

/** On the home screen: what of each declared noun this person took, and how to take another, with alliances or without. */
export function ThingCards() {
  const { things } = usePhoneState();
  const offers = useOffersNoun();
  return fieldLives.filter((l) => offers(l, null) || things.some((t) => t.noun === l.noun.name)).map((l) => <ThingCard key={l.noun.name} life={l} />);
}

function ThingCard({ life }: { life: Life }) {
  const { things } = usePhoneState();
  const { words, name } = life.noun;
  const own = things.filter((t) => t.noun === name);
  return (
    <section className="card f-things" aria-label={upperFirst(words.many)}>
      <Link to={pathOf(thingPlace(life))} className="f-things-link">
        <span>
          <span className="f-strong f-block">{w.thing.mine(words.many)}</span>
          <span className="small muted">{own.length === 0 ? w.thing.noneYet : w.thing.count(own.length, own.filter((t) => t.dueOn).length)}</span>
        </span>
      </Link>
      <ThingLink life={life} className="btn" label={upperFirst(life.begins.title)}>
        <Icon name="plus" /> {upperFirst(words.one)}
      </ThingLink>
    </section>
  );
}

/** At the foot of an alliance: to take one that concerns it. */
export function ThingActs({ allianceId }: { allianceId: string }) {
  return fieldLives
    .filter((l) => l.noun.place.alliance)
    .map((l) => (
      <ThingLink key={l.noun.name} life={l} allianceId={allianceId} className="btn f-wide">
        <Icon name="speech" /> {upperFirst(l.begins.title)}
      </ThingLink>
    ));
}
