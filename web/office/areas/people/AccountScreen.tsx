import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { problem } from '../../../../domain/kernel/problem.ts';
import type { DeviceListView, MyAccountView } from '../../../../domain/people/views.ts';
import { loginWords, secondFactorWords } from '../../../../domain/words/office.ts';
import { peopleWords } from '../../../../domain/words/people.ts';
import { systemWords } from '../../../../domain/words/system.ts';
import { TextField } from '../../../ui/fields/TextField.tsx';
import { Loading, Note, ProblemNote } from '../../../ui/states/States.tsx';
import { deviceId } from '../../device.ts';
import { changePassword, type DoorProblem, doorProblem, renewRecovery } from '../../login/auth.ts';
import { RecoveryCodes } from '../../login/RecoveryCodes.tsx';
import { Enrol } from '../../login/SecondFactor.tsx';
import { Badge } from '../../parts/Badge.tsx';
import { CommandDialog } from '../../parts/CommandForm.tsx';
import { Page, Section } from '../../parts/Page.tsx';
import { roleName } from '../../parts/Timeline.tsx';
import { dayOr } from '../../parts/written.ts';
import { useSession } from '../../session.tsx';
import { useData } from '../../useQueryPage.ts';
import { Facts } from '../alliance/FileSections.tsx';
import { DeviceRows } from './DeviceRows.tsx';
import { OwnDelegations } from './OwnDelegations.tsx';
import { Sessions } from './Sessions.tsx';

const w = peopleWords.account;

/** What people may see and change in their own account. */
export default function AccountScreen() {
  const { me, may } = useSession();
  const account = useData<MyAccountView>('me.account');
  const client = useQueryClient();
  return (
    <Page title={w.title} lead={`${me.user.name} · ${me.user.username}`}>
      <div className="columns">
        <Section title={w.roles}>
          {account.data ? (
            <OwnRoles account={account.data} today={me.system.today} />
          ) : account.error ? (
            <p className="muted">
              {me.upcoming.map((r) => systemWords.home.upcoming(roleName(r.role), dayOr(r.from))).join(' ') ||
                systemWords.home.noRole}
            </p>
          ) : (
            <Loading lines={2} />
          )}
        </Section>
        {account.data ? <OwnDelegations account={account.data} /> : null}
        {account.data ? (
          <Section title={w.data}>
            <Facts
              items={[
                [peopleWords.users.card, account.data.ci],
                [peopleWords.users.phone, account.data.phone],
                [peopleWords.users.email, account.data.email],
              ]}
            />
            <p className="small muted">{w.dataHelp}</p>
          </Section>
        ) : null}
        <OwnDevices />
        <Section title={w.password}>
          <ChangePassword />
        </Section>
        <Section
          title={secondFactorWords.title}
          actions={me.secondFactor.enrolled ? <Badge tone="good">Activo</Badge> : null}
        >
          {me.secondFactor.lent ? (
            <p>
              <Badge tone="warn">{secondFactorWords.lentTitle}</Badge> {secondFactorWords.lent}
            </p>
          ) : null}
          {me.secondFactor.enrolled ? (
            <Renew />
          ) : (
            <>
              <p className="muted">{secondFactorWords.optional}</p>
              <Enrol onDone={() => void client.invalidateQueries({ queryKey: ['me'] })} />
            </>
          )}
        </Section>
      </div>
      {may.query('session.list') ? (
        <>
          <h2>{w.sessions}</h2>
          <Sessions params={{ userId: me.user.id }} />
        </>
      ) : null}
    </Page>
  );
}

/** The person's own current and future roles; past ones are in the audit. */
function OwnRoles({ account, today }: { account: MyAccountView; today: string }) {
  const current = account.grants.filter((g) => g.status === 'granted' && (!g.to || g.to >= today));
  return (
    <ul className="plain-list">
      {current.map((r) => (
        <li key={r.id} className="stack-s">
          <span className="row">
            <strong>{roleName(r.role)}</strong>
            {r.from > today ? <Badge tone="info">{peopleWords.grants.starts(dayOr(r.from))}</Badge> : null}
          </span>
          <span className="small muted">
            {r.scopeName} · desde el {dayOr(r.from)}
            {r.to ? ` hasta el ${dayOr(r.to)}` : ''}
          </span>
        </li>
      ))}
    </ul>
  );
}

