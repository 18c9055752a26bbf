import type { Life } from '../../../domain/kernel/noun/life.ts';
import { upperFirst } from '../../../domain/kernel/text.ts';
import { campoWords as w } from '../../../domain/words/campo.ts';
import { usePhoneState } from '../../local/react.ts';
import { Icon } from '../../ui/icons.tsx';
import { Empty } from '../../ui/states/States.tsx';
import { Drafts } from '../parts/Drafts.tsx';
import { Frame } from '../parts/Frame.tsx';
import { ThingLink } from '../parts/ThingLink.tsx';
import { ThingRow } from '../parts/ThingRow.tsx';
import { pathOf } from '../route.ts';

/** What this person took of a noun: each by its code, with how it goes. */
export function ThingListScreen({ life }: { life: Life }) {
  const { things, drafts } = usePhoneState();
  const { name, words } = life.noun;
  const own = things.filter((t) => t.noun === name);
  const begun = drafts.filter((d) => d.kind === name);
  return (
    <Frame
      title={w.thing.mine(words.many)}
      back={pathOf()}
      nav="home"
      foot={
        <ThingLink life={life} className="btn btn-main f-big f-wide">
          <Icon name="plus" /> {upperFirst(life.begins.title)}
        </ThingLink>
      }
    >
      {begun.length > 0 ? <Drafts drafts={begun} /> : null}
      {own.length === 0 ? (
        <Empty title={w.thing.empty(words.many)}>{w.thing.emptyHow}</Empty>
      ) : (
        own.map((thing) => <ThingRow key={thing.id} life={life} thing={thing} />)
      )}
    </Frame>
  );
}
