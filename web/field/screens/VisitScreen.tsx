import { useState } from 'react';
import { saidByVisit } from '../../../domain/field/capture.ts';
import { type CommitmentStatus, commitmentDue, type Settlement, settlementHows } from '../../../domain/field/settle.ts';
import { correctVisit, registerVisit, type VisitBody } from '../../../domain/field/visit.ts';
import { AHEAD, visitBody, visitQuestions, visitValues } from '../../../domain/field/visitForm.ts';
import { addDays, daysBetween, writtenDay } from '../../../domain/kernel/dates.ts';
import { hasWords, searchWords } from '../../../domain/kernel/search.ts';
import type { PackMember } from '../../../domain/sync/packRows.ts';
import { fieldAppWords as w } from '../../../domain/words/fieldApp.ts';
import { usePhoneState } from '../../local/react.ts';
import { DateField } from '../../ui/fields/DateField.tsx';
import { FieldFrame } from '../../ui/fields/frame.tsx';
import { TextField } from '../../ui/fields/TextField.tsx';
import { Icon } from '../../ui/icons.tsx';
import { useOffers } from '../parts/ActLink.tsx';
import { CaptureForm } from '../parts/CaptureForm.tsx';
import { CaptureGate } from '../parts/CaptureGate.tsx';
import { useCapture } from '../parts/useCapture.ts';
import { useOddities } from '../parts/useOddities.ts';
import { pathOf } from '../route.ts';

const definitions = { register: registerVisit, correct: correctVisit };

/** A visit: done, with who was there and what was agreed; or honestly not done, with its reason. */
export function VisitScreen({ allianceId, what }: { allianceId: string; what: string }) {
  const offers = useOffers(allianceId);
  const offered = (correction: boolean) => offers(correction ? 'visitCorrection' : 'visit');
  return (
    <CaptureGate
      noun="visit"
      title={w.visit.title}
      filed={allianceId}
      what={what}
      offered={offered}
      back={pathOf('alianza', allianceId)}
    >
      <VisitForm allianceId={allianceId} what={what} />
    </CaptureGate>
  );
}

function VisitForm({ allianceId, what }: { allianceId: string; what: string }) {
  const { alliances, today } = usePhoneState();
  const view = alliances.find((v) => v.alliance.id === allianceId);
  const members = view?.members ?? [];
  // Commitments of this visit itself are written below; those that it settled stay visible while it is corrected.
  const [open] = useState(
    () => view?.commitments.filter((c) => c.visitId !== (what.startsWith('c-') ? what.slice(2) : '')) ?? [],
  );
  const [blank] = useState(() => ({ occurredOn: today, startedAt: new Date().toISOString() }));
  const oddities = useOddities(allianceId, what, (values) => ({
    sale: null,
    said: saidByVisit(visitBody(allianceId, values)),
  }));
  const capture = useCapture({
    noun: 'visit',
    allianceId,
    what,
    definitions,
    blank,
    toValues: visitValues,
    toBody: (values) => visitBody(allianceId, values),
    oddities,
    back: pathOf('alianza', allianceId),
  });
  const { values, set } = capture;
  const specs = visitQuestions(values, today);
  const done = values.done === 'si';
  const ticked = (values.presentMembers ?? []) as string[];
  const tick = (ids: string[]) => {
    set('presentMembers', ids);
    const there = members.filter((m) => ids.includes(m.id));
    set('presentWomen', there.filter((m) => m.sex === 'F').length);
    set('presentMen', there.filter((m) => m.sex === 'M').length);
  };
  return (
    <CaptureForm
      title={capture.target.kind === 'new' ? w.visit.title : w.visit.correct}
      capture={capture}
      specs={specs}
      saveLabel={w.visit.save}
      insert={{
        after: 'place',
        node: done ? <Members members={members} ticked={ticked} onChange={tick} /> : null,
      }}
      insertBefore={{
        before: 'nextVisitOn',
        node: (
          <>
            <Settle
              open={open}
              value={(values.settled ?? []) as Settlement[]}
              onChange={(v) => set('settled', v)}
              today={today}
            />
            {done ? (
              <Commitments
                value={(values.commitments ?? []) as VisitBody['commitments']}
                onChange={(v) => set('commitments', v)}
                today={today}
              />
            ) : null}
          </>
        ),
      }}
    />
  );
}

