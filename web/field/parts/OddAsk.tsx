import { fieldAppWords as w } from '../../../domain/words/fieldApp.ts';
import { TextField } from '../../ui/fields/TextField.tsx';
import { Icon } from '../../ui/icons.tsx';
import { type AskedOdd, type Capture, SHORTEST_REASON } from './useCapture.ts';

/** Beside a field with an unlikely value: the comparison and the question. A right value is stored with its reason. */
export function OddAsk({
  odd,
  shown,
  asked,
  capture,
}: {
  odd: readonly AskedOdd[];
  shown: boolean;
  asked: number;
  capture: Capture;
}) {
  if (!shown) return null;
  const reasons = (capture.values.confirmed ?? {}) as Readonly<Record<string, string>>;
  return odd.map((o) => (
    <div
      key={o.code}
      className="f-odd"
      data-invalid={asked > 0 && (o.reason ?? '').trim().length < SHORTEST_REASON ? '' : undefined}
    >
      <p className="f-odd-line">
        <Icon name="warning" /> <span className="f-strong">{o.sentence}</span>
      </p>
      {o.compared.length > 0 ? (
        <dl className="f-facts">
          {o.compared.map(({ label, value }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd className="num">{value}</dd>
            </div>
          ))}
        </dl>
      ) : null}
      <TextField
        spec={{
          kind: 'text',
          name: `odd-${o.code}`,
          label: w.odd.ask,
          help: w.odd.help,
          required: true,
          maxLength: 300,
        }}
        value={o.reason}
        onChange={(v) => capture.set('confirmed', { ...reasons, [o.sentence]: v ?? '' })}
      />
    </div>
  ));
}
