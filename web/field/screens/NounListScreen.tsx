import type { Life } from '../../../domain/kernel/noun/life.ts';
import { upperFirst } from '../../../domain/kernel/text.ts';
import { fieldAppWords as w } from '../../../domain/words/fieldApp.ts';
import { usePhoneState } from '../../local/react.ts';
import { Icon } from '../../ui/icons.tsx';
import { Empty } from '../../ui/states/States.tsx';
import { Drafts } from '../parts/Drafts.tsx';
import { Frame } from '../parts/Frame.tsx';
import { NounLink } from '../parts/NounLink.tsx';
import { NounRow } from '../parts/NounRow.tsx';
import { pathOf } from '../route.ts';

/** What this person recorded of a noun: each with its code and its state. */
export function NounListScreen({ life }: { life: Life }) {
  const { nounRecords, drafts } = usePhoneState();
  const { name, words } = life.noun;
  const own = nounRecords.filter((t) => t.noun === name);
  const begun = drafts.filter((d) => d.kind === name);
  return (
    <Frame
      title={w.nounRecord.mine(words.many)}
      back={pathOf()}
      nav="home"
      foot={
        <NounLink life={life} className="btn btn-main f-big f-wide">
          <Icon name="plus" /> {upperFirst(life.begins.title)}
        </NounLink>
      }
    >
      {begun.length > 0 ? <Drafts drafts={begun} /> : null}
      {own.length === 0 ? (
        <Empty title={w.nounRecord.empty(words.many)}>{w.nounRecord.emptyHow}</Empty>
      ) : (
        own.map((record) => <NounRow key={record.id} life={life} record={record} />)
      )}
    </Frame>
  );
}
