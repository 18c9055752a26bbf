import { useState } from 'react';
import { alikeWords, nameDifference } from '../../../../domain/alliance/alike.ts';
import type { DuplicateListView, DuplicateRow } from '../../../../domain/alliance/registerViews.ts';
import type { FieldSpec } from '../../../../domain/kernel/form.ts';
import { allianceWords, nounWords } from '../../../../domain/words/alliance.ts';
import { officeWords } from '../../../../domain/words/office.ts';
import { Empty, Failed, Loading, Note } from '../../../ui/states/States.tsx';
import { toProblem } from '../../api.ts';
import { Badge } from '../../parts/Badge.tsx';
import { CommandDialog } from '../../parts/CommandForm.tsx';
import { ChoiceFilter, FilterBar } from '../../parts/Filters.tsx';
import { Page } from '../../parts/Page.tsx';
import { Pager } from '../../parts/Pager.tsx';
import { SideBySide } from '../../parts/SideBySide.tsx';
import { dayOr } from '../../parts/written.ts';
import { useSession } from '../../session.tsx';
import { useData, useQueryPage } from '../../useQueryPage.ts';
import { Act } from './Act.tsx';

const w = allianceWords.duplicates;
export const DECIDE = 'duplicate.decide';
type Choice = { readonly row: DuplicateRow; readonly verdict: 'same' | 'different' };

/** Pairs of rows that may be the same, shown side by side; a person decides whether they are. */
export default function DuplicateScreen() {
  const page = useQueryPage<DuplicateRow>('duplicate.list', { pageSize: 25 });
  const { may } = useSession();
  const [choice, setChoice] = useState<Choice | null>(null);
  // The decided pair of persons after which a pair of their families remains to be decided.
  const [left, setLeft] = useState<string | null>(null);
  return (
    <Page title={w.title} lead={w.lead} asOf={page.asOf}>
      <FilterBar page={page}>
        <ChoiceFilter
          page={page}
          name="noun"
          label="Qué"
          any="Todo"
          options={Object.entries(nounWords).map(([value, label]) => ({ value, label }))}
        />
        <ChoiceFilter
          page={page}
          name="status"
          label="Estado"
          any={w.open}
          options={[
            { value: 'same', label: w.same },
            { value: 'different', label: w.different },
          ]}
        />
      </FilterBar>
      {left ? <FamiliesLeft key={left} of={left} onChoose={setChoice} onLater={() => setLeft(null)} /> : null}
      {page.pending ? <Loading lines={8} /> : null}
      {page.error ? <Failed problem={toProblem(page.error)} onRetry={page.refetch} /> : null}
      {page.view?.total === 0 ? (
        <Empty icon="duplicate" title={w.empty}>
          {w.emptyHow}
        </Empty>
      ) : null}
      {page.view?.rows.map((row) => (
        <Pair key={row.id} row={row} decide={may.command(DECIDE) ? (verdict) => setChoice({ row, verdict }) : null} />
      ))}
      <Pager
        page={page.page}
        pageSize={page.pageSize}
        total={page.view?.total ?? 0}
        onPage={page.setPage}
        onPageSize={page.setPageSize}
      />
      {choice ? (
        <Decide
          choice={choice}
          onClose={() => setChoice(null)}
          onDone={() => {
            if (choice.verdict === 'same' && choice.row.twoFamilies) setLeft(choice.row.id);
          }}
        />
      ) : null}
    </Page>
  );
}

/**
 * The families of two persons who were found to be the same, to be decided now or later. Not shown when no pair
 * remains.
 */
function FamiliesLeft({
  of,
  onChoose,
  onLater,
}: {
  of: string;
  onChoose: (choice: Choice) => void;
  onLater: () => void;
}) {
  const { may } = useSession();
  const found = useData<DuplicateListView>('duplicate.list', { after: of });
  const [asked, setAsked] = useState(false);
  const rows = found.data?.rows ?? [];
  if (!asked && rows.length > 0) setAsked(true);
  if (!found.data || (asked && rows.length === 0)) return null;
  return (
    <section className="stack" aria-label={w.next}>
      <Note tone="warn">
        <strong>{w.next}</strong> {rows.length > 0 ? w.nextWhy : w.nextElsewhere}{' '}
        <button type="button" className="link" onClick={onLater}>
          {rows.length > 0 ? w.later : officeWords.close}
        </button>
      </Note>
      {rows.map((row) => (
        <Pair key={row.id} row={row} decide={may.command(DECIDE) ? (verdict) => onChoose({ row, verdict }) : null} />
      ))}
    </section>
  );
}

