import { useState } from 'react';
import type { ImportView } from '../../../../domain/import/views.ts';
import { importWords as w } from '../../../../domain/words/alliance.ts';
import { Section } from '../../parts/Page.tsx';
import { Select } from '../../parts/Select.tsx';
import { useCatalogue } from '../../useCatalogue.ts';
import { type ChosenStates, ImportStates } from './ImportStates.tsx';

const LONGEST = 48;

/** Which column holds which datum, and what unknown words for a stage mean. What the server recognised is already chosen. */
export function ImportMapping({
  view,
  busy,
  onCheck,
}: {
  view: ImportView;
  busy: boolean;
  onCheck: (body: { mapping: Readonly<Record<string, number>>; states: ChosenStates; programme: string }) => void;
}) {
  const programmes = useCatalogue()?.programmes ?? [];
  const [programme, setProgramme] = useState(view.programmeId);
  const [mapping, setMapping] = useState<Readonly<Record<string, number>>>(view.mapping);
  const [states, setStates] = useState<ChosenStates>({});
  const used = new Set(Object.values(mapping));
  const unused = view.columns.filter((c) => c.header !== '' && !used.has(c.index)).map((c) => c.header);
  const missing = view.targets.filter((t) => t.required && mapping[t.field] === undefined);
  const choose = (field: string, column: string) =>
    setMapping((before) => {
      const { [field]: _old, ...rest } = before;
      return column === '' ? rest : { ...rest, [field]: Number(column) };
    });
  return (
    <Section title={w.mapping}>
      <ImportStates view={view} chosen={states} onChoose={setStates} />
      <details open={view.report === null}>
        <summary>{w.columnsOf}</summary>
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
              {view.targets.map((t) => {
                const column = view.columns.find((c) => c.index === mapping[t.field]);
                return (
                  <tr key={t.field}>
                    <th scope="row" className="table-main">
                      {t.label}
                      {t.required ? null : <span className="field-optional"> (opcional)</span>}
                      {t.help ? <span className="choice-help">{t.help}</span> : null}
                    </th>
                    <td data-title={w.column}>
                      <label className="only-read" id={`map-${t.field}-label`} htmlFor={`map-${t.field}`}>
                        {`Columna de ${t.label}`}
                      </label>
                      <Select
                        id={`map-${t.field}`}
                        labelledBy={`map-${t.field}-label`}
                        className="control-column"
                        empty={w.noColumn}
                        options={view.columns.map((c) => ({ value: String(c.index), label: c.header || `Columna ${c.index + 1}` }))}
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
        <div className="field">
          <label className="field-label" id="map-programme-label" htmlFor="map-programme">
            {w.programme}
          </label>
          <Select
            id="map-programme"
            labelledBy="map-programme-label"
            className="control-column"
            options={programmes.map((p) => ({ value: p.id, label: p.name }))}
            value={programme}
            onChange={(next) => setProgramme(next ?? '')}
          />
        </div>
      </details>
      <div className="row">
        <button
          type="button"
          className={`btn ${view.report ? '' : 'btn-main'}`}
          disabled={busy || missing.length > 0}
          onClick={() => onCheck({ mapping, states: Object.fromEntries(Object.entries(states).filter(([, state]) => state !== '')), programme })}
        >
          {view.report ? w.checkAgain : w.check}
        </button>
        {missing.length > 0 ? <span className="field-error">Falta indicar: {missing.map((t) => t.label).join(', ')}</span> : null}
      </div>
    </Section>
  );
}