const SHOW_SEARCH = 8;

/** Who was present, by name: one by one, all at once, or all that a search shows. */
function Members({
  members,
  ticked,
  onChange,
}: {
  members: readonly PackMember[];
  ticked: readonly string[];
  onChange: (ids: string[]) => void;
}) {
  const [text, setText] = useState('');
  const shown = members.filter((m) => hasWords(m.name ?? '', searchWords(text)));
  if (members.length === 0) return null;
  const mark = (ids: readonly string[], on: boolean) => {
    const changed = new Set(ids);
    onChange(members.map((x) => x.id).filter((id) => (changed.has(id) ? on : ticked.includes(id))));
  };
  const unmarked = shown.filter((m) => !ticked.includes(m.id));
  return (
    <FieldFrame spec={{ name: 'presentMembers', label: w.visit.members, help: w.visit.membersHelp }} group>
      {() => (
        <div className="stack-s">
          {members.length > SHOW_SEARCH ? (
            <input
              className="control"
              type="search"
              aria-label={w.visit.search}
              placeholder={w.visit.search}
              value={text}
              onChange={(e) => setText(e.target.value)}
            />
          ) : null}
          <div className="row">
            {unmarked.length > 0 ? (
              <button
                type="button"
                className="btn"
                onClick={() =>
                  mark(
                    unmarked.map((m) => m.id),
                    true,
                  )
                }
              >
                {shown.length === members.length ? w.visit.all(members.length) : w.visit.allShown(shown.length)}
              </button>
            ) : null}
            {ticked.length > 0 ? (
              <button type="button" className="btn btn-quiet" onClick={() => onChange([])}>
                {w.visit.nobody}
              </button>
            ) : null}
          </div>
          <p className="small muted" aria-live="polite">
            {shown.length === 0 ? w.visit.unseen : w.visit.marked(ticked.length, members.length)}
          </p>
          <div className="f-members">
            {shown.map((m) => (
              <label key={m.id} className="choice">
                <input
                  type="checkbox"
                  checked={ticked.includes(m.id)}
                  onChange={(e) => mark([m.id], e.target.checked)}
                />
                <span>{m.name ?? w.none}</span>
              </label>
            ))}
          </div>
        </div>
      )}
    </FieldFrame>
  );
}

/** How many open commitments are shown; the others appear with one tap. */
const SHOW_OPEN = 4;

