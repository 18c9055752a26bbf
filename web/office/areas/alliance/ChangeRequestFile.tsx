import { headingOf } from '../../../../domain/kernel/noun/show.ts';
import { changeRequest } from '../../../../domain/organisation/changeRequest.ts';
import { changeRequestWords as w } from '../../../../domain/words/registers.ts';
import { nounFileScreen } from '../../nouns/NounFileScreen.tsx';
import { Section } from '../../parts/Page.tsx';
import './changeRequest.css';

/** What holds and what is asked for, one beside the other. */
function SideBySide({ values }: { values: Readonly<Record<string, unknown>> }) {
  return (
    <Section title={w.sides}>
      <div className="change-sides">
        {(['current', 'proposed'] as const).map((name) => (
          <div key={name} className="card stack-s">
            <h3>{headingOf(changeRequest, name)}</h3>
            <p className="said">{String(values[name] ?? '')}</p>
          </div>
        ))}
      </div>
    </Section>
  );
}

/** The file of a request for a change: the same as of any noun, with both sides beside each other. */
export default nounFileScreen('changeRequest', {
  shows: ['current', 'proposed'],
  more: (file) => <SideBySide values={file.values} />,
});
