import { writtenBs, writtenNumber } from '../../../../domain/kernel/money.ts';
import type { NounFileView, NounRow } from '../../../../domain/kernel/noun/views.ts';
import { upperFirst } from '../../../../domain/kernel/text.ts';
import type { ListView } from '../../../../domain/kernel/views.ts';
import { changesOf, type SectionChange } from '../../../../domain/plan/changes.ts';
import { benefitCost, type FlowYear, internalRate, presentValue } from '../../../../domain/plan/finance.ts';
import { sections } from '../../../../domain/plan/sections.ts';
import { planWords as w } from '../../../../domain/words/plans.ts';
import { nounFileScreen } from '../../nouns/NounFileScreen.tsx';
import { Badge } from '../../parts/Badge.tsx';
import { Section } from '../../parts/Page.tsx';
import { SideBySide } from '../../parts/SideBySide.tsx';
import { useSession } from '../../session.tsx';
import { useData } from '../../useQueryPage.ts';

/** More years than any plan has. */
const MOST_YEARS = 50;

const percent = (part: number): string => `${writtenNumber(part * 100, 2)} %`;
const number = (value: unknown): number | null => (typeof value === 'number' ? value : null);

/** What the plan says it is worth beside what its cash flow gives. */
function Worth({ file }: { file: NounFileView }) {
  const { data } = useData<ListView<NounRow>>('planFlow.list', { planId: file.id, pageSize: MOST_YEARS });
  if (!data) return null;
  const years = data.rows.map(({ values }) => values as unknown as FlowYear);
  const rate = number(file.values.rate);
  const [van, tir, ratio] = [number(file.values.van), number(file.values.tir), number(file.values.benefitCost)];
  if (years.length === 0 && van === null && tir === null && ratio === null) return null;
  const known = years.length > 0 && rate !== null;
  const own = known
    ? { van: presentValue(years, rate / 10_000), ratio: benefitCost(years, rate / 10_000), tir: internalRate(years) }
    : { van: null, ratio: null, tir: years.length > 0 ? internalRate(years) : null };
  const line = (label: string, said: number | null, found: number | null, write: (value: number) => string) => ({
    label,
    left: said === null ? null : write(said),
    right: found === null ? null : write(found),
    differs: said !== null && found !== null && write(said) !== write(found),
  });
  return (
    <Section title={w.worth}>
      <p className="muted">
        {years.length === 0 ? w.noFlow : rate === null ? w.noRate : w.years(years.length, percent(rate / 10_000))}
      </p>
      <SideBySide
        caption={w.worth}
        leftTitle={w.declared}
        rightTitle={w.workedOut}
        rows={[
          line(w.van, van, own.van, writtenBs),
          line(w.tir, tir === null ? null : tir / 10_000, own.tir, percent),
          line(w.benefitCost, ratio === null ? null : ratio / 10_000, own.ratio, (value) => writtenNumber(value, 2)),
        ]}
      />
    </Section>
  );
}

const signOf = ({ asked, changed }: SectionChange) => (
  <Badge tone={asked && !changed ? 'warn' : asked ? 'good' : 'neutral'}>
    {asked ? (changed ? w.askedAndChanged : w.askedNotChanged) : w.changedOnly}
  </Badge>
);

/** What was asked of the version before, and what this one says instead. */
function Changed({ file, before: id }: { file: NounFileView; before: string }) {
  const { data: before } = useData<NounFileView | null>('plan.get', { id });
  if (!before) return null;
  const changes = changesOf(before, file);
  const asked = before.values.observedReason;
  return (
    <Section title={w.changed} count={changes.filter(({ changed }) => changed).length}>
      {asked ? (
        <div className="stack-s">
          <h3>{w.asked}</h3>
          <p className="said">{String(asked)}</p>
        </div>
      ) : null}
      {changes.length === 0 ? <p className="muted">{w.nothingChanged}</p> : null}
      {changes.map((change) => (
        <div key={change.section} className="stack-s">
          <h3 className="row">
            {upperFirst(sections[change.section])} {signOf(change)}
          </h3>
          {change.changed ? (
            <SideBySide
              caption={sections[change.section]}
              leftTitle={w.before(String(before.values.called ?? ''))}
              rightTitle={w.now}
              rows={[
                {
                  label: upperFirst(sections[change.section]),
                  left: change.before,
                  right: change.after,
                  differs: false,
                },
              ]}
            />
          ) : null}
        </div>
      ))}
    </Section>
  );
}

function More({ file }: { file: NounFileView }) {
  const { may } = useSession();
  const before = file.values.replacesId;
  return (
    <>
      {may.query('planFlow.list') ? <Worth file={file} /> : null}
      {typeof before === 'string' ? <Changed file={file} before={before} /> : null}
    </>
  );
}

/** The file of a plan: as of any noun, with what its cash flow is worth and what changed since the version before. */
export default nounFileScreen('plan', { more: (file) => <More file={file} /> });
