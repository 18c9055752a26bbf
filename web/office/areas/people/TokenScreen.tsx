import { useMemo, useState } from 'react';
import { commands } from '../../../../domain/commands.ts';
import { addDays } from '../../../../domain/kernel/dates.ts';
import type { FieldSpec } from '../../../../domain/kernel/form.ts';
import { upperFirst } from '../../../../domain/kernel/text.ts';
import { MAX_TOKEN_DAYS, openToTokens } from '../../../../domain/people/tokenCommands.ts';
import type { TokenRow } from '../../../../domain/people/views.ts';
import { peopleWords } from '../../../../domain/words/people.ts';
import { newId } from '../../../local/ids.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import { Icon } from '../../../ui/icons.tsx';
import { Empty, Note } from '../../../ui/states/States.tsx';
import { Badge } from '../../parts/Badge.tsx';
import { CommandForm } from '../../parts/CommandForm.tsx';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { Page } from '../../parts/Page.tsx';
import { roleName } from '../../parts/Timeline.tsx';
import { dayOr } from '../../parts/written.ts';
import { useSession } from '../../session.tsx';
import { useQueryPage } from '../../useQueryPage.ts';
import { makeToken, type Secret } from './secrets.ts';
import { RevokeToken } from './TokenRows.tsx';
import { useOperationTitles } from './useOperationTitles.ts';

const w = peopleWords.tokens;

const columns: readonly Column<TokenRow>[] = [
  { id: 'name', title: w.name, main: true, cell: (t) => t.name },
  { id: 'who', title: w.who, cell: (t) => t.userName },
  { id: 'roles', title: w.roles, wide: true, cell: (t) => t.roles.map(roleName).join(', ') },
  {
    id: 'operations',
    title: w.operations,
    align: 'end',
    cell: (t) => <span title={t.operations.join(', ')}>{t.operations.length}</span>,
  },
  { id: 'expires', title: w.expires, cell: (t) => <span className="num">{dayOr(t.expiresOn)}</span> },
  {
    id: 'state',
    title: 'Situación',
    cell: (t) => (t.revokedOn ? <Badge>{w.revoked(dayOr(t.revokedOn))}</Badge> : <Badge tone="good">Vigente</Badge>),
  },
];

/** Keys with which other systems act on behalf of the person who made them. */
export default function TokenScreen() {
  const { me, may } = useSession();
  // People who administer or audit accounts see the keys of everyone.
  const all = me.roles.some((r) => r.role === 'ADMIN_TI' || r.role === 'AUDITOR');
  const page = useQueryPage<TokenRow>('token.list', { byUnit: false, ...(all ? { fixed: { all: '1' } } : {}) });
  const [adding, setAdding] = useState(false);
  const [revoking, setRevoking] = useState<TokenRow | null>(null);
  return (
    <Page
      title={w.title}
      lead={
        <>
          {all ? w.leadAll : w.lead} <a href="/api/docs">Documentación de la API</a>.
        </>
      }
      actions={
        may.command('token.create') ? (
          <button type="button" className="btn btn-main" onClick={() => setAdding(true)}>
            <Icon name="plus" /> {w.add}
          </button>
        ) : null
      }
    >
      <DataTable
        page={page}
        columns={columns}
        rowId={(t) => t.id}
        title={w.title}
        empty={
          <Empty icon="api" title={all ? w.noneAll : w.none}>
            {w.noneHow}
          </Empty>
        }
        actions={(t) =>
          t.revokedOn === null &&
          may.command('token.revoke') &&
          (t.userId === me.user.id || me.roles.some((r) => r.role === 'ADMIN_TI')) ? (
            <button type="button" className="btn btn-danger" onClick={() => setRevoking(t)}>
              {w.revoke}
            </button>
          ) : null
        }
      />
      {adding ? <NewToken onClose={() => setAdding(false)} /> : null}
      {revoking ? <RevokeToken token={revoking} onClose={() => setRevoking(null)} /> : null}
    </Page>
  );
}

/** Makes a key in this browser and shows it once; only its hash is sent. */
function NewToken({ onClose }: { onClose: () => void }) {
  const { me } = useSession();
  const titles = useOperationTitles();
  const id = useMemo(newId, []);
  const [secret, setSecret] = useState<Secret | null>(null);
  const [done, setDone] = useState(false);
  const [copied, setCopied] = useState(false);
  const [sample, setSample] = useState<string | null>(null);
  const [asked, setAsked] = useState(false);
  if (!asked) {
    setAsked(true);
    void makeToken().then(setSecret);
  }
  const optionsOf = (names: readonly string[]) =>
    names
      .filter(openToTokens)
      .map((name) => ({ value: name, label: upperFirst(commands.get(name)?.title ?? titles.get(name) ?? name) }));
  const specs: FieldSpec[] = [
    { kind: 'text', name: 'name', label: w.name, required: true, maxLength: 80 },
    {
      kind: 'choice',
      many: true,
      name: 'roles',
      label: w.roles,
      required: true,
      options: [...new Set(me.roles.map((r) => r.role))].map((r) => ({ value: r, label: roleName(r) })),
    },
    {
      kind: 'choice',
      many: true,
      name: 'reads',
      label: w.reads,
      help: w.operationsHelp,
      options: optionsOf(me.can.queries),
    },
    { kind: 'choice', many: true, name: 'writes', label: w.writes, options: optionsOf(me.can.commands) },
    {
      kind: 'date',
      name: 'expiresOn',
      label: w.expires,
      required: true,
      min: addDays(me.system.today, 1),
      max: addDays(me.system.today, MAX_TOKEN_DAYS),
    },
  ];
  return (
    <Dialog opened {...(done ? {} : { onClose })} title={w.add}>
      {done && secret ? (
        <div className="stack">
          <Note tone="warn">{w.once}</Note>
          <p className="mono key-text">{secret.text}</p>
          {sample ? (
            <>
              <p className="small muted">{w.how}</p>
              <p className="mono key-text">{`curl -H "Authorization: Bearer ${secret.text}" "${location.origin}/api/q/${sample}"`}</p>
            </>
          ) : null}
          <div className="row">
            <button
              type="button"
              className="btn"
              onClick={() => void navigator.clipboard.writeText(secret.text).then(() => setCopied(true))}
            >
              {copied ? w.copied : w.copy}
            </button>
            <button type="button" className="btn btn-main" onClick={onClose}>
              {w.kept}
            </button>
          </div>
        </div>
      ) : secret ? (
        <CommandForm
          kind="token.create"
          subjectId={id}
          baseVersion={null}
          draftKey={`token.create.${id}`}
          specs={specs}
          toBody={({ reads, writes, ...values }) => {
            const operations = [reads, writes].flatMap((x) => (Array.isArray(x) ? (x as string[]) : []));
            setSample(operations.find((o) => !commands.has(o)) ?? null);
            return { ...values, operations, tokenHash: secret.hash };
          }}
          onCancel={onClose}
          onDone={() => setDone(true)}
        />
      ) : null}
    </Dialog>
  );
}
