import { useState } from 'react';
import type { ImportSheetView, ImportView } from '../../../../domain/import/views.ts';
import { writtenNumber } from '../../../../domain/kernel/money.ts';
import { upperFirst } from '../../../../domain/kernel/text.ts';
import type { ProblemView } from '../../../../domain/kernel/views.ts';
import { importWords as w } from '../../../../domain/words/imports.ts';
import { Note, ProblemNote } from '../../../ui/states/States.tsx';
import { post, toProblem } from '../../api.ts';
import { Badge } from '../../parts/Badge.tsx';
import { Section } from '../../parts/Page.tsx';
import { Select } from '../../parts/Select.tsx';
import { useCatalogue } from '../../useCatalogue.ts';
import { ImportMapping, missingOf } from './ImportMapping.tsx';
import { type ChosenStates, ImportStates } from './ImportStates.tsx';

const NOTHING = 'nothing';
const ALLIANCES = 'alliances';

/** What a person chose for the sheets of a file. */
export interface SaidOfSheets {
  readonly sheets: readonly {
    readonly id: string;
    readonly importable: string;
    readonly mapping: Readonly<Record<string, number>>;
  }[];
  readonly states: ChosenStates;
  readonly programme: string;
}

const sheetName = ({ sheet }: Pick<ImportSheetView, 'sheet'>): string => sheet ?? w.onlySheet;

/**
 * Every sheet of the file: what it contains and what its columns hold. Only the person who brought the file can change
 * this, and only until the file is done.
 */
