import { useState } from 'react';
import type { TokenRow } from '../../../../domain/people/views.ts';
import { peopleWords } from '../../../../domain/words/people.ts';
import { Note } from '../../../ui/states/States.tsx';
import { Badge } from '../../parts/Badge.tsx';
import { CommandDialog } from '../../parts/CommandForm.tsx';
import { roleName } from '../../parts/Timeline.tsx';
import { dayOr } from '../../parts/written.ts';

const w = peopleWords.tokens;

/** The confirmation asked before a key is ended. */
export function RevokeToken({ token, onClose }: { token: TokenRow; onClose: () => void }) {
  return (
    <CommandDialog
      opened
      title={`${w.revoke}: ${token.name}`}
      before={<Note tone="warn">{w.revokeWhat}</Note>}
      kind="token.revoke"
      subjectId={token.id}
      baseVersion={token.version}
      specs={[]}
      danger
      submitLabel={w.revoke}
      onClose={onClose}
      onDone={() => undefined}
    />
  );
}

/** The keys of one person, for people who administer accounts. */
export function TokenRows({ rows }: { rows: readonly TokenRow[] }) {
  const [revoking, setRevoking] = useState<TokenRow | null>(null);
  return (
    <>
      <ul className="plain-list">
        {rows.map((t) => (
          <li key={t.id} className="row row-apart">
            <span className="stack-s">
              <span className="row">
                <strong>{t.name}</strong>
                {t.revokedOn ? <Badge>{w.revoked(dayOr(t.revokedOn))}</Badge> : null}
              </span>
              <span className="small muted">
                {t.roles.map(roleName).join(', ')} · {w.expires.toLowerCase()} {dayOr(t.expiresOn)}
              </span>
            </span>
            {t.revokedOn ? null : (
              <button type="button" className="btn btn-danger" onClick={() => setRevoking(t)}>
                {w.revoke}
              </button>
            )}
          </li>
        ))}
      </ul>
      {revoking ? <RevokeToken token={revoking} onClose={() => setRevoking(null)} /> : null}
    </>
  );
}
