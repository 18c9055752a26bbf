import { useMemo, useState } from 'react';
import { newId } from '../../../local/ids.ts';
import { CommandDialog } from '../../parts/CommandForm.tsx';
import { useSession } from '../../session.tsx';
import type { ActForm } from './allianceForms.ts';

/**
 * A button that opens the form of one command; not there for who may not send it. Without a subject the command makes a new
 * thing, whose id is fixed when the form opens.
 */
export function Act({
  kind,
  title,
  subjectId,
  baseVersion,
  form,
  of,
  look = '',
}: {
  kind: string;
  title: string;
  subjectId: string | null;
  baseVersion: number | null;
  form: () => ActForm | undefined;
  /** What it is done to, where one screen offers it of several. */
  of?: string;
  look?: string;
}) {
  const { may } = useSession();
  const [open, setOpen] = useState(false);
  if (!may.command(kind)) return null;
  return (
    <>
      <button
        type="button"
        className={`btn ${look}`}
        {...(of ? { 'aria-label': `${title}: ${of}` } : {})}
        onClick={() => setOpen(true)}
      >
        {title}
      </button>
      {open ? (
        <ActDialog
          kind={kind}
          title={of ? `${title}: ${of}` : title}
          subjectId={subjectId}
          baseVersion={baseVersion}
          form={form()}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </>
  );
}

function ActDialog({
  kind,
  title,
  subjectId,
  baseVersion,
  form,
  onClose,
}: {
  kind: string;
  title: string;
  subjectId: string | null;
  baseVersion: number | null;
  form: ActForm | undefined;
  onClose: () => void;
}) {
  const fresh = useMemo(newId, []);
  // What the form starts from stays as it was when it opened, whatever is read meanwhile.
  const [kept] = useState(form);
  if (!kept) return null;
  return (
    <CommandDialog
      opened
      title={title}
      kind={kind}
      subjectId={subjectId ?? fresh}
      baseVersion={baseVersion}
      specs={kept.specs}
      {...(kept.document ? { document: kept.document } : {})}
      {...(kept.initial ? { initial: kept.initial } : {})}
      {...(kept.toBody ? { toBody: kept.toBody } : {})}
      {...(kept.submitLabel ? { submitLabel: kept.submitLabel } : {})}
      {...(kept.lead ? { before: <p>{kept.lead}</p> } : {})}
      danger={kept.danger ?? false}
      onClose={onClose}
      onDone={() => undefined}
    />
  );
}
