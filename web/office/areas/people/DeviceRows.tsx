import { useState } from 'react';
import type { DeviceRow } from '../../../../domain/people/views.ts';
import { peopleWords } from '../../../../domain/words/people.ts';
import { Note } from '../../../ui/states/States.tsx';
import { deviceId } from '../../device.ts';
import { Badge } from '../../parts/Badge.tsx';
import { CommandDialog } from '../../parts/CommandForm.tsx';
import { dayOr, writtenInstant } from '../../parts/written.ts';
import { useSession } from '../../session.tsx';

const w = peopleWords.devices;
export const REVOKE_DEVICE = 'device.revoke';

/** The confirmation asked before a phone or browser is withdrawn. */
export function RevokeDevice({ device, onClose }: { device: DeviceRow; onClose: () => void }) {
  return (
    <CommandDialog
      opened
      title={`${w.revoke}: ${device.name}, ${device.userName}`}
      before={<Note tone="warn">{w.revokeWhat}</Note>}
      kind={REVOKE_DEVICE}
      subjectId={device.id}
      baseVersion={device.version}
      specs={[{ kind: 'text', name: 'reason', label: w.revokeWhy, required: true, multiline: true, maxLength: 500 }]}
      submitLabel={w.revoke}
      danger
      onClose={onClose}
      onDone={() => undefined}
    />
  );
}

/** The phones and browsers of one person; a lost one can be withdrawn here. */
export function DeviceRows({ rows, empty }: { rows: readonly DeviceRow[]; empty: string }) {
  const { may } = useSession();
  const [revoking, setRevoking] = useState<DeviceRow | null>(null);
  const here = deviceId();
  return (
    <>
      {rows.length === 0 ? <p className="muted">{empty}</p> : null}
      <ul className="plain-list">
        {rows.map((d) => (
          <li key={d.id} className="row row-apart">
            <span className="stack-s">
              <span className="row">
                <strong>{d.name}</strong>
                {d.revokedOn ? (
                  <Badge tone="bad">{w.revoked(dayOr(d.revokedOn))}</Badge>
                ) : d.id === here ? (
                  <Badge tone="info">{w.here}</Badge>
                ) : null}
              </span>
              <span className="small muted">
                {w.registered} {dayOr(d.registeredOn)}
                {d.lastSeenAt ? ` · ${w.seen} ${writtenInstant(d.lastSeenAt)}` : ''}
              </span>
            </span>
            {d.revokedOn === null && may.command(REVOKE_DEVICE) ? (
              <button type="button" className="btn btn-danger" onClick={() => setRevoking(d)}>
                {w.revoke}
              </button>
            ) : null}
          </li>
        ))}
      </ul>
      {revoking ? <RevokeDevice device={revoking} onClose={() => setRevoking(null)} /> : null}
    </>
  );
}
