import { useCallback, useState } from 'react';
import type { FieldSpec, FormValues } from '../../../../domain/kernel/form.ts';
import { rolesFrom } from '../../../../domain/people/account.ts';
import { roles } from '../../../../domain/people/roles.ts';
import type { UserView } from '../../../../domain/people/views.ts';
import { peopleWords } from '../../../../domain/words/people.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import { Icon } from '../../../ui/icons.tsx';
import { Note } from '../../../ui/states/States.tsx';
import { CommandForm } from '../../parts/CommandForm.tsx';
import { useSession } from '../../session.tsx';
import { makeCode, type Secret } from './secrets.ts';

const w = peopleWords.reset;
const specs: readonly FieldSpec[] = [
  {
    kind: 'choice',
    name: 'what',
    label: w.what,
    required: true,
    options: [
      { value: 'password', label: w.password },
      { value: 'both', label: w.both, help: w.bothHelp },
    ],
  },
];

/**
 * A code on paper with which a person sets their password without e-mail. The code is made here and shown once; only
 * its hash is sent.
 */
export function ResetAccess({ user, onClose }: { user: UserView; onClose: () => void }) {
  const [secret, setSecret] = useState<Secret | null>(null);
  const [done, setDone] = useState(false);
  const [both, setBoth] = useState(false);
  const { me } = useSession();
  // Predicts the rule: forgetting the second factor of a role that requires one waits for another person.
  const waits =
    both &&
    rolesFrom(
      user.grants.map((g) => ({ ...g, validTo: g.to })),
      me.system.today,
    ).some((role) => roles[role].secondFactor);
  const onValues = useCallback((values: FormValues) => setBoth(values.what === 'both'), []);
  const [asked, setAsked] = useState(false);
  if (!asked) {
    setAsked(true);
    void makeCode().then(setSecret);
  }
  return (
    <Dialog opened {...(done ? {} : { onClose })} title={`${w.title}: ${user.name}`}>
      {done && secret ? (
        <div className="stack recovery">
          <h3 className="only-print">
            {w.printTitle}: {user.name}
          </h3>
          <p>
            {w.username}: <strong className="mono">{user.username}</strong>
          </p>
          <p className="mono key-text code-text">{secret.text}</p>
          {waits ? <Note tone="warn">{w.waits}</Note> : null}
          <p>{w.how}</p>
          <div className="row no-print">
            <button type="button" className="btn" onClick={() => window.print()}>
              <Icon name="print" /> {w.print}
            </button>
            <button type="button" className="btn btn-main" onClick={onClose}>
              {w.given}
            </button>
          </div>
        </div>
      ) : secret ? (
        <CommandForm
          before={<Note>{w.lead}</Note>}
          kind="user.resetPassword"
          subjectId={user.id}
          baseVersion={user.version}
          draftKey={`user.resetPassword.${user.id}.${secret.hash.slice(0, 8)}`}
          specs={specs}
          onValues={onValues}
          toBody={({ what }) => ({ codeHash: secret.hash, secondFactor: what === 'both' })}
          submitLabel={w.make}
          onCancel={onClose}
          onDone={() => setDone(true)}
        />
      ) : null}
    </Dialog>
  );
}
