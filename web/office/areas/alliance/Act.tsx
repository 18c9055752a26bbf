import { useMemo, useState } from 'react';
import { newId } from '../../../local/ids.ts';
import { CommandDialog } from '../../parts/CommandForm.tsx';
import { useSession } from '../../session.tsx';
import type { ActForm } from './allianceForms.ts';

/**
 * A button that opens the form of one command. It is not shown to people who may not send the command. Without a
 * subject the command creates a new row, whose id is fixed when the form opens.
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
  /** What the act is done to, where one screen offers the same act for several rows. */
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
  // The form keeps the values with which it opened, even if newer data arrive meanwhile.
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
