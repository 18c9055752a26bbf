import { Link } from '@tanstack/react-router';
import { writtenNumber } from '../../../../domain/kernel/money.ts';
import type { MissingVisitsView } from '../../../../domain/monitoring/indicatorViews.ts';
import { indicatorWords } from '../../../../domain/words/monitoring.ts';
import { Section } from '../../parts/Page.tsx';
import { useSession } from '../../session.tsx';
import { useData } from '../../useQueryPage.ts';
import type { useAsked } from './useAsked.ts';

const w = indicatorWords.missing;
/** How many alliances are named beside the figure; a link leads to all of them. */
const FIRST = 5;

/** Beside the figure of monthly visits: the alliances that lack most months, with a link to all of them. */
export function MissingVisits({ asked }: { asked: ReturnType<typeof useAsked> }) {
  const { may } = useSession();
  const { data } = useData<MissingVisitsView>(
    'visit.missing',
    { ...asked.params, pageSize: FIRST },
    { enabled: may.query('visit.missing') },
  );
  if (!data) return null;
  return (
    <Section title={w.title}>
      {data.total === 0 ? (
        <p className="muted">{w.none}</p>
      ) : (
        <>
          <ul className="missing-visits">
            {data.rows.map((row) => (
              <li key={row.allianceId}>
                <Link to={`/alianzas/${row.allianceId}` as never}>{row.allianceName}</Link>
                <span className="cell-sub">
                  {row.unitName} · {w.months(row.monthsMissing, row.monthsExpected)}: {row.missingMonths}
                </span>
              </li>
            ))}
          </ul>
          <p>
            <Link to={`/meses-sin-visita${asked.carried()}` as never}>
              {data.total > 1 ? w.all(writtenNumber(data.total)) : w.open}
            </Link>
          </p>
        </>
      )}
    </Section>
  );
}
