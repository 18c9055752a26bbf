import { useState } from 'react';
import { addDays, holdsOn } from '../../../../domain/kernel/dates.ts';
import type { FieldSpec } from '../../../../domain/kernel/form.ts';
import { laterOf } from '../../../../domain/people/grantCommands.ts';
import type { GrantView, UserView } from '../../../../domain/people/views.ts';
import { peopleWords } from '../../../../domain/words/people.ts';
import { Note } from '../../../ui/states/States.tsx';
import { Badge, type Tone } from '../../parts/Badge.tsx';
import { CommandDialog } from '../../parts/CommandForm.tsx';
import { Section } from '../../parts/Page.tsx';
import { roleName } from '../../parts/Timeline.tsx';
import { dayOr } from '../../parts/written.ts';
import { useSession } from '../../session.tsx';
import { NewGrant } from './NewGrant.tsx';

const w = peopleWords.grants;
const tones: Readonly<Record<GrantView['status'], Tone>> = {
  proposed: 'warn',
  granted: 'good',
  revoked: 'neutral',
  refused: 'bad',
};
const reason: FieldSpec = {
  kind: 'text',
  name: 'reason',
  label: 'Motivo',
  required: true,
  multiline: true,
  maxLength: 500,
};
type Act = { readonly kind: 'role.confirm' | 'role.refuse' | 'role.revoke'; readonly grant: GrantView };

const actTitle = { 'role.confirm': w.confirm, 'role.refuse': w.refuse, 'role.revoke': w.revoke } as const;

/** The state of a role today, in a word: a role granted for later, or one whose time has passed, is not *vigente*. */
function standing(g: GrantView, today: string): { tone: Tone; text: string } {
  if (g.status === 'granted' && g.from > today) return { tone: 'info', text: w.starts(dayOr(g.from)) };
  if (g.status === 'granted' && !holdsOn(g, today)) return { tone: 'neutral', text: w.over(dayOr(g.to)) };
  return { tone: tones[g.status], text: w.status[g.status] };
}

/** The roles of a person, with who proposed and who confirmed each. */
export function Grants({ user }: { user: UserView }) {
  const { me, may } = useSession();
  const [adding, setAdding] = useState(false);
  const [act, setAct] = useState<Act | null>(null);
  const own = user.id === me.user.id;
  const buttons = (g: GrantView): Act['kind'][] => {
    if (own) return [];
    if (g.status === 'proposed')
      return g.proposedById === me.user.id ? ['role.refuse'] : ['role.confirm', 'role.refuse'];
    return g.status === 'granted' && (!g.to || g.to >= me.system.today) ? ['role.revoke'] : [];
  };
  return (
    <Section
      title={w.title}
      count={user.grants.length}
      actions={
        may.command('role.propose') && !own && user.active ? (
          <button type="button" className="btn btn-main" onClick={() => setAdding(true)}>
            {w.add}
          </button>
        ) : null
      }
    >
      {user.grants.length === 0 ? <p className="muted">{w.none}</p> : null}
      <ul className="plain-list">
        {user.grants.map((g) => (
          <li key={g.id} className="row row-apart">
            <span className="stack-s">
              <span className="row">
                <strong>{roleName(g.role)}</strong>
                <Badge tone={standing(g, me.system.today).tone}>{standing(g, me.system.today).text}</Badge>
              </span>
              <span className="small muted">
                {g.scopeName} · {w.from.toLowerCase()} {dayOr(g.from)} ·{' '}
                {g.to ? `${w.to.toLowerCase()} ${dayOr(g.to)}` : w.open}
              </span>
              <span className="small muted">
                {g.status === 'proposed' || g.confirmedByName ? w.proposedBy : w.givenBy} {g.proposedByName}
                {g.confirmedByName ? ` · ${w.confirmedBy} ${g.confirmedByName}` : ''}
              </span>
            </span>
            <span className="row">
              {buttons(g)
                .filter((kind) => may.command(kind))
                .map((kind) => (
                  <button
                    key={kind}
                    type="button"
                    className={`btn ${kind === 'role.confirm' ? 'btn-main' : 'btn-danger'}`}
                    onClick={() => setAct({ kind, grant: g })}
                  >
                    {actTitle[kind]}
                  </button>
                ))}
            </span>
          </li>
        ))}
      </ul>
      {adding ? <NewGrant user={user} onClose={() => setAdding(false)} /> : null}
      {act ? (
        <CommandDialog
          opened
          title={`${actTitle[act.kind]}: ${roleName(act.grant.role)}, ${user.name}`}
          kind={act.kind}
          subjectId={act.grant.id}
          baseVersion={act.grant.version}
          specs={act.kind === 'role.confirm' ? [] : [reason]}
          before={
            act.kind === 'role.confirm' ? (
              <Note>
                {w.confirmWhat(
                  roleName(act.grant.role),
                  act.grant.scopeName,
                  dayOr(laterOf(act.grant.from, addDays(me.system.today, 1))),
                )}
              </Note>
            ) : null
          }
          danger={act.kind !== 'role.confirm'}
          submitLabel={actTitle[act.kind]}
          onClose={() => setAct(null)}
          onDone={() => undefined}
        />
      ) : null}
    </Section>
  );
}