export function ImportSheets({
  view,
  busy,
  fixed,
  onCheck,
}: {
  view: ImportView;
  busy: boolean;
  fixed: boolean;
  onCheck: (said: SaidOfSheets) => void;
}) {
  const programmes = useCatalogue()?.programmes ?? [];
  const [programme, setProgramme] = useState(view.programmeId);
  const [states, setStates] = useState<ChosenStates>({});
  const [said, setSaid] = useState(
    () => new Map(view.sheets.map(({ id, importable, mapping }) => [id, { importable, mapping }])),
  );
  const [problem, setProblem] = useState<ProblemView | null>(null);
  const [asking, setAsking] = useState(false);
  const saidOf = (sheet: ImportSheetView) => (fixed ? sheet : (said.get(sheet.id) ?? sheet));
  const keep = (id: string, one: { importable: string; mapping: Readonly<Record<string, number>> }) =>
    setSaid((before) => new Map(before).set(id, one));
  const importableOf = (name: string) => view.importables.find((importable) => importable.name === name);
  const bring = async (sheet: ImportSheetView, importable: string) => {
    setProblem(null);
    setAsking(true);
    try {
      const { mapping } = await post<{ mapping: Readonly<Record<string, number>> }>(
        `/api/imports/${view.id}/importable`,
        { id: sheet.id, importable },
      );
      keep(sheet.id, { importable, mapping });
    } catch (error) {
      setProblem(toProblem(error));
    } finally {
      setAsking(false);
    }
  };
  const bringing = view.sheets.filter((sheet) => saidOf(sheet).importable !== NOTHING);
  const missing = bringing.flatMap((sheet) => {
    const labels = missingOf(importableOf(saidOf(sheet).importable), saidOf(sheet).mapping);
    return labels.length === 0 ? [] : [`${view.sheets.length > 1 ? `${sheetName(sheet)}: ` : ''}${labels.join(', ')}`];
  });
  const check = () =>
    onCheck({
      sheets: view.sheets.map((sheet) => ({
        id: sheet.id,
        importable: saidOf(sheet).importable,
        mapping: saidOf(sheet).importable === NOTHING ? {} : saidOf(sheet).mapping,
      })),
      states: Object.fromEntries(Object.entries(states).filter(([, state]) => state !== '')),
      programme,
    });
  return (
    <Section title={w.sheets}>
      {fixed ? null : <p className="muted">{w.sheetsLead}</p>}
      {problem ? <ProblemNote problem={problem} /> : null}
      <div className="table-scroll">
        <table className="table">
          <caption className="only-read">{w.sheets}</caption>
          <thead>
            <tr>
              <th scope="col">{w.sheet}</th>
              <th scope="col">{w.brings}</th>
              <th scope="col" className="table-end">
                Filas
              </th>
              <th scope="col">{view.status === 'done' ? w.report : w.reportBefore}</th>
            </tr>
          </thead>
          <tbody>
            {view.sheets.map((sheet) => (
              <tr key={sheet.id}>
                <th scope="row" className="table-main">
                  {sheetName(sheet)} {sheet.hidden ? <Badge tone="warn">{w.hidden}</Badge> : null}
                </th>
                <td data-title={w.brings}>
                  {fixed || sheet.total === 0 ? (
                    upperFirst(importableOf(saidOf(sheet).importable)?.many ?? w.bringsNothing)
                  ) : (
                    <>
                      <label className="only-read" id={`brings-${sheet.id}-label`} htmlFor={`brings-${sheet.id}`}>
                        {w.bringsOf(sheetName(sheet))}
                      </label>
                      <Select
                        id={`brings-${sheet.id}`}
                        labelledBy={`brings-${sheet.id}-label`}
                        className="control-column"
                        disabled={busy || asking}
                        options={[
                          { value: NOTHING, label: w.bringsNothing },
                          ...view.importables.map(({ name, many }) => ({ value: name, label: upperFirst(many) })),
                        ]}
                        value={saidOf(sheet).importable}
                        onChange={(next) => void bring(sheet, next ?? NOTHING)}
                      />
                    </>
                  )}
                </td>
                <td data-title="Filas" className="table-end num">
                  {sheet.total === 0 ? w.noRows : writtenNumber(sheet.total)}
                </td>
                <td data-title={w.report}>
                  {sheet.report ? <SheetReport sheet={sheet} /> : <span className="muted">—</span>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {view.sheets.flatMap((sheet) =>
        sheet.notices.map(({ code, message, cell }) => (
          <Note key={`${sheet.id} ${code} ${cell}`} tone="warn">
            {view.sheets.length > 1 ? `${sheetName(sheet)}, ` : ''}
            {cell ? `${cell}: ` : ''}
            {message} <span className="field-code">{code}</span>
          </Note>
        )),
      )}
      {fixed ? null : (
        <>
          <ImportStates view={view} chosen={states} onChoose={setStates} />
          {bringing.map((sheet) => {
            const { importable, mapping } = saidOf(sheet);
            const found = importableOf(importable);
            return found ? (
              <details
                key={`${sheet.id} ${importable}`}
                open={(view.sheets.length === 1 && view.report === null) || missingOf(found, mapping).length > 0}
              >
                <summary>{view.sheets.length === 1 ? w.columnsOf : w.columnsOfSheet(sheetName(sheet))}</summary>
                <ImportMapping
                  sheet={sheet}
                  importable={found}
                  mapping={mapping}
                  onChoose={(chosen) => keep(sheet.id, { importable, mapping: chosen })}
                />
              </details>
            ) : null;
          })}
          {bringing.some((sheet) => saidOf(sheet).importable === ALLIANCES) ? (
            <div className="field control-column">
              <label className="field-label" id="import-programme-label" htmlFor="import-programme">
                {w.programme}
              </label>
              <Select
                id="import-programme"
                labelledBy="import-programme-label"
                className="control-column"
                options={programmes.map((p) => ({ value: p.id, label: p.name }))}
                value={programme}
                onChange={(next) => setProgramme(next ?? '')}
              />
            </div>
          ) : null}
          <div className="row">
            <button
              type="button"
              className={`btn ${view.report ? '' : 'btn-main'}`}
              disabled={busy || asking || missing.length > 0 || bringing.length === 0}
              onClick={check}
            >
              {view.report ? w.checkAgain : w.check}
            </button>
            {missing.length > 0 ? <span className="field-error">{w.missing(missing.join('; '))}</span> : null}
            {bringing.length === 0 ? <span className="field-error">{w.nothingChosen}</span> : null}
          </div>
        </>
      )}
    </Section>
  );
}

/** The result of the rows of a sheet, in one line. */
function SheetReport({ sheet: { report: r } }: { sheet: ImportSheetView }) {
  if (!r) return null;
  const told = [
    ['adopted', r.adopted, 'good'],
    ['withGaps', r.withGaps, 'warn'],
    ['refused', r.refused, 'bad'],
    ['unchanged', r.unchanged, 'neutral'],
  ] as const;
  const some = told.filter(([, n]) => n > 0);
  return (
    <span className="row">
      {some.map(([key, n, tone]) => (
        <Badge key={key} tone={tone}>
          {w.counts[key]}: {writtenNumber(n)}
        </Badge>
      ))}
      {some.length === 0 ? '—' : null}
    </span>
  );
}
