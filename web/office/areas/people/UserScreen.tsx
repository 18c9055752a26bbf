import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { FieldSpec } from '../../../../domain/kernel/form.ts';
import { roles } from '../../../../domain/people/roles.ts';
import type { TokenListView, UserView } from '../../../../domain/people/views.ts';
import { peopleWords } from '../../../../domain/words/people.ts';
import { Icon } from '../../../ui/icons.tsx';
import { Failed, Loading, Note } from '../../../ui/states/States.tsx';
import { toProblem } from '../../api.ts';
import { Badge } from '../../parts/Badge.tsx';
import { CommandDialog } from '../../parts/CommandForm.tsx';
import { Page, Section } from '../../parts/Page.tsx';
import { writtenInstant } from '../../parts/written.ts';
import { useSession } from '../../session.tsx';
import { useCatalogue, useUnits } from '../../useCatalogue.ts';
import { useData } from '../../useQueryPage.ts';
import { Facts } from '../alliance/FileSections.tsx';
import { Complaints } from '../participation/Complaints.tsx';
import { accountBody, accountSpecs } from './accountForm.ts';
import { BringIn } from './BringIn.tsx';
import { Delegations } from './Delegations.tsx';
import { DeviceRows } from './DeviceRows.tsx';
import { Grants } from './Grants.tsx';
import { ResetAccess } from './ResetAccess.tsx';
import { Sessions } from './Sessions.tsx';
import { TokenRows } from './TokenRows.tsx';

const w = peopleWords;
const reason: FieldSpec = {
  kind: 'text',
  name: 'reason',
  label: 'Motivo',
  required: true,
  multiline: true,
  maxLength: 500,
};
type Act = {
  readonly kind: string;
  readonly title: string;
  readonly specs: readonly FieldSpec[];
  readonly danger: boolean;
};
const acts: Readonly<Record<'close' | 'reopen' | 'endSessions', Act>> = {
  close: { kind: 'user.close', title: 'Cerrar la cuenta', specs: [reason], danger: true },
  reopen: { kind: 'user.reopen', title: 'Reabrir la cuenta', specs: [reason], danger: false },
  endSessions: { kind: 'user.endSessions', title: 'Cerrar todas sus sesiones', specs: [], danger: true },
};

/** One account: whose it is, its roles with who proposed and who confirmed each, its devices and sessions. */
export default function UserScreen() {
  const { id } = useParams({ strict: false }) as { id: string };
  const { me, may } = useSession();
  const user = useData<UserView>('user.get', { id });
  const [act, setAct] = useState<Act | null>(null);
  const [resetting, setResetting] = useState(false);
  const [bringing, setBringing] = useState(false);
  const [correcting, setCorrecting] = useState(false);
  const units = useCatalogue()?.operatingUnits ?? [];
  const reachable = useUnits();
  const seesPersonal = me.roles.some((r) => roles[r.role].view === 'full' && may.query('user.get'));
  const tokens = useData<TokenListView>(
    'token.list',
    { userId: id, page: 1, pageSize: 100 },
    { enabled: me.roles.some((r) => r.role === 'ADMIN_TI' || r.role === 'AUDITOR') },
  );
  if (user.isPending) return <Loading lines={10} />;
  if (!user.data) return <Failed whole problem={toProblem(user.error)} onRetry={() => void user.refetch()} />;
  const u = user.data;
  const open = (u.active ? [acts.endSessions, acts.close] : [acts.reopen]).filter((a) => may.command(a.kind));
  // As the rule says: for a closed account or a withdrawn phone, and never for one's own account.
  const brings =
    may.command('device.bringIn') && u.id !== me.user.id && (!u.active || u.devices.some((d) => d.revokedOn));
  return (
    <Page
      index
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
          {brings ? (
            <button type="button" className="btn" onClick={() => setBringing(true)}>
              {w.bringIn.title}
            </button>
          ) : null}
          {open.map((a) => (
            <button
              key={a.kind}
              type="button"
              className={`btn ${a.danger ? 'btn-danger' : ''}`}
              onClick={() => setAct(a)}
            >
              {a.title}
            </button>
          ))}
        </>
      }
    >
      {u.active && !u.lastLoginAt && !u.demo ? <Note>{w.users.firstSteps}</Note> : null}
      <Grants user={u} />
      <div className="columns">
        <Section
          title={w.users.data}
          actions={
            may.command('user.update') ? (
              <button type="button" className="btn" onClick={() => setCorrecting(true)}>
                {w.users.correct}
              </button>
            ) : null
          }
        >
          <Facts
            items={[
              [w.users.unit, units.find((x) => x.code === u.unitId)?.name ?? u.unitId ?? w.users.national],
              [w.users.card, seesPersonal ? u.ci : w.users.hidden],
              [w.users.phone, seesPersonal ? u.phone : w.users.hidden],
              [w.users.email, seesPersonal ? u.email : w.users.hidden],
              [w.users.secondFactor, u.secondFactor ? w.users.on : w.users.off],
              [w.users.lastLogin, u.lastLoginAt ? writtenInstant(u.lastLoginAt) : w.users.never],
            ]}
          />
        </Section>
        <Delegations rows={u.delegations} empty={w.delegations.none} mayEnd={may.command('role.revoke')} />
      </div>
      <Complaints of={{ assigneeId: u.id }} />
      <Section title={w.devices.devices} count={u.devices.length}>
        <DeviceRows rows={u.devices} empty={w.devices.none} />
      </Section>
      {may.command('token.revoke') && may.query('token.list') && tokens.data && tokens.data.rows.length > 0 ? (
        <Section title={w.tokens.title} count={tokens.data.total}>
          <TokenRows rows={tokens.data.rows} />
        </Section>
      ) : null}
      {may.query('session.list') ? (
        <>
          <h2>{w.devices.sessions}</h2>
          <Sessions params={{ userId: u.id }} />
        </>
      ) : null}
      {correcting ? (
        <CommandDialog
          opened
          title={`${w.users.correct}: ${u.name}`}
          kind="user.update"
          subjectId={u.id}
          baseVersion={u.version}
          specs={(values) => accountSpecs(values, reachable, false)}
          initial={{ name: u.name, unitId: u.unitId, phone: u.phone, email: u.email }}
          toBody={accountBody}
          onClose={() => setCorrecting(false)}
          onDone={() => undefined}
        />
      ) : null}
      {bringing ? <BringIn user={u} onClose={() => setBringing(false)} /> : null}
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
