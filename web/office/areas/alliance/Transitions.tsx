import { useState } from 'react';
import { isAllianceState, states } from '../../../../domain/alliance/states.ts';
import type { AllianceView, TransitionView } from '../../../../domain/alliance/views.ts';
import { allianceWords } from '../../../../domain/words/alliance.ts';
import { Icon } from '../../../ui/icons.tsx';
import { ProblemNote } from '../../../ui/states/States.tsx';
import { commandForms } from '../../commandForms.ts';
import { CommandDialog } from '../../parts/CommandForm.tsx';
import { Section } from '../../parts/Page.tsx';
import { upperFirst } from '../../parts/written.ts';

const w = allianceWords.file;
/** The refusal that is no obstacle of the alliance: the step belongs to somebody else. */
const OTHER_ROLE = 'SIGG-201';

/**
 * The steps that could be taken now. A button is there when the rule lets the step pass; otherwise the rule's own refusal
 * stands in its place, so that what is missing is known before asking.
 */
export function Transitions({ alliance }: { alliance: AllianceView }) {
  const [open, setOpen] = useState<TransitionView | null>(null);
  const form = open ? commandForms[open.command] : undefined;
  return (
    <Section title={w.transitions}>
      {alliance.transitions.length === 0 ? <p className="muted">{w.transitionsNone}</p> : null}
      <ul className="plain-list">
        {alliance.transitions.map((t) => (
          <li key={`${t.command}-${t.to}`} className="transition">
            <div className="row row-apart">
              <span className="row">
                <strong>{upperFirst(t.title)}</strong>
                {isAllianceState(t.to) && t.to !== alliance.state ? (
                  <span className="muted row">
                    <Icon name="right" size={16} /> {states[t.to].name}
                  </span>
                ) : null}
              </span>
              {t.refusal === null && commandForms[t.command] ? (
                <button type="button" className={`btn ${commandForms[t.command]?.danger ? 'btn-danger' : 'btn-main'}`} onClick={() => setOpen(t)}>
                  {upperFirst(t.title)}
                </button>
              ) : null}
            </div>
            {t.evidence.length > 0 ? (
              <p className="small muted">
                {w.needs}: {t.evidence.join(', ')}
              </p>
            ) : null}
            {t.refusal?.code === OTHER_ROLE ? (
              <p className="small muted row">
                <Icon name="lock" size={16} /> {w.otherRole}
              </p>
            ) : t.refusal ? (
              <ProblemNote problem={t.refusal} tone="warn" />
            ) : null}
          </li>
        ))}
      </ul>
      {open && form ? (
        <CommandDialog
          opened
          title={upperFirst(open.title)}
          kind={open.command}
          subjectId={alliance.id}
          baseVersion={alliance.version}
          specs={form.specs}
          {...(form.initial ? { initial: form.initial } : {})}
          {...(form.toBody ? { toBody: form.toBody } : {})}
          {...(form.submit ? { submitLabel: form.submit } : {})}
          danger={form.danger ?? false}
          onClose={() => setOpen(null)}
          onDone={() => undefined}
        />
      ) : null}
    </Section>
  );
}
