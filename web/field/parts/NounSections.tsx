import { useState } from 'react';
import type { Life } from '../../../domain/kernel/noun/life.ts';
import { upperFirst } from '../../../domain/kernel/text.ts';
import { fieldAppWords as w } from '../../../domain/words/fieldApp.ts';
import type { NounRecord } from '../../local/index.ts';
import { usePhoneState } from '../../local/react.ts';
import { Icon } from '../../ui/icons.tsx';
import { NounLink } from './NounLink.tsx';
import { NounRow } from './NounRow.tsx';

/** The others with one tap. */
const SHOWN = 3;

/** What waits for the person first, the nearest day before the others; then what goes its way, newest first. */
function inTurn(l: Life, records: readonly NounRecord[]): NounRecord[] {
  const rank = ({ state, dueOn }: NounRecord) => {
    const at = l.states[state ?? l.begins.state];
    if (at?.returned) return '0';
    if (dueOn) return `1${dueOn}`;
    return at?.holder && !at.checked && l.steps.some((s) => s.fact && s.from.includes(state ?? l.begins.state))
      ? '2'
      : '3';
  };
  return records.toSorted((a, b) => rank(a).localeCompare(rank(b)) || (a.id < b.id ? 1 : -1));
}

/** On the page of an alliance: a section for each noun that is taken on in the field, with what comes next first. */
export function NounSections({ allianceId }: { allianceId: string }) {
  const { lives, nounRecords } = usePhoneState();
  return lives
    .filter((l) => l.noun.inField?.shared)
    .map((l) => (
      <NounSection
        key={l.noun.name}
        life={l}
        allianceId={allianceId}
        records={inTurn(
          l,
          nounRecords.filter((r) => r.noun === l.noun.name && r.allianceId === allianceId),
        )}
      />
    ));
}

function NounSection({
  life,
  allianceId,
  records,
}: {
  life: Life;
  allianceId: string;
  records: readonly NounRecord[];
}) {
  const [all, setAll] = useState(false);
  const { words, capturedIn } = life.noun;
  if (records.length === 0 && !capturedIn.includes('field')) return null;
  return (
    <section className="stack-s" aria-label={upperFirst(words.many)}>
      <h2 className="f-section">{upperFirst(words.many)}</h2>
      {(all ? records : records.slice(0, SHOWN)).map((record) => (
        <NounRow key={record.id} life={life} record={record} />
      ))}
      {!all && records.length > SHOWN ? (
        <button type="button" className="btn f-wide" onClick={() => setAll(true)}>
          {w.alliance.all(records.length)}
        </button>
      ) : null}
      {capturedIn.includes('field') ? (
        <NounLink life={life} allianceId={allianceId} className="btn f-wide">
          <Icon name="plus" /> {upperFirst(life.begins.title)}
        </NounLink>
      ) : null}
    </section>
  );
}
