import { useState } from 'react';
import { writtenDay } from '../../../../domain/kernel/dates.ts';
import { writtenBs, writtenNumber } from '../../../../domain/kernel/money.ts';
import type { ParameterListView, ParameterView } from '../../../../domain/monitoring/parameterViews.ts';
import { parameterWords as w } from '../../../../domain/words/registers.ts';
import { newId } from '../../../local/ids.ts';
import { Failed, Loading } from '../../../ui/states/States.tsx';
import { toProblem } from '../../api.ts';
import { Badge } from '../../parts/Badge.tsx';
import { CommandDialog } from '../../parts/CommandForm.tsx';
import { Page } from '../../parts/Page.tsx';
import { useSession } from '../../session.tsx';
import { useData } from '../../useQueryPage.ts';

const SET = 'parameter.set';

/**
 * Every parameter with its value in force, its source and its earlier values. People who may can set another value from
 * a given day.
 */
export default function ParameterScreen() {
  const list = useData<ParameterListView>('parameter.list');
  const { may } = useSession();
  const [open, setOpen] = useState<ParameterView | null>(null);
  return (
    <Page title={w.title} lead={w.lead} asOf={list.asOf}>
      {list.isPending ? <Loading lines={8} /> : null}
      {list.error ? <Failed problem={toProblem(list.error)} onRetry={() => void list.refetch()} /> : null}
      {list.data?.rows.map((parameter) => (
        <Parameter key={parameter.key} parameter={parameter} set={may.command(SET) ? () => setOpen(parameter) : null} />
      ))}
      {open && list.data ? (
        <SetValue parameter={open} programmeId={list.data.programmeId} onClose={() => setOpen(null)} />
      ) : null}
    </Page>
  );
}

const writtenParameter = (value: number, unit: string): string =>
  unit === 'Bs' ? writtenBs(value * 100) : w.inForce(writtenNumber(value), unit);

function Parameter({ parameter, set }: { parameter: ParameterView; set: (() => void) | null }) {
  const past = parameter.values.length > 1 ? parameter.values : [];
  return (
    <article className="card stack-s">
      <div className="row row-apart">
        <h2 className="section-title">{parameter.name}</h2>
        <strong className="num">{writtenParameter(parameter.value, parameter.unit)}</strong>
      </div>
      <div className="row row-apart">
        <span className="row">
          <Badge tone={parameter.assumption ? 'warn' : 'good'}>
            {parameter.assumption ? w.assumption : w.official}
          </Badge>
          <span className="small muted">{parameter.source}</span>
        </span>
        {set ? (
          <button type="button" className="btn" onClick={set}>
            {w.set}
          </button>
        ) : null}
      </div>
      {past.length > 0 ? (
        <ul className="plain-list small" aria-label={w.history}>
          {past.map((v) => (
            <li key={v.id}>
              <span className="num">{writtenParameter(v.value, parameter.unit)}</span>{' '}
              {w.since(writtenDay(v.from), v.to ? writtenDay(v.to) : null)}
              <span className="muted"> · {v.source}</span>
            </li>
          ))}
        </ul>
      ) : null}
    </article>
  );
}

function SetValue({
  parameter,
  programmeId,
  onClose,
}: {
  parameter: ParameterView;
  programmeId: string;
  onClose: () => void;
}) {
  const { me } = useSession();
  const [subjectId] = useState(newId);
  return (
    <CommandDialog
      opened
      title={parameter.name}
      kind={SET}
      subjectId={subjectId}
      baseVersion={null}
      draftKey={`${SET}.${parameter.key}`}
      specs={[
        { kind: 'number', name: 'value', label: w.fields.value, unit: parameter.unit, required: true },
        {
          kind: 'date',
          name: 'validFrom',
          label: w.fields.validFrom,
          help: w.fields.validFromHelp,
          required: true,
          max: '2099-12-31',
        },
        { kind: 'text', name: 'source', label: w.fields.source, required: true, multiline: true, maxLength: 500 },
        {
          kind: 'choice',
          name: 'backing',
          label: w.fields.assumption,
          required: true,
          options: [
            { value: 'official', label: w.official },
            { value: 'assumption', label: w.assumption },
          ],
        },
      ]}
      initial={{ validFrom: me.system.today, backing: 'official' }}
      toBody={(values) => ({
        programmeId,
        key: parameter.key,
        value: values.value,
        validFrom: values.validFrom,
        source: values.source,
        assumption: values.backing === 'assumption',
      })}
      submitLabel={w.set}
      onClose={onClose}
      onDone={onClose}
    />
  );
}
