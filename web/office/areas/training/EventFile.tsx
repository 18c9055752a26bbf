import { writtenNumber } from '../../../../domain/kernel/money.ts';
import type { EventAttendanceView } from '../../../../domain/training/views.ts';
import { eventWords as w } from '../../../../domain/words/events.ts';
import { Failed, Loading } from '../../../ui/states/States.tsx';
import { toProblem } from '../../api.ts';
import { nounFileScreen } from '../../nouns/NounFileScreen.tsx';
import { Section } from '../../parts/Page.tsx';
import { useSession } from '../../session.tsx';
import { useData } from '../../useQueryPage.ts';
import { Facts } from '../alliance/FileSections.tsx';

const said = (value: unknown) => (typeof value === 'number' ? writtenNumber(value) : null);

/** Who came by the list, each person once; what a paper without names says stands apart. */
function Attendance({ id, values }: { id: string; values: Readonly<Record<string, unknown>> }) {
  const counted = useData<EventAttendanceView>('event.attendance', { id });
  if (counted.isPending) return <Loading lines={3} />;
  if (!counted.data) return <Failed problem={toProblem(counted.error)} onRetry={() => void counted.refetch()} />;
  const { persons, women, men, unknown, repeated } = counted.data;
  const declared = [said(values.declaredWomen), said(values.declaredMen)];
  return (
    <Section title={w.attendance} count={persons}>
      {persons === 0 ? (
        <p className="muted">{w.noList}</p>
      ) : (
        <Facts
          items={[
            [w.women, writtenNumber(women)],
            [w.men, writtenNumber(men)],
            ...(unknown > 0 ? [[w.unknown, writtenNumber(unknown)] as const] : []),
          ]}
        />
      )}
      {repeated > 0 ? <p className="small muted">{w.repeated(repeated)}</p> : null}
      {declared.some((one) => one !== null) ? (
        <p className="small muted">{w.declared(declared[0] ?? 's/d', declared[1] ?? 's/d')}</p>
      ) : null}
    </Section>
  );
}

function AttendanceOf({ id, values }: { id: string; values: Readonly<Record<string, unknown>> }) {
  const { may } = useSession();
  return may.query('event.attendance') ? <Attendance id={id} values={values} /> : null;
}

/** The file of an event: the same as of any noun, and who came to it, by sex. */
export default nounFileScreen('event', { more: ({ id, values }) => <AttendanceOf id={id} values={values} /> });
