import { type FormEvent, useState } from 'react';
import { sale } from '../../../domain/field/sale.ts';
import { visit } from '../../../domain/field/visit.ts';
import { type RecordFields, tellValue } from '../../../domain/kernel/noun/record.ts';
import { toldFields } from '../../../domain/kernel/noun/versions.ts';
import { problem } from '../../../domain/kernel/problem.ts';
import { upperFirst } from '../../../domain/kernel/text.ts';
import type { ProblemView } from '../../../domain/kernel/views.ts';
import { settleRule } from '../../../domain/monitoring/settleRule.ts';
import { fieldAppWords as w } from '../../../domain/words/fieldApp.ts';
import { unitWord } from '../../../domain/words/units.ts';
import { usePhone, usePhoneState } from '../../local/react.ts';
import { ChoiceField } from '../../ui/fields/ChoiceField.tsx';
import { TextField } from '../../ui/fields/TextField.tsx';
import { Empty, Note } from '../../ui/states/States.tsx';
import { useOffers } from '../parts/ActLink.tsx';
import { Frame } from '../parts/Frame.tsx';
import { say } from '../parts/message.ts';
import { writtenMoment } from '../parts/text.ts';
import { toProblem } from '../parts/toProblem.ts';
import { go, pathOf } from '../route.ts';

/** Two values of the same fields side by side; the people concerned choose and say why. */
export function ConflictScreen({ id }: { id: string }) {
  const phone = usePhone();
  const { alliances, items, today } = usePhoneState();
  const view = alliances.find((v) => v.conflicts.some((c) => c.id === id));
  const conflict = view?.conflicts.find((c) => c.id === id);
  const offered = useOffers(view?.alliance.id ?? '');
  const [choice, setChoice] = useState<string | null>(null);
  const [reason, setReason] = useState<string | null>(null);
  const [failed, setFailed] = useState<Readonly<Record<string, ProblemView>>>({});
  if (!view || !conflict) {
    return (
      <Frame title={w.conflict.title} back={pathOf()} nav="home">
        <Empty title={w.conflict.gone} />
      </Frame>
    );
  }
  const known: RecordFields = toldFields({ visit, sale }[conflict.noun]);
  const sold = view.sales.find((s) => s.id === conflict.recordId)?.record;
  const unit = sold ? (phone.person?.pack.one('unit', sold.unitCode)?.name ?? sold.unitCode) : null;
  const fields = conflict.fields.filter((field) => known[field] && !known[field]?.worked);
  const text = (field: string, values: Readonly<Record<string, unknown>>) => {
    const value = values[field];
    const said = written(known, field, values, today) ?? w.none;
    return field === 'quantity' && unit && typeof value === 'number' && !conflict.fields.includes('unitCode')
      ? `${said} ${unitWord(unit, value)}`
      : said;
  };
  const all = (values: Readonly<Record<string, unknown>>) => fields.map((field) => text(field, values)).join(' · ');
  const mayChoose = offered('choice');
  const waits = items.some(({ row }) => row.subjectId === id && row.state !== 'withdrawn' && row.state !== 'attention');
  const keep = async (event: FormEvent) => {
    event.preventDefault();
    const missing = (name: string) => problem('bodyMissingField', { name });
    const found = {
      ...(choice ? {} : { choice: missing(w.conflict.choose) }),
      ...((reason ?? '').trim().length >= 3 ? {} : { reason: missing(w.conflict.reason) }),
    };
    setFailed(found);
    if (Object.keys(found).length > 0) return;
    try {
      await phone.record({
        definition: settleRule,
        subjectId: id,
        allianceId: view.alliance.id,
        baseVersion: conflict.version,
        occurredOn: today,
        place: null,
        body: { choice, values: null, reason },
      });
      say(w.saved);
      go(pathOf('alianza', view.alliance.id), true);
    } catch (error) {
      setFailed({ reason: toProblem(error) });
    }
  };
  return (
    <Frame title={w.conflict.title} back={pathOf('alianza', view.alliance.id)} nav="home">
      <p>{w.conflict.lead}</p>
      <p className="f-strong">{view.alliance.name}</p>
      {fields.map((field) => (
        <section key={field} className="stack-s" aria-label={known[field]?.label ?? field}>
          <h2 className="f-section">{upperFirst(known[field]?.label ?? field)}</h2>
          <div className="f-sides">
            <Side title={w.conflict.current} value={text(field, conflict.current)} by={conflict.currentBy} />
            <Side title={w.conflict.proposed} value={text(field, conflict.proposed)} by={conflict.proposedBy} />
          </div>
        </section>
      ))}
      {waits || !mayChoose ? (
        <Note>{waits ? w.conflict.waiting : w.conflict.others}</Note>
      ) : (
        <form className="fields" onSubmit={(e) => void keep(e)}>
          <ChoiceField
            spec={{
              kind: 'choice',
              name: 'choice',
              label: w.conflict.choose,
              help: w.conflict.third,
              required: true,
              options: [
                { value: 'current', label: w.conflict.keepCurrent, help: all(conflict.current) },
                { value: 'proposed', label: w.conflict.keepProposed, help: all(conflict.proposed) },
              ],
            }}
            value={choice}
            onChange={(v) => setChoice(typeof v === 'string' ? v : null)}
            problem={failed.choice}
          />
          <TextField
            spec={{
              kind: 'text',
              name: 'reason',
              label: w.conflict.reason,
              help: w.conflict.reasonHelp,
              required: true,
              multiline: true,
              maxLength: 500,
            }}
            value={reason}
            onChange={setReason}
            problem={failed.reason}
          />
          <button type="submit" className="btn btn-main f-big f-wide">
            {w.conflict.save}
          </button>
        </form>
      )}
    </Frame>
  );
}

/** A value as a person reads it; moments in the hour of Bolivia, a buyer by its name. */
function written(
  known: RecordFields,
  field: string,
  values: Readonly<Record<string, unknown>>,
  today: string,
): string | null {
  const value = values[field];
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT.*Z$/.test(value)) return writtenMoment(Date.parse(value), today);
  const facts = known[field];
  return facts ? tellValue(facts, value, field === 'buyerId' ? (values.buyerName as string | null) : null) : null;
}

function Side({ title, value, by }: { title: string; value: string; by: string | null }) {
  return (
    <div className="card f-inner">
      <p className="small muted">{title}</p>
      <p className="f-strong">{value}</p>
      {by ? <p className="small muted">{w.conflict.by(by)}</p> : null}
    </div>
  );
}