/** What became of earlier commitments: one tap for each, with a new day or a reason where needed. */
function Settle({
  open,
  value,
  onChange,
  today,
}: {
  open: readonly CommitmentStatus[];
  value: readonly Settlement[];
  onChange: (v: Settlement[]) => void;
  today: string;
}) {
  const [whole, setWhole] = useState(false);
  const said = new Map(value.map((s) => [s.commitmentId, s]));
  const all = [
    ...open.map((c) => ({ id: c.id, text: c.what, who: c.who, due: commitmentDue(c) })),
    ...value
      .filter((s) => !open.some((c) => c.id === s.commitmentId))
      .map((s) => ({ id: s.commitmentId, text: s.text ?? '', who: null, due: null })),
  ];
  if (all.length === 0) return null;
  const shown = whole ? all : all.slice(0, SHOW_OPEN);
  const put = (id: string, text: string, patch: Partial<Settlement> | null) => {
    const rest = value.filter((s) => s.commitmentId !== id);
    onChange(patch ? [...rest, { commitmentId: id, text, how: 'fulfil', ...said.get(id), ...patch }] : rest);
  };
  return (
    <FieldFrame spec={{ name: 'settled', label: w.visit.settle, help: w.visit.settleHelp }} group>
      {() => (
        <div className="stack">
          {shown.map(({ id, text, who, due }) => {
            const s = said.get(id);
            return (
              <div key={id} className="card f-inner stack-s">
                <p className="f-strong">{text}</p>
                <p className="small muted">
                  {[who, due ? `${writtenDay(due)} (${w.due(daysBetween(today, due))})` : null]
                    .filter(Boolean)
                    .join(' · ')}
                </p>
                <div className="f-three">
                  {settlementHows.map((how) => (
                    <button
                      key={how}
                      type="button"
                      className="btn"
                      aria-pressed={s?.how === how}
                      onClick={() => put(id, text, s?.how === how ? null : { how })}
                    >
                      {w.visit.hows[how]}
                    </button>
                  ))}
                </div>
                {s?.how === 'move' ? (
                  <DateField
                    spec={{
                      kind: 'date',
                      name: `moved-${id}`,
                      label: w.visit.movedTo,
                      required: true,
                      min: today,
                      max: addDays(today, 730),
                      quick: AHEAD,
                    }}
                    value={s.dueOn ?? null}
                    onChange={(dueOn) => put(id, text, { dueOn })}
                    today={today}
                  />
                ) : null}
                {s && s.how !== 'fulfil' ? (
                  <TextField
                    spec={{ kind: 'text', name: `why-${id}`, label: w.visit.why, required: true, maxLength: 500 }}
                    value={s.reason ?? null}
                    onChange={(reason) => put(id, text, { reason })}
                  />
                ) : null}
              </div>
            );
          })}
          {all.length > shown.length ? (
            <button type="button" className="btn" onClick={() => setWhole(true)}>
              {w.home.more(all.length - shown.length)}
            </button>
          ) : null}
        </div>
      )}
    </FieldFrame>
  );
}

function Commitments({
  value,
  onChange,
  today,
}: {
  value: VisitBody['commitments'];
  onChange: (v: VisitBody['commitments']) => void;
  today: string;
}) {
  const change = (i: number, patch: Partial<VisitBody['commitments'][number]>) =>
    onChange(value.map((c, j) => (i === j ? { ...c, ...patch } : c)));
  return (
    <FieldFrame spec={{ name: 'commitments', label: w.visit.commitments }} group>
      {() => (
        <div className="stack">
          {value.map((c, i) => (
            // Commitments have no ids here; their order identifies them.
            // biome-ignore lint/suspicious/noArrayIndexKey: as said
            <div key={i} className="card f-inner stack-s">
              <TextField
                spec={{
                  kind: 'text',
                  name: `commitment-${i}`,
                  label: w.visit.commitmentText,
                  required: true,
                  maxLength: 500,
                }}
                value={c.text}
                onChange={(v) => change(i, { text: v ?? '' })}
              />
              <TextField
                spec={{ kind: 'text', name: `who-${i}`, label: w.visit.commitmentWho, maxLength: 120 }}
                value={c.who ?? null}
                onChange={(v) => change(i, { who: v })}
              />
              <DateField
                spec={{
                  kind: 'date',
                  name: `due-${i}`,
                  label: w.visit.commitmentDue,
                  max: addDays(today, 730),
                  quick: AHEAD,
                }}
                value={c.dueOn ?? null}
                onChange={(v) => change(i, { dueOn: v })}
                today={today}
              />
              <button type="button" className="btn btn-quiet" onClick={() => onChange(value.filter((_, j) => j !== i))}>
                {w.visit.drop}
              </button>
            </div>
          ))}
          <button
            type="button"
            className="btn"
            onClick={() => onChange([...value, { text: '', who: null, dueOn: null }])}
          >
            <Icon name="plus" /> {w.visit.addCommitment}
          </button>
        </div>
      )}
    </FieldFrame>
  );
}
