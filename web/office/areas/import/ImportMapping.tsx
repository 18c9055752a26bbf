import { useId } from 'react';
import type { ImportableView, ImportSheetView } from '../../../../domain/import/views.ts';
import { importWords as w } from '../../../../domain/words/imports.ts';
import { Select } from '../../parts/Select.tsx';

const LONGEST = 48;

/** The required data for which no column of the sheet was chosen, in words. */
export const missingOf = (
  importable: ImportableView | undefined,
  mapping: Readonly<Record<string, number>>,
): string[] =>
  (importable?.targets ?? []).filter((t) => t.required && mapping[t.field] === undefined).map((t) => t.label);

interface Props {
  readonly sheet: ImportSheetView;
  readonly importable: ImportableView;
  readonly mapping: Readonly<Record<string, number>>;
  readonly onChoose: (mapping: Readonly<Record<string, number>>) => void;
}

/**
 * Which column of a sheet holds which datum. Columns that the server recognised, or that people chose before, are
 * preselected.
 */
export function ImportMapping({ sheet, importable, mapping, onChoose }: Props) {
  const id = useId();
  const used = new Set(Object.values(mapping));
  const unused = sheet.columns.filter((c) => c.header !== '' && !used.has(c.index)).map((c) => c.header);
  const choose = (field: string, column: string) => {
    const { [field]: _old, ...rest } = mapping;
    onChoose(column === '' ? rest : { ...rest, [field]: Number(column) });
  };
  return (
    <>
      <p className="muted">{w.mappingLead}</p>
      <div className="table-scroll">
        <table className="table">
          <caption className="only-read">{w.mapping}</caption>
          <thead>
            <tr>
              <th scope="col">Dato</th>
              <th scope="col">{w.column}</th>
              <th scope="col">{w.sample}</th>
            </tr>
          </thead>
          <tbody>
            {importable.targets.map((t) => {
              const column = sheet.columns.find((c) => c.index === mapping[t.field]);
              return (
                <tr key={t.field}>
                  <th scope="row" className="table-main">
                    {t.label}
                    {t.required ? null : <span className="field-optional"> (opcional)</span>}
                    {t.help ? <span className="choice-help">{t.help}</span> : null}
                  </th>
                  <td data-title={w.column}>
                    <label className="only-read" id={`${id}-${t.field}-label`} htmlFor={`${id}-${t.field}`}>
                      {`Columna de ${t.label}`}
                    </label>
                    <Select
                      id={`${id}-${t.field}`}
                      labelledBy={`${id}-${t.field}-label`}
                      className="control-column"
                      empty={w.noColumn}
                      options={sheet.columns.map((c) => ({
                        value: String(c.index),
                        label: c.header || `Columna ${c.index + 1}`,
                      }))}
                      value={mapping[t.field] === undefined ? '' : String(mapping[t.field])}
                      onChange={(next) => choose(t.field, next ?? '')}
                    />
                  </td>
                  <td data-title={w.sample} className="small muted">
                    {column?.samples
                      .slice(0, 3)
                      .map((text) => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text))
                      .join(' · ') ?? ''}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {unused.length > 0 ? <p className="small muted">{w.unused(unused.join(', '))}</p> : null}
    </>
  );
}
