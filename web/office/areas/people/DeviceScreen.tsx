import { useState } from 'react';
import type { DeviceRow } from '../../../../domain/people/views.ts';
import { peopleWords } from '../../../../domain/words/people.ts';
import { Empty } from '../../../ui/states/States.tsx';
import { Badge } from '../../parts/Badge.tsx';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { FilterBar, SearchFilter } from '../../parts/Filters.tsx';
import { Page } from '../../parts/Page.tsx';
import { dayOr, writtenInstant } from '../../parts/written.ts';
import { useSession } from '../../session.tsx';
import { useQueryPage } from '../../useQueryPage.ts';
import { REVOKE_DEVICE, RevokeDevice } from './DeviceRows.tsx';
import { Sessions } from './Sessions.tsx';

const w = peopleWords.devices;

const columns: readonly Column<DeviceRow>[] = [
  { id: 'name', title: 'Dispositivo', main: true, cell: (d) => d.name },
  { id: 'user', title: 'Persona', cell: (d) => d.userName },
  { id: 'registered', title: w.registered, cell: (d) => <span className="num">{dayOr(d.registeredOn)}</span> },
  {
    id: 'seen',
    title: w.seen,
    cell: (d) => (d.lastSeenAt ? writtenInstant(d.lastSeenAt) : <span className="muted">nunca</span>),
  },
  {
    id: 'state',
    title: 'Situación',
    cell: (d) => (
      <span className="row">
        {d.revokedOn ? <Badge tone="bad">{w.revoked(dayOr(d.revokedOn))}</Badge> : <Badge tone="good">En uso</Badge>}
        {d.gaps > 0 ? <Badge tone="warn">{w.gaps(d.gaps)}</Badge> : null}
      </span>
    ),
  },
];

/** Phones and browsers, and who is logged in now. */
export default function DeviceScreen() {
  const page = useQueryPage<DeviceRow>('device.list', { byUnit: false });
  const { may } = useSession();
  const [revoking, setRevoking] = useState<DeviceRow | null>(null);
  return (
    <Page title={w.title} lead={w.lead} asOf={page.asOf}>
      <h2>{w.devices}</h2>
      <FilterBar page={page}>
        <SearchFilter page={page} label="Buscar por persona o dispositivo" />
      </FilterBar>
      <DataTable
        page={page}
        columns={columns}
        rowId={(d) => d.id}
        title={w.devices}
        empty={<Empty icon="device" title={w.none} />}
        actions={(d) =>
          d.revokedOn === null && may.command(REVOKE_DEVICE) ? (
            <button type="button" className="btn btn-danger" onClick={() => setRevoking(d)}>
              {w.revoke}
            </button>
          ) : null
        }
      />
      {may.query('session.list') ? (
        <>
          <h2>{w.sessions}</h2>
          <Sessions params={{ all: '1' }} />
        </>
      ) : null}
      {revoking ? <RevokeDevice device={revoking} onClose={() => setRevoking(null)} /> : null}
    </Page>
  );
}
