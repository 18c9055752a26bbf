import { useCallback, useMemo, useState } from 'react';
import type { FieldSpec, FormValues } from '../../../domain/kernel/form.ts';
import type { Wanted } from '../../../domain/kernel/noun/body.ts';
import type { Noun } from '../../../domain/kernel/noun/noun.ts';
import { upperFirst } from '../../../domain/kernel/text.ts';
import { nounWords as w } from '../../../domain/words/nouns.ts';
import { newId } from '../../local/ids.ts';
import { CommandDialog } from '../parts/CommandForm.tsx';
import { useNounForm } from './useNounForm.ts';

interface ActProps {
  readonly noun: Noun;
  readonly command: string;
  readonly title: string;
  readonly wanted: Wanted;
  /** Null when the act creates a new row, whose id is fixed when the form opens. */
  readonly row: {
    readonly id: string;
    readonly version: number;
    readonly values: Readonly<Record<string, unknown>>;
    readonly names?: Readonly<Record<string, string | null>>;
  } | null;
  readonly document?: string | null;
  /** The label of a paper that may be added. */
  readonly paper?: string | null;
  readonly look?: string;
  /** Questions that are not fields of the noun, such as the reason of a correction. */
  readonly more?: readonly FieldSpec[];
  readonly preset?: Readonly<Record<string, unknown>>;
  /** What the preset references are called. */
  readonly presetNames?: Readonly<Record<string, string>>;
}

/** A button that opens the form of one act on a noun. */
export function NounAct(props: ActProps) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" className={`btn ${props.look ?? ''}`} onClick={() => setOpen(true)}>
        {upperFirst(props.title)}
      </button>
      {open ? <ActDialog {...props} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function ActDialog({
  noun,
  command,
  title,
  wanted,
  row,
  document,
  paper,
  more = [],
  preset = {},
  presetNames = {},
  onClose,
}: ActProps & { onClose: () => void }) {
  const fresh = useMemo(newId, []);
  const form = useNounForm(noun, wanted, { ...preset, ...row?.values }, { ...presetNames, ...row?.names });
  const [told, setTold] = useState<string | null>(null);
  const { toBody, ready } = form;
  const tell = useCallback(
    (answers: FormValues) => setTold(noun.tells?.({ ...row?.values, ...toBody(answers) }) ?? null),
    [noun, row, toBody],
  );
  if (!ready) return null;
  const asked = document ? `${upperFirst(document)}.` : w.mayAdd(paper ?? '');
  return (
    <CommandDialog
      opened
      title={upperFirst(title)}
      kind={command}
      subjectId={row?.id ?? fresh}
      baseVersion={row?.version ?? null}
      specs={[...form.specs, ...more]}
      initial={form.initial}
      {...(document || paper ? { document: document ? ('required' as const) : ('optional' as const) } : {})}
      {...(noun.tells ? { onValues: tell } : {})}
      {...(document || paper ? { before: <p className="muted">{asked}</p> } : {})}
      {...(noun.tells
        ? {
            after: (
              <p className="small" role="status">
                {told}
              </p>
            ),
          }
        : {})}
      toBody={(answers, documentId) => ({
        ...form.toBody(answers),
        ...Object.fromEntries(more.map((spec) => [spec.name, answers[spec.name] ?? null])),
        ...(documentId ? { documentId } : {}),
      })}
      submitLabel={upperFirst(title)}
      onClose={onClose}
      onDone={() => undefined}
    />
  );
}
