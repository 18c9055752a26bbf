import { useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { dayOf } from '../../../../domain/kernel/dates.ts';
import { grantableRoles, roles } from '../../../../domain/people/roles.ts';
import type { GrantView, UserRow } from '../../../../domain/people/views.ts';
import { peopleWords } from '../../../../domain/words/people.ts';
import { newId } from '../../../local/ids.ts';
import { Icon } from '../../../ui/icons.tsx';
import { Empty } from '../../../ui/states/States.tsx';
import { Badge } from '../../parts/Badge.tsx';
import { CommandDialog } from '../../parts/CommandForm.tsx';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { ChoiceFilter, FilterBar, FlagFilter, SearchFilter } from '../../parts/Filters.tsx';
import { Page } from '../../parts/Page.tsx';
import { roleName } from '../../parts/Timeline.tsx';
import { writtenInstant } from '../../parts/written.ts';
import { useSession } from '../../session.tsx';
import { useUnits } from '../../useCatalogue.ts';
import { useQueryPage } from '../../useQueryPage.ts';
import { accountBody, accountSpecs } from './accountForm.ts';

const w = peopleWords.users;

/** Whether the last day of a role has passed, according to this browser's clock: it decides only what is shown. */
const isOver = (g: GrantView): boolean => g.to !== null && g.to < dayOf(new Date().toISOString());

const columns: readonly Column<UserRow>[] = [
  {
    id: 'name',
    title: 'Nombre',
    main: true,
    cell: (u) => (
      <>
        {u.name} <span className="cell-sub mono">{u.username}</span>
      </>
    ),
  },
  {
    id: 'roles',
    wide: true,
    title: w.role,
    cell: (u) => (
      <span className="row">
        {u.grants
          .filter((g) => g.status === 'proposed' || (g.status === 'granted' && !isOver(g)))
          .map((g) => (
            <Badge key={g.id} tone={g.status === 'proposed' ? 'warn' : 'neutral'} title={g.scopeName}>
              {roleName(g.role)}
              {g.scopeKind === 'unit' ? ` · ${g.scopeName}` : ''}
              {g.status === 'proposed' ? ' · por confirmar' : ''}
            </Badge>
          ))}
      </span>
    ),
  },
  {
    id: 'active',
    title: 'Cuenta',
    cell: (u) => <Badge tone={u.active ? 'good' : 'neutral'}>{u.active ? w.active : w.closed}</Badge>,
  },
  {
    id: 'secondFactor',
    title: w.secondFactor,
    cell: (u) => (u.secondFactor ? w.on : <span className="muted">{w.off}</span>),
  },
  {
    id: 'lastLogin',
    title: w.lastLogin,
    cell: (u) => (u.lastLoginAt ? writtenInstant(u.lastLoginAt) : <span className="muted">{w.never}</span>),
  },
];

/** Accounts and their roles. */
export default function UserListScreen() {
  const page = useQueryPage<UserRow>('user.list');
  const { may } = useSession();
  const [adding, setAdding] = useState(false);
  return (
    <Page
      title={w.title}
      lead={w.lead}
      asOf={page.asOf}
      actions={
        may.command('user.create') ? (
          <button type="button" className="btn btn-main" onClick={() => setAdding(true)}>
            <Icon name="plus" /> {w.add}
          </button>
        ) : null
      }
    >
      <FilterBar page={page}>
        <SearchFilter page={page} label={w.search} />
        <ChoiceFilter
          page={page}
          name="role"
          label={w.role}
          any={w.anyRole}
          options={grantableRoles.map((r) => ({ value: r, label: roles[r].name }))}
        />
        <FlagFilter page={page} name="pending" label={w.pending} />
      </FilterBar>
      <DataTable
        page={page}
        columns={columns}
        rowId={(u) => u.id}
        title={w.title}
        href={may.query('user.get') ? (u) => `/usuarios/${u.id}` : undefined}
        empty={<Empty icon="users" title={w.empty} />}
      />
      {adding ? <NewUser onClose={() => setAdding(false)} /> : null}
    </Page>
  );
}

/** A new account. It has no role and no password yet; both are given on its page. */
function NewUser({ onClose }: { onClose: () => void }) {
  const units = useUnits();
  const navigate = useNavigate();
  const id = useMemo(newId, []);
  return (
    <CommandDialog
      opened
      title={w.add}
      kind="user.create"
      subjectId={id}
      baseVersion={null}
      draftKey="user.create"
      specs={(values) => accountSpecs(values, units, true)}
      {...(units.length === 1 ? { initial: { unitId: units[0]?.code } } : {})}
      toBody={accountBody}
      onClose={onClose}
      onDone={() => void navigate({ to: `/usuarios/${id}` } as never)}
    />
  );
}
