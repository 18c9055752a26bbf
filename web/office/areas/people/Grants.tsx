import { useMemo, useState } from 'react';
import type { FieldSpec } from '../../../../domain/kernel/form.ts';
import { grantableRoles, isRole, roles } from '../../../../domain/people/roles.ts';
import type { GrantView, UserView } from '../../../../domain/people/views.ts';
import { peopleWords } from '../../../../domain/words/people.ts';
import { newId } from '../../../local/ids.ts';
import { Note } from '../../../ui/states/States.tsx';
import { Badge, type Tone } from '../../parts/Badge.tsx';
import { CommandDialog } from '../../parts/CommandForm.tsx';
import { Section } from '../../parts/Page.tsx';
import { roleName } from '../../parts/Timeline.tsx';
import { dayOr } from '../../parts/written.ts';
import { useSession } from '../../session.tsx';
import { useUnits } from '../../useCatalogue.ts';

const w = peopleWords.grants;
const tones: Readonly<Record<GrantView['status'], Tone>> = { proposed: 'warn', granted: 'good', revoked: 'neutral', refused: 'bad' };
const reason: FieldSpec = { kind: 'text', name: 'reason', label: 'Motivo', required: true, multiline: true, maxLength: 500 };
type Act = { readonly kind: 'role.confirm' | 'role.refuse' | 'role.revoke'; readonly grant: GrantView };

const actTitle = { 'role.confirm': w.confirm, 'role.refuse': w.refuse, 'role.revoke': w.revoke } as const;

/** The roles of a person, with who proposed and who confirmed each. */
export function Grants({ user }: { user: UserView }) {
  const { me, may } = useSession();
  const [adding, setAdding] = useState(false);
  const [act, setAct] = useState<Act | null>(null);
  const own = user.id === me.user.id;
  const buttons = (g: GrantView): Act['kind'][] => {
    if (own) return [];
    if (g.status === 'proposed') return g.proposedById === me.user.id ? ['role.refuse'] : ['role.confirm', 'role.refuse'];
    return g.status === 'granted' ? ['role.revoke'] : [];
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
                <Badge tone={tones[g.status]}>{w.status[g.status]}</Badge>
              </span>
              <span className="small muted">
                {g.scopeName} · {w.from.toLowerCase()} {dayOr(g.from)} · {g.to ? `${w.to.toLowerCase()} ${dayOr(g.to)}` : w.open}
              </span>
              <span className="small muted">
                {w.proposedBy} {g.proposedByName}
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
          danger={act.kind !== 'role.confirm'}
          submitLabel={actTitle[act.kind]}
          onClose={() => setAct(null)}
          onDone={() => undefined}
        />
      ) : null}
    </Section>
  );
}

/** A role with its reach. What a role reaches is asked only for those that reach places or organisations one by one. */
function NewGrant({ user, onClose }: { user: UserView; onClose: () => void }) {
  const { me } = useSession();
  const units = useUnits();
  const id = useMemo(newId, []);
  const specs: FieldSpec[] = [
    { kind: 'choice', name: 'role', label: 'Rol', required: true, options: grantableRoles.map((r) => ({ value: r, label: roles[r].name })) },
    { kind: 'choice', name: 'unitId', label: 'Unidad', help: 'Solo para los roles de unidad.', options: units.map((u) => ({ value: u.code, label: u.name })) },
    { kind: 'text', name: 'municipalityCode', label: 'Código de municipio', help: 'Solo para gobiernos municipales: los 6 dígitos del INE.', maxLength: 6 },
    {
      kind: 'date',
      name: 'from',
      label: w.from,
      help: 'Los roles que confirman dos personas rigen desde el día siguiente.',
      min: me.system.today,
      max: '2099-12-31',
    },
    { kind: 'date', name: 'to', label: w.to, min: me.system.today, max: '2099-12-31' },
  ];
  return (
    <CommandDialog
      opened
      title={`${w.add}: ${user.name}`}
      before={<Note>{peopleWords.users.twoPeople}</Note>}
      kind="role.propose"
      subjectId={id}
      baseVersion={null}
      draftKey={`role.propose.${user.id}`}
      specs={specs}
      toBody={({ role, unitId, municipalityCode, from, to }) => {
        const kind = isRole(String(role)) ? roles[String(role) as keyof typeof roles].scope : null;
        const scopeIds = kind === 'unit' && unitId ? [unitId] : kind === 'municipality' && municipalityCode ? [municipalityCode] : [];
        return { userId: user.id, role, scopeIds, ...(from ? { from } : {}), ...(to ? { to } : {}) };
      }}
      onClose={onClose}
      onDone={() => undefined}
    />
  );
}
