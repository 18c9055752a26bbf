import { writtenDay } from '../../../../domain/kernel/dates.ts';
import type { NounFileView } from '../../../../domain/kernel/noun/views.ts';
import { requestWords as w } from '../../../../domain/words/requests.ts';
import { Icon } from '../../../ui/icons.tsx';
import { nounFileScreen } from '../../nouns/NounFileScreen.tsx';
import { Section } from '../../parts/Page.tsx';
import { NewAlliance } from '../alliance/NewAlliance.tsx';

/** What is handed to who presented it: its number, day and what comes next. */
function Receipt({ file: { values, names } }: { file: NounFileView }) {
  return (
    <Section title={w.receipt}>
      <div className="stack-s">
        <p>
          <strong>{w.received(String(values.number), writtenDay(String(values.receivedOn)))}</strong>
        </p>
        <p>{w.from(String(values.presenter ?? 's/d'), String(values.groupName ?? 's/d'))}</p>
        <p>{names.callId}</p>
        <p className="small">{w.next}</p>
        <p className="small muted">{w.signature}: ______________________</p>
        <div className="row no-print">
          <button type="button" className="btn" onClick={() => window.print()}>
            <Icon name="print" size={16} /> {w.print}
          </button>
        </div>
      </div>
    </Section>
  );
}

/** The file of a request: the same as of any noun, its receipt and, once it is admitted, the way to its alliance. */
export default nounFileScreen('request', {
  more: (file) => (
    <>
      <Receipt file={file} />
      {file.state === 'ADMITIDA' ? (
        <Section title={w.alliance}>
          <NewAlliance from={{ id: file.id, values: file.values }} />
        </Section>
      ) : null}
    </>
  ),
});