/**
 * The person's own phones and browsers. The current one is marked, so that people do not withdraw it by mistake for a
 * lost one.
 */
function OwnDevices() {
  const { me, may } = useSession();
  const devices = useData<DeviceListView>('device.list', { userId: me.user.id, page: 1, pageSize: 100 });
  const [naming, setNaming] = useState(false);
  const id = deviceId();
  const own = devices.data?.rows.find((d) => d.id === id);
  if (!devices.data) return null;
  return (
    <Section title={w.devices} count={devices.data.total}>
      <DeviceRows rows={devices.data.rows} empty={w.noDevices} />
      {own ? null : (
        <>
          <p className="muted">{w.registerHelp}</p>
          {may.command('device.register') ? (
            <button type="button" className="btn" onClick={() => setNaming(true)}>
              {w.register}
            </button>
          ) : null}
        </>
      )}
      {naming ? (
        <CommandDialog
          opened
          title={w.register}
          kind="device.register"
          subjectId={id}
          baseVersion={null}
          specs={[
            {
              kind: 'text',
              name: 'name',
              label: w.deviceName,
              help: 'Por ejemplo: computadora de la oficina de Potosí',
              required: true,
              maxLength: 80,
            },
          ]}
          onClose={() => setNaming(false)}
          onDone={() => undefined}
        />
      ) : null}
    </Section>
  );
}

function ChangePassword() {
  const [now, setNow] = useState('');
  const [next, setNext] = useState('');
  const [door, setDoor] = useState<DoorProblem | null>(null);
  const [done, setDone] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setDone(false);
    if (next.length < 12) {
      setDoor({
        problem: problem('invalidField', { sentence: 'La contraseña necesita al menos 12 letras.' }),
        waitS: null,
      });
      return;
    }
    setDoor(null);
    try {
      await changePassword(now, next);
      setNow('');
      setNext('');
      setDone(true);
    } catch (error) {
      setDoor(doorProblem(error, 'password'));
    }
  };
  return (
    <form className="stack" onSubmit={(e) => void submit(e)} noValidate>
      <TextField
        type="password"
        spec={{
          kind: 'text',
          name: 'current',
          label: w.currentPassword,
          required: true,
          autocomplete: 'current-password',
        }}
        value={now}
        onChange={(v) => setNow(v ?? '')}
      />
      <TextField
        type="password"
        spec={{ kind: 'text', name: 'new', label: w.newPassword, required: true, autocomplete: 'new-password' }}
        value={next}
        onChange={(v) => setNext(v ?? '')}
      />
      {door ? <ProblemNote problem={door.problem} /> : null}
      {done ? <Note tone="good">{w.changed}</Note> : null}
      <button type="submit" className="btn" disabled={now === '' || next === ''}>
        {w.password}
      </button>
    </form>
  );
}

/** New recovery codes for people who used or lost the old ones. */
function Renew() {
  const [password, setPassword] = useState('');
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const [door, setDoor] = useState<DoorProblem | null>(null);
  if (codes) return <RecoveryCodes codes={codes} onKept={() => setCodes(null)} />;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setDoor(null);
    try {
      setCodes((await renewRecovery(password)).backupCodes);
      setPassword('');
    } catch (error) {
      setDoor(doorProblem(error, 'password'));
    }
  };
  return (
    <form className="stack" onSubmit={(e) => void submit(e)} noValidate>
      <p className="muted">{secondFactorWords.renewHelp}</p>
      <TextField
        type="password"
        spec={{
          kind: 'text',
          name: 'password',
          label: loginWords.password,
          required: true,
          autocomplete: 'current-password',
        }}
        value={password}
        onChange={(v) => setPassword(v ?? '')}
      />
      {door ? <ProblemNote problem={door.problem} /> : null}
      <button type="submit" className="btn" disabled={password === ''}>
        {secondFactorWords.renew}
      </button>
    </form>
  );
}
