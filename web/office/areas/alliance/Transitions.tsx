import { reinstateAlliance } from '../../../../domain/alliance/sideStates.ts';
import { isAllianceState, states } from '../../../../domain/alliance/states.ts';
import type { AllianceView, TransitionView } from '../../../../domain/alliance/views.ts';
import { workflow } from '../../../../domain/alliance/workflow.ts';
import { upperFirst } from '../../../../domain/kernel/text.ts';
import { roles } from '../../../../domain/people/roles.ts';
import { allianceWords } from '../../../../domain/words/alliance.ts';
import { Icon } from '../../../ui/icons.tsx';
import { Note, ProblemNote } from '../../../ui/states/States.tsx';
import { Section } from '../../parts/Page.tsx';
import { useSession } from '../../session.tsx';
import { useCatalogue } from '../../useCatalogue.ts';
import { Act } from './Act.tsx';
import { correctStateForm, transitionForm } from './allianceForms.ts';

const w = allianceWords.file;
/**
 * The refusal because the step belongs to another role. It says nothing about the alliance, so it is not shown as an
 * obstacle.
 */
const OTHER_ROLE = 'SIGG-201';
/** Steps beside the cycle: offered without emphasis. */
const ASIDE = new Set(['alliance.suspend', 'alliance.reinstate', 'alliance.withdraw', 'alliance.transfer']);

/** The names of the roles that take a step. */
const takenBy = (from: string, to: string) =>
  (workflow.find((row) => row.to === to && row.from.some((state) => state === from))?.who ?? [])
    .map((role) => roles[role].name)
    .join(', ');

/**
 * How a suspension is lifted: the act itself for people who may take it; for others, which role takes it and with what.
 */
export function Lift({ alliance }: { alliance: AllianceView }) {
  const { me } = useSession();
  const step = alliance.transitions.find((t) => t.command === reinstateAlliance.kind);
  if (!step || step.refusal)
    return (
      <>
        {w.liftBy(reinstateAlliance.by.flatMap((role) => (role === 'sistema' ? [] : [roles[role].name])).join(' o '))}
      </>
    );
  return (
    <>
      {w.liftHere}{' '}
      <Act
        kind={step.command}
        title={upperFirst(step.title)}
        subjectId={alliance.id}
        baseVersion={alliance.version}
        form={() => transitionForm(step, [], me.system.today)}
      />
    </>
  );
}

/**
 * The steps that could be taken now. A step has a button when its rule allows it; otherwise the rule's refusal is shown
 * in its place, so that people know what is missing before they try.
 */
export function Transitions({ alliance }: { alliance: AllianceView }) {
  const { me, may } = useSession();
  const units = useCatalogue()?.operatingUnits ?? [];
  const steps = alliance.transitions.filter((t) => !ASIDE.has(t.command));
  const aside = alliance.transitions.filter((t) => ASIDE.has(t.command));
  const mayCorrect = may.command('alliance.correctState') && alliance.stages.length > 1;
  // Only the next steps of the cycle get an emphasised button; a step that ends the alliance gets a plain one.
  const ahead = (t: TransitionView) => !ASIDE.has(t.command) && isAllianceState(t.to) && states[t.to].stage !== null;
  const act = (t: TransitionView) => (
    <Act
      kind={t.command}
      title={upperFirst(t.title)}
      subjectId={alliance.id}
      baseVersion={alliance.version}
      look={ahead(t) ? 'btn-main' : ''}
      form={() => transitionForm(t, units, me.system.today)}
    />
  );
  return (
    <Section title={w.transitions}>
      {steps.length === 0 ? <p className="muted">{w.transitionsNone}</p> : null}
      <ul className="plain-list">
        {steps.map((t) => (
          <li key={`${t.command}-${t.to}`} className="transition">
            <div className="row">
              {t.refusal === null ? act(t) : <strong>{upperFirst(t.title)}</strong>}
              {isAllianceState(t.to) ? (
                <span className="muted row">
                  <Icon name="right" size={16} /> {states[t.to].name}
                </span>
              ) : null}
            </div>
            {t.evidence.length > 0 ? (
              <p className="small muted">
                {w.needs}: {t.evidence.join(', ')}
              </p>
            ) : null}
            {t.refusal === null && t.warnings.length > 0 ? (
              <Note tone="warn">
                {t.warnings.join(' ')} {w.unconfirmed}
              </Note>
            ) : null}
            {t.refusal?.code === OTHER_ROLE ? (
              <p className="small muted by-others">
                <Icon name="lock" size={16} /> {w.otherRole(takenBy(alliance.state, t.to))}
              </p>
            ) : t.refusal ? (
              <ProblemNote problem={t.refusal} tone="warn" />
            ) : null}
          </li>
        ))}
      </ul>
      {aside.length > 0 || mayCorrect ? (
        <div className="stack-s">
          <h3>{w.otherActs}</h3>
          <div className="row">
            {aside.map((t) => (
              <span key={t.command}>{act(t)}</span>
            ))}
            {mayCorrect ? (
              <Act
                kind="alliance.correctState"
                title={allianceWords.forms.correctState}
                subjectId={alliance.id}
                baseVersion={alliance.version}
                form={() => correctStateForm(alliance, me.system.today)}
              />
            ) : null}
          </div>
        </div>
      ) : null}
    </Section>
  );
}
