import { useMemo, useState } from 'react';
import { addDays, holdsOn } from '../../../../domain/kernel/dates.ts';
import type { FieldSpec } from '../../../../domain/kernel/form.ts';
import { MAX_DELEGATION_DAYS } from '../../../../domain/people/delegationCommands.ts';
import { roles } from '../../../../domain/people/roles.ts';
import type { DelegationView, MyAccountView, UserListView } from '../../../../domain/people/views.ts';
import { peopleWords } from '../../../../domain/words/people.ts';
import { newId } from '../../../local/ids.ts';
import { Badge } from '../../parts/Badge.tsx';
import { CommandDialog } from '../../parts/CommandForm.tsx';
import { Section } from '../../parts/Page.tsx';
import { roleName } from '../../parts/Timeline.tsx';
import { dayOr } from '../../parts/written.ts';
import { useSession } from '../../session.tsx';
import { useData } from '../../useQueryPage.ts';

const w = peopleWords.account;
const words = { proposed: 'Por confirmar', given: 'Vigente', refused: 'Rechazada', ended: 'Terminada' } as const;

/** Roles lent and borrowed, and the form that lends one: explicit, dated and visible. */
export function OwnDelegations({ account }: { account: MyAccountView }) {
  const { me, may } = useSession();
  const [giving, setGiving] = useState(false);
  const [ending, setEnding] = useState<DelegationView | null>(null);
  const lendable = account.grants.filter(
    (g) => g.status === 'granted' && holdsOn(g, me.system.today) && roles[g.role].scope !== 'alliances' && g.role !== 'ADMIN_TI',
  );
  // Whoever may see the accounts chooses from them; the rest ask their unit to delegate for them.
  const canGive = lendable.length > 0 && may.command('delegation.give') && may.query('user.list');
  return (
    <Section
      title={peopleWords.delegations.title}
      count={account.delegations.length}
      actions={
        canGive ? (
          <button type="button" className="btn" onClick={() => setGiving(true)}>
            {w.delegate}
          </button>
        ) : null
      }
    >
      {account.delegations.length === 0 ? <p className="muted">{w.noDelegations}</p> : null}
      <ul className="plain-list">
        {account.delegations.map((d) => (
          <li key={d.id} className="row row-apart">
            <span className="stack-s">
              <span className="row">
                <strong>{roleName(d.role)}</strong> <Badge tone={d.status === 'given' ? 'good' : 'neutral'}>{words[d.status]}</Badge>
              </span>
              <span className="small muted">
                {d.fromName} → {d.toName} · {dayOr(d.from)} a {dayOr(d.endedOn ?? d.to)} · {d.reason}
              </span>
            </span>
            {(d.status === 'given' || d.status === 'proposed') && d.to >= me.system.today ? (
              <button type="button" className="btn btn-danger" onClick={() => setEnding(d)}>
                {peopleWords.delegations.end}
              </button>
            ) : null}
          </li>
        ))}
      </ul>
      {giving ? <Give account={account} lendable={lendable} onClose={() => setGiving(false)} /> : null}
      {ending ? (
        <CommandDialog
          opened
          title={`${peopleWords.delegations.end}: ${roleName(ending.role)}`}
          kind="delegation.end"
          subjectId={ending.id}
          baseVersion={ending.version}
          specs={[]}
          danger
          submitLabel={peopleWords.delegations.end}
          onClose={() => setEnding(null)}
          onDone={() => undefined}
        />
      ) : null}
    </Section>
  );
}

function Give({ account, lendable, onClose }: { account: MyAccountView; lendable: MyAccountView['grants']; onClose: () => void }) {
  const { me } = useSession();
  const id = useMemo(newId, []);
  const people = useData<UserListView>('user.list', { active: '1', page: 1, pageSize: 200 });
  const specs: FieldSpec[] = [
    {
      kind: 'choice',
      name: 'grantId',
      label: 'Rol',
      required: true,
      options: lendable.map((g) => ({ value: g.id, label: `${roleName(g.role)} · ${g.scopeName}` })),
    },
    {
      kind: 'choice',
      name: 'toUserId',
      label: w.delegateTo,
      required: true,
      options: (people.data?.rows ?? []).filter((u) => u.id !== account.id).map((u) => ({ value: u.id, label: `${u.name} (${u.username})` })),
    },
    { kind: 'date', name: 'from', label: peopleWords.grants.from, required: true, min: me.system.today, max: addDays(me.system.today, 366) },
    {
      kind: 'date',
      name: 'to',
      label: peopleWords.grants.to,
      help: `Hasta ${MAX_DELEGATION_DAYS} días.`,
      required: true,
      min: me.system.today,
      max: addDays(me.system.today, 366 + MAX_DELEGATION_DAYS),
    },
    { kind: 'text', name: 'reason', label: 'Motivo', required: true, multiline: true, maxLength: 500 },
  ];
  return (
    <CommandDialog
      opened
      title={w.delegate}
      kind="delegation.give"
      subjectId={id}
      baseVersion={null}
      draftKey="delegation.give"
      specs={specs}
      submitLabel="Delegar"
      onClose={onClose}
      onDone={() => undefined}
    />
  );
}
