import { type FormEvent, type ReactNode, useState } from 'react';
import { problem } from '../../../../domain/kernel/problem.ts';
import type { ProblemView } from '../../../../domain/kernel/views.ts';
import { officeWords, tableWords } from '../../../../domain/words/office.ts';
import { TextField } from '../../../ui/fields/TextField.tsx';
import { Failed, Loading } from '../../../ui/states/States.tsx';
import { type QueryParams, toProblem } from '../../api.ts';
import { useData } from '../../useQueryPage.ts';

interface Found<Row> {
  readonly rows: readonly Row[];
  readonly more: boolean;
  readonly alike?: true;
}

/** A text by which a person may search: the main one, or one that narrows it. */
export interface Sought {
  readonly name: string;
  readonly label: string;
  readonly help?: string;
}

/**
 * Searches for something already registered. It searches when the person asks and not at every key, because some
 * readings are logged. `after` is called with the text of the search once the answer is here.
 */
export function Finder<Row>({
  query,
  fixed = {},
  by,
  least,
  initial = '',
  none,
  more,
  row,
  after,
}: {
  query: string;
  fixed?: QueryParams;
  /** The first text is required, with at least `least.letters` letters. */
  by: readonly [Sought, ...Sought[]];
  least: { readonly letters: number; readonly sentence: string };
  initial?: string;
  none: string;
  more: string;
  row: (row: Row) => ReactNode;
  after?: (text: string) => ReactNode;
}) {
  const [main] = by;
  const [texts, setTexts] = useState<Readonly<Record<string, string>>>({ [main.name]: initial });
  const [asked, setAsked] = useState<Readonly<Record<string, string>> | null>(
    initial.length >= least.letters ? { [main.name]: initial } : null,
  );
  const [wrong, setWrong] = useState<ProblemView | null>(null);
  const found = useData<Found<Row>>(query, { ...fixed, ...asked }, { enabled: asked !== null });
  // While the question is asked again, the earlier answer is not shown: what the person may do may have changed.
  const answer = found.isFetching ? undefined : found.data;
  const search = (event: FormEvent) => {
    event.preventDefault();
    const said = Object.fromEntries(
      Object.entries(texts).flatMap(([name, text]) => (text.trim() ? [[name, text.trim()] as const] : [])),
    );
    const short = (said[main.name] ?? '').length < least.letters;
    setWrong(short ? problem('invalidField', { sentence: least.sentence }, main.name) : null);
    if (!short) setAsked(said);
  };
  return (
    <div className="stack">
      <search>
        <form className="stack" onSubmit={search} noValidate>
          {by.map((spec) => (
            <TextField
              key={spec.name}
              spec={{ kind: 'text', maxLength: 120, required: spec.name === main.name, ...spec }}
              type="search"
              value={texts[spec.name] ?? null}
              problem={spec.name === main.name ? wrong : null}
              onChange={(text) => {
                setWrong(null);
                setTexts((before) => ({ ...before, [spec.name]: text ?? '' }));
              }}
            />
          ))}
          <button type="submit" className="btn self-start">
            {officeWords.search}
          </button>
        </form>
      </search>
      <div className="stack" aria-live="polite">
        {found.isFetching ? <Loading lines={3} /> : null}
        {found.error && !found.isFetching ? (
          <Failed problem={toProblem(found.error)} onRetry={() => void found.refetch()} />
        ) : null}
        {answer?.rows.length === 0 ? <p className="muted">{none}</p> : null}
        {answer?.alike ? <p className="note">{tableWords.alike}</p> : null}
        {answer && answer.rows.length > 0 ? <ul className="plain-list">{answer.rows.map(row)}</ul> : null}
        {answer?.more ? <p className="small muted">{more}</p> : null}
      </div>
      {answer && asked ? after?.(asked[main.name] ?? '') : null}
    </div>
  );
}