function Pair({ row, decide }: { row: DuplicateRow; decide: ((verdict: Choice['verdict']) => void) | null }) {
  const labels = [...new Set([...row.left.facts, ...row.right.facts].map((f) => f.label))];
  const names = nameDifference(row.left.name, row.right.name);
  const factOf = (side: DuplicateRow['left'], label: string) =>
    side.facts.find((f) => f.label === label)?.value ?? null;
  return (
    <article className="card stack">
      <div className="row row-apart">
        <div className="row">
          <Badge>{nounWords[row.noun]}</Badge>
          <Badge tone={row.score >= 85 ? 'warn' : 'neutral'}>
            {alikeWords(row.left.name, row.right.name, row.score)}
          </Badge>
          <span className="muted">{row.reason}</span>
        </div>
        {row.status === 'open' && decide ? (
          <div className="row">
            <button type="button" className="btn btn-main" onClick={() => decide('same')}>
              {w.same}
            </button>
            <button type="button" className="btn" onClick={() => decide('different')}>
              {w.different}
            </button>
          </div>
        ) : null}
      </div>
      {names.same ? null : <p className="small">{w.differs(names.onlyLeft.join(' '), names.onlyRight.join(' '))}</p>}
      <SideBySide
        caption={`${row.left.name} y ${row.right.name}`}
        leftTitle={row.left.name}
        rightTitle={row.right.name}
        rows={labels.map((label) => {
          const left = factOf(row.left, label);
          const right = factOf(row.right, label);
          return { label, left, right, differs: left !== null && right !== null && left !== right };
        })}
      />
      {row.status === 'open' ? null : (
        <>
          <Note>
            <strong>{w[row.status]}.</strong>{' '}
            {row.decidedByName ? w.decided(row.decidedByName, dayOr(row.decidedOn)) : null} {row.note}
          </Note>
          <Act
            kind="duplicate.undo"
            title={w.undo}
            subjectId={row.id}
            baseVersion={row.version}
            look="self-start"
            form={() => ({
              specs: [
                { kind: 'text', name: 'note', label: w.undoWhy, required: true, multiline: true, maxLength: 500 },
              ],
              ...(row.noun === 'person' && row.status === 'same' ? { lead: w.undoFamilies } : {}),
            })}
          />
        </>
      )}
    </article>
  );
}

/**
 * The words that tell one side of a pair from the other: its name; when both have the same name, the facts in which it
 * differs, or its place.
 */
function toldApart(side: DuplicateRow['left'], other: DuplicateRow['left'], place: string): string {
  if (side.name !== other.name) return side.name;
  const own = side.facts.filter((f) => f.value && f.value !== other.facts.find((o) => o.label === f.label)?.value);
  return `${side.name} (${own.length > 0 ? own.map((f) => `${f.label.toLowerCase()}: ${f.value}`).join('; ') : place})`;
}

function Decide({
  choice: { row, verdict },
  onClose,
  onDone,
}: {
  choice: Choice;
  onClose: () => void;
  onDone: () => void;
}) {
  const note: FieldSpec = {
    kind: 'text',
    name: 'note',
    label: w.note,
    help: w.noteHelp,
    required: true,
    multiline: true,
    maxLength: 500,
  };
  const keep: FieldSpec = {
    kind: 'choice',
    name: 'keepId',
    label: w.keep,
    required: true,
    options: [
      { value: row.left.id, label: toldApart(row.left, row.right, w.onTheLeft) },
      { value: row.right.id, label: toldApart(row.right, row.left, w.onTheRight) },
    ],
  };
  return (
    <CommandDialog
      opened
      title={w[verdict]}
      kind={DECIDE}
      subjectId={row.id}
      baseVersion={row.version}
      draftKey={`${DECIDE}.${row.id}.${verdict}`}
      specs={verdict === 'same' ? [keep, note] : [note]}
      toBody={(values) => ({ verdict, ...(verdict === 'same' ? { keepId: values.keepId } : {}), note: values.note })}
      submitLabel={w[verdict]}
      {...(verdict === 'same' && row.twoFamilies ? { before: <Note tone="warn">{w.twoFamilies}</Note> } : {})}
      onClose={onClose}
      onDone={onDone}
    />
  );
}
