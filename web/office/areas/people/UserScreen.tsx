import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { FieldSpec } from '../../../../domain/kernel/form.ts';
import type { UserView } from '../../../../domain/people/views.ts';
import { peopleWords } from '../../../../domain/words/people.ts';
import { Icon } from '../../../ui/icons.tsx';
import { Failed, Loading } from '../../../ui/states/States.tsx';
import { toProblem } from '../../api.ts';
import { Badge } from '../../parts/Badge.tsx';
import { CommandDialog } from '../../parts/CommandForm.tsx';
import { Page, Section } from '../../parts/Page.tsx';
import { roleName } from '../../parts/Timeline.tsx';
import { dayOr, writtenInstant } from '../../parts/written.ts';
import { useSession } from '../../session.tsx';
import { useData } from '../../useQueryPage.ts';
import { Facts } from '../alliance/FileSections.tsx';
import { Grants } from './Grants.tsx';
import { ResetAccess } from './ResetAccess.tsx';
import { Sessions } from './Sessions.tsx';

const w = peopleWords;
const reason: FieldSpec = { kind: 'text', name: 'reason', label: 'Motivo', required: true, multiline: true, maxLength: 500 };
type Act = { readonly kind: string; readonly title: string; readonly specs: readonly FieldSpec[]; readonly danger: boolean };
const acts: Readonly<Record<'close' | 'reopen' | 'endSessions', Act>> = {
  close: { kind: 'user.close', title: 'Cerrar la cuenta', specs: [reason], danger: true },
  reopen: { kind: 'user.reopen', title: 'Reabrir la cuenta', specs: [reason], danger: false },
  endSessions: { kind: 'user.endSessions', title: 'Cerrar todas sus sesiones', specs: [], danger: true },
};

/** One account: who it is of, its roles with both hands that gave them, its devices and sessions. */
export default function UserScreen() {
  const { id } = useParams({ strict: false }) as { id: string };
  const { me, may } = useSession();
  const user = useData<UserView>('user.get', { id });
  const [act, setAct] = useState<Act | null>(null);
  const [resetting, setResetting] = useState(false);
  if (user.isPending) return <Loading lines={10} />;
  if (!user.data) return <Failed whole problem={toProblem(user.error)} onRetry={() => void user.refetch()} />;
  const u = user.data;
  const open = (u.active ? [acts.endSessions, acts.close] : [acts.reopen]).filter((a) => may.command(a.kind));
  return (
    <Page
      title={u.name}
      asOf={user.asOf}
      above={
        <Link to={'/usuarios' as never} className="back">
          <Icon name="left" size={16} /> {w.users.title}
        </Link>
      }
      lead={
        <span className="row">
          <span className="mono">{u.username}</span>
          <Badge tone={u.active ? 'good' : 'neutral'}>{u.active ? w.users.active : w.users.closed}</Badge>
          {u.demo ? <Badge tone="special">Demostración</Badge> : null}
        </span>
      }
      actions={
        <>
          {u.active && u.id !== me.user.id && may.command('user.resetPassword') ? (
            <button type="button" className="btn" onClick={() => setResetting(true)}>
              {w.reset.title}
            </button>
          ) : null}
          {open.map((a) => (
            <button key={a.kind} type="button" className={`btn ${a.danger ? 'btn-danger' : ''}`} onClick={() => setAct(a)}>
              {a.title}
            </button>
          ))}
        </>
      }
    >
      <Grants user={u} />
      <div className="columns">
        <Section title="Datos">
          <Facts
            items={[
              ['Carnet', u.ci],
              ['Teléfono', u.phone],
              ['Correo', u.email],
              [w.users.secondFactor, u.secondFactor ? w.users.on : w.users.off],
              [w.users.lastLogin, u.lastLoginAt ? writtenInstant(u.lastLoginAt) : w.users.never],
            ]}
          />
        </Section>
        <Section title={w.delegations.title} count={u.delegations.length}>
          {u.delegations.length === 0 ? <p className="muted">{w.delegations.none}</p> : null}
          <ul className="plain-list">
            {u.delegations.map((d) => (
              <li key={d.id}>
                <strong>{roleName(d.role)}</strong>
                <span className="small muted">
                  {d.fromName} → {d.toName} · {dayOr(d.from)} a {dayOr(d.endedOn ?? d.to)} · {d.reason}
                </span>
              </li>
            ))}
          </ul>
        </Section>
      </div>
      <Section title={w.devices.devices} count={u.devices.length}>
        {u.devices.length === 0 ? <p className="muted">{w.devices.none}</p> : null}
        <ul className="plain-list">
          {u.devices.map((d) => (
            <li key={d.id} className="row row-apart">
              <span>
                <strong>{d.name}</strong>{' '}
                <span className="small muted">
                  {w.devices.registered} {dayOr(d.registeredOn)}
                </span>
              </span>
              {d.revokedOn ? <Badge tone="bad">{w.devices.revoked(dayOr(d.revokedOn))}</Badge> : <Badge tone="good">En uso</Badge>}
            </li>
          ))}
        </ul>
      </Section>
      {may.query('session.list') ? (
        <>
          <h2>{w.devices.sessions}</h2>
          <Sessions params={{ userId: u.id }} />
        </>
      ) : null}
      {resetting ? <ResetAccess user={u} onClose={() => setResetting(false)} /> : null}
      {act ? (
        <CommandDialog
          opened
          title={`${act.title}: ${u.name}`}
          kind={act.kind}
          subjectId={u.id}
          baseVersion={u.version}
          specs={act.specs}
          danger={act.danger}
          submitLabel={act.title}
          onClose={() => setAct(null)}
          onDone={() => undefined}
        />
      ) : null}
    </Page>
  );
}
