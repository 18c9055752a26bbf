import { useMemo, useState } from 'react';
import { addDays, holdsOn } from '../../../../domain/kernel/dates.ts';
import type { FieldSpec, FormValues } from '../../../../domain/kernel/form.ts';
import { MAX_DELEGATION_DAYS } from '../../../../domain/people/delegationCommands.ts';
import { lendable, lentByTwo } from '../../../../domain/people/lending.ts';
import type { ColleagueListView, GrantView, MyAccountView } from '../../../../domain/people/views.ts';
import { peopleWords } from '../../../../domain/words/people.ts';
import { newId } from '../../../local/ids.ts';
import { CommandDialog } from '../../parts/CommandForm.tsx';
import { roleName } from '../../parts/Timeline.tsx';
import { useSession } from '../../session.tsx';
import { useData } from '../../useQueryPage.ts';
import { Delegations } from './Delegations.tsx';

const w = peopleWords.account;

/** Roles lent and borrowed, and the form that lends one, with dates and visible to all concerned. */
export function OwnDelegations({ account }: { account: MyAccountView }) {
  const { me, may } = useSession();
  const [giving, setGiving] = useState(false);
  const own = account.grants.filter(
    (g) => g.status === 'granted' && holdsOn(g, me.system.today) && lendable.includes(g.role),
  );
  return (
    <>
      <Delegations
        rows={account.delegations}
        empty={w.noDelegations}
        mayEnd
        actions={
          own.length > 0 && may.command('delegation.give') ? (
            <button type="button" className="btn" onClick={() => setGiving(true)}>
              {w.delegate}
            </button>
          ) : null
        }
      />
      {giving ? <Give own={own} onClose={() => setGiving(false)} /> : null}
    </>
  );
}

function Give({ own, onClose }: { own: readonly GrantView[]; onClose: () => void }) {
  const { me } = useSession();
  const id = useMemo(newId, []);
  const people = useData<ColleagueListView>('delegation.colleagues', { page: 1, pageSize: 200 });
  const specs = (values: FormValues): FieldSpec[] => {
    const grant = own.find((g) => g.id === values.grantId);
    return [
      {
        kind: 'choice',
        name: 'grantId',
        label: peopleWords.grants.role,
        ...(grant && lentByTwo(grant.role) ? { help: peopleWords.delegations.twoPeople } : {}),
        required: true,
        options: own.map((g) => ({ value: g.id, label: `${roleName(g.role)} · ${g.scopeName}` })),
      },
      {
        kind: 'choice',
        name: 'toUserId',
        label: w.delegateTo,
        required: true,
        options: (people.data?.rows ?? []).map((u) => ({
          value: u.id,
          label: `${u.name} · ${u.roles.map(roleName).join(', ')}`,
        })),
      },
      {
        kind: 'date',
        name: 'from',
        label: peopleWords.grants.from,
        required: true,
        min: me.system.today,
        max: addDays(me.system.today, 366),
      },
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
  };
  return (
    <CommandDialog
      opened
      title={w.delegate}
      kind="delegation.give"
      subjectId={id}
      baseVersion={null}
      draftKey="delegation.give"
      specs={specs}
      {...(own.length === 1 ? { initial: { grantId: own[0]?.id } } : {})}
      submitLabel="Delegar"
      onClose={onClose}
      onDone={() => undefined}
    />
  );
}
