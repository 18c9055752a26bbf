import { useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import type { CiValue, FieldSpec } from '../../../../domain/kernel/form.ts';
import { grantableRoles, roles } from '../../../../domain/people/roles.ts';
import type { UserRow } from '../../../../domain/people/views.ts';
import { peopleWords } from '../../../../domain/words/people.ts';
import { newId } from '../../../local/ids.ts';
import { Icon } from '../../../ui/icons.tsx';
import { Empty } from '../../../ui/states/States.tsx';
import { Badge } from '../../parts/Badge.tsx';
import { CommandDialog } from '../../parts/CommandForm.tsx';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { ChoiceFilter, FlagFilter, SearchFilter } from '../../parts/Filters.tsx';
import { Page } from '../../parts/Page.tsx';
import { roleName } from '../../parts/Timeline.tsx';
import { writtenInstant } from '../../parts/written.ts';
import { useSession } from '../../session.tsx';
import { useUnits } from '../../useCatalogue.ts';
import { useQueryPage } from '../../useQueryPage.ts';

const w = peopleWords.users;

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
    title: w.role,
    cell: (u) => (
      <span className="row">
        {u.grants
          .filter((g) => g.status === 'granted' || g.status === 'proposed')
          .map((g) => (
            <Badge key={g.id} tone={g.status === 'proposed' ? 'warn' : 'neutral'} title={g.scopeName}>
              {roleName(g.role)}
              {g.status === 'proposed' ? ' · por confirmar' : ''}
            </Badge>
          ))}
      </span>
    ),
  },
  { id: 'active', title: 'Cuenta', cell: (u) => <Badge tone={u.active ? 'good' : 'neutral'}>{u.active ? w.active : w.closed}</Badge> },
  { id: 'secondFactor', title: w.secondFactor, cell: (u) => (u.secondFactor ? w.on : <span className="muted">{w.off}</span>) },
  { id: 'lastLogin', title: w.lastLogin, cell: (u) => (u.lastLoginAt ? writtenInstant(u.lastLoginAt) : <span className="muted">{w.never}</span>) },
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
      <search className="filters">
        <SearchFilter page={page} label={w.search} />
        <ChoiceFilter page={page} name="role" label={w.role} any={w.anyRole} options={grantableRoles.map((r) => ({ value: r, label: roles[r].name }))} />
        <FlagFilter page={page} name="pending" label={w.pending} />
      </search>
      <DataTable
        page={page}
        columns={columns}
        rowId={(u) => u.id}
        title={w.title}
        href={(u) => `/usuarios/${u.id}`}
        empty={<Empty icon="users" title={w.empty} />}
      />
      {adding ? <NewUser onClose={() => setAdding(false)} /> : null}
    </Page>
  );
}

/** A new account: no role and no password yet, those are acts of their own on its page. */
function NewUser({ onClose }: { onClose: () => void }) {
  const units = useUnits();
  const navigate = useNavigate();
  const id = useMemo(newId, []);
  const specs: FieldSpec[] = [
    { kind: 'text', name: 'name', label: 'Nombre completo', required: true, maxLength: 120 },
    { kind: 'person', name: 'ciNumber', label: 'Carnet de identidad', help: 'El complemento solo si el carnet lo tiene, por ejemplo 1B.' },
    {
      kind: 'text',
      name: 'noCiReason',
      label: 'Por qué no tiene carnet',
      help: 'Solo si no tiene: por ejemplo, es extranjero y trabaja para el financiador.',
      maxLength: 500,
    },
    {
      kind: 'text',
      name: 'username',
      label: 'Nombre de usuario',
      help: 'Minúsculas sin tilde, números y puntos: maria.quispe',
      required: true,
      maxLength: 40,
      autocomplete: 'off',
    },
    {
      kind: 'choice',
      name: 'unitId',
      label: 'Unidad',
      help: 'Quien no trabaja para una unidad queda a cargo de la administración nacional.',
      options: units.map((u) => ({ value: u.code, label: u.name })),
    },
    { kind: 'text', name: 'phone', label: 'Teléfono', maxLength: 24 },
    { kind: 'text', name: 'email', label: 'Correo', maxLength: 200 },
  ];
  return (
    <CommandDialog
      opened
      title={w.add}
      kind="user.create"
      subjectId={id}
      baseVersion={null}
      draftKey="user.create"
      specs={specs}
      toBody={({ ciNumber, ...rest }) => {
        const card = ciNumber as CiValue | null | undefined;
        return {
          ...Object.fromEntries(Object.entries(rest).filter(([, v]) => v)),
          ...(card?.ci ? { ciNumber: card.ci, ciComplement: card.complement || null } : {}),
        };
      }}
      onClose={onClose}
      onDone={() => void navigate({ to: `/usuarios/${id}` } as never)}
    />
  );
}
