import { type FormEvent, useState } from 'react';
import { loginWords, secondFactorWords } from '../../../../domain/words/office.ts';
import { peopleWords } from '../../../../domain/words/people.ts';
import { problem } from '../../../../domain/kernel/problem.ts';
import { TextField } from '../../../ui/fields/TextField.tsx';
import { Note, ProblemNote } from '../../../ui/states/States.tsx';
import { post } from '../../api.ts';
import { type DoorProblem, doorProblem, renewRecovery } from '../../login/auth.ts';
import { RecoveryCodes } from '../../login/RecoveryCodes.tsx';
import { Enrol } from '../../login/SecondFactor.tsx';
import { Badge } from '../../parts/Badge.tsx';
import { Page, Section } from '../../parts/Page.tsx';
import { roleName } from '../../parts/Timeline.tsx';
import { dayOr } from '../../parts/written.ts';
import { useSession } from '../../session.tsx';
import { useUnits } from '../../shell/UnitSwitcher.tsx';
import { useQueryClient } from '@tanstack/react-query';
import { Sessions } from './Sessions.tsx';

const w = peopleWords.account;

/** What a person may see and change of their own account. */
export default function AccountScreen() {
  const { me, may } = useSession();
  const units = useUnits();
  const client = useQueryClient();
  const scope = (kind: string, ids: readonly string[]): string => (kind === 'national' ? 'Nacional' : kind === 'unit' ? ids.map((id) => units.find((u) => u.code === id)?.name ?? id).join(', ') : `${ids.length} en su alcance`);
  return (
    <Page title={w.title} lead={`${me.user.name} · ${me.user.username}`}>
      <div className="columns">
        <Section title={w.roles}>
          <ul className="plain-list">
            {me.roles.map((r) => (
              <li key={`${r.role}-${r.from}`}>
                <strong>{roleName(r.role)}</strong>
                <span className="small muted">
                  {scope(r.scope.kind, r.scope.ids)} · desde el {dayOr(r.from)}
                  {r.to ? ` hasta el ${dayOr(r.to)}` : ''}
                </span>
              </li>
            ))}
          </ul>
        </Section>
        <Section title={w.password}>
          <ChangePassword />
        </Section>
        <Section title={secondFactorWords.title} actions={me.secondFactor.enrolled ? <Badge tone="good">Activo</Badge> : null}>
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

function ChangePassword() {
  const [now, setNow] = useState('');
  const [next, setNext] = useState('');
  const [door, setDoor] = useState<DoorProblem | null>(null);
  const [done, setDone] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setDone(false);
    if (next.length < 12) {
      setDoor({ problem: problem('invalidField', { sentence: 'La contraseña necesita al menos 12 letras.' }), waitS: null });
      return;
    }
    setDoor(null);
    try {
      await post('/api/auth/change-password', { currentPassword: now, newPassword: next, revokeOtherSessions: true }, { quiet: true });
      setNow('');
      setNext('');
      setDone(true);
    } catch (error) {
      setDoor(doorProblem(error, 'password'));
    }
  };
  return (
    <form className="stack" onSubmit={(e) => void submit(e)} noValidate>
      <TextField type="password" spec={{ kind: 'text', name: 'current', label: w.currentPassword, required: true, autocomplete: 'current-password' }} value={now} onChange={(v) => setNow(v ?? '')} />
      <TextField type="password" spec={{ kind: 'text', name: 'new', label: w.newPassword, required: true, autocomplete: 'new-password' }} value={next} onChange={(v) => setNext(v ?? '')} />
      {door ? <ProblemNote problem={door.problem} /> : null}
      {done ? <Note tone="good">{w.changed}</Note> : null}
      <button type="submit" className="btn" disabled={now === '' || next === ''}>
        {w.password}
      </button>
    </form>
  );
}

/** New recovery codes for whoever used or lost the old ones. */
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
      <TextField type="password" spec={{ kind: 'text', name: 'password', label: loginWords.password, required: true, autocomplete: 'current-password' }} value={password} onChange={(v) => setPassword(v ?? '')} />
      {door ? <ProblemNote problem={door.problem} /> : null}
      <button type="submit" className="btn" disabled={password === ''}>
        {secondFactorWords.renew}
      </button>
    </form>
  );
}
