import { useState } from 'react';
import { assignableRoles } from '../../../../domain/alliance/assignment.ts';
import type { AllianceView } from '../../../../domain/alliance/views.ts';
import type { FieldSpec } from '../../../../domain/kernel/form.ts';
import { roles } from '../../../../domain/people/roles.ts';
import type { UserListView } from '../../../../domain/people/views.ts';
import { allianceWords } from '../../../../domain/words/alliance.ts';
import { newId } from '../../../local/ids.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import { CommandForm } from '../../parts/CommandForm.tsx';
import { Section } from '../../parts/Page.tsx';
import { Select } from '../../parts/Select.tsx';
import { roleName } from '../../parts/Timeline.tsx';
import { dayOr } from '../../parts/written.ts';
import { useSession } from '../../session.tsx';
import { useData } from '../../useQueryPage.ts';
import { Act } from './Act.tsx';

const w = allianceWords.file;
const f = allianceWords.forms;

/** Who serves the alliance and since when, and the acts that begin and end an assignment. */
export function Assignments({ alliance }: { alliance: AllianceView }) {
  const { me, may } = useSession();
  const [adding, setAdding] = useState(false);
  return (
    <Section
      title={w.people}
      count={alliance.assignments.length}
      actions={
        may.command('assignment.start') && may.query('user.list') ? (
          <button type="button" className="btn" onClick={() => setAdding(true)}>
            {f.assign}
          </button>
        ) : null
      }
    >
      {alliance.assignments.length === 0 ? <p className="muted">{w.peopleNone}</p> : null}
      <ul className="plain-list">
        {alliance.assignments.map((a) => (
          <li key={a.id} className="row row-apart">
            <span className="stack-s">
              <strong>{a.userName}</strong>
              <span className="small muted">
                {roleName(a.role)} · desde el {dayOr(a.from)}
                {a.to ? ` hasta el ${dayOr(a.to)}` : ''}
              </span>
            </span>
            {a.to === null || a.to > me.system.today ? (
              <Act
                kind="assignment.end"
                title={f.endAssignment}
                of={`${a.userName}, ${roleName(a.role).toLowerCase()}`}
                subjectId={a.id}
                baseVersion={null}
                look="btn-quiet"
                form={() => ({
                  specs: [
                    { kind: 'date', name: 'to', label: f.lastDay, required: true, max: '2099-12-31' },
                    { kind: 'text', name: 'reason', label: f.reason, required: true, multiline: true, maxLength: 300 },
                  ],
                  initial: { to: me.system.today },
                  lead: f.endWhat,
                  danger: true,
                  submitLabel: f.endSubmit,
                })}
              />
            ) : null}
          </li>
        ))}
      </ul>
      {adding ? (
        <Dialog opened onClose={() => setAdding(false)} title={f.assign}>
          <Assign alliance={alliance} onClose={() => setAdding(false)} />
        </Dialog>
      ) : null}
    </Section>
  );
}

/** Asks first for the role, then for one of the people who hold it. */
function Assign({ alliance, onClose }: { alliance: AllianceView; onClose: () => void }) {
  const { me } = useSession();
  const [role, setRole] = useState<string>('');
  const [id, setId] = useState(newId);
  const people = useData<UserListView>(
    'user.list',
    { role, active: '1', page: 1, pageSize: 200 },
    { enabled: role !== '' },
  );
  const specs: FieldSpec[] = [
    {
      kind: 'choice',
      name: 'userId',
      label: f.who,
      required: true,
      options: (people.data?.rows ?? []).map((u) => ({ value: u.id, label: `${u.name} (${u.username})` })),
    },
    { kind: 'date', name: 'from', label: 'Desde', required: true, max: '2099-12-31' },
    { kind: 'date', name: 'to', label: 'Hasta', max: '2099-12-31' },
    { kind: 'text', name: 'reason', label: f.reason, maxLength: 300 },
  ];
  return (
    <div className="stack">
      <div className="field">
        <label className="field-label" id="assign-role-label" htmlFor="assign-role">
          {f.inRole}
        </label>
        <Select
          id="assign-role"
          labelledBy="assign-role-label"
          empty="Elija…"
          options={assignableRoles.map((r) => ({ value: r, label: roles[r].name }))}
          value={role}
          onChange={(next) => {
            setRole(next ?? '');
            setId(newId());
          }}
        />
      </div>
      {role !== '' && people.data ? (
        people.data.rows.length === 0 ? (
          <p className="muted">{f.nobody}</p>
        ) : (
          <CommandForm
            key={id}
            kind="assignment.start"
            subjectId={id}
            baseVersion={null}
            draftKey={`assignment.start.${alliance.id}.${role}`}
            specs={specs}
            initial={{ from: me.system.today }}
            toBody={({ userId, from, to, reason }) => ({
              allianceId: alliance.id,
              userId,
              role,
              from,
              ...(to ? { to } : {}),
              ...(reason ? { reason } : {}),
            })}
            submitLabel={f.assign}
            onCancel={onClose}
            onDone={onClose}
          />
        )
      ) : null}
    </div>
  );
}
