import { Link, useParams } from '@tanstack/react-router';
import { ranking } from '../../../../domain/committee/ranking.ts';
import type { BoardView } from '../../../../domain/committee/views.ts';
import { writtenBs, writtenNumber } from '../../../../domain/kernel/money.ts';
import { committeeWords } from '../../../../domain/words/committee.ts';
import { Icon } from '../../../ui/icons.tsx';
import { Empty, Failed, Loading } from '../../../ui/states/States.tsx';
import { toProblem } from '../../api.ts';
import { Badge, StatusBadge } from '../../parts/Badge.tsx';
import { Page, Section } from '../../parts/Page.tsx';
import { useSession } from '../../session.tsx';
import { useData } from '../../useQueryPage.ts';
import { Facts } from '../alliance/FileSections.tsx';
import { counterpartShare, perFamily, writtenPoints } from './told.ts';
import './committee.css';

const w = committeeWords.board;

/** What the Comité looks at of one alliance, on one page: what it asks, for whom, how it fits and how it was scored. */
export default function DossierScreen() {
  const { id, allianceId } = useParams({ strict: false }) as { id: string; allianceId: string };
  const { may } = useSession();
  const found = useData<BoardView>('ranking.board', { ids: id });
  if (found.isPending) return <Loading lines={10} />;
  if (!found.data) return <Failed whole problem={toProblem(found.error)} onRetry={() => void found.refetch()} />;
  const [run] = found.data.runs;
  const row = run?.rows.find((one) => one.allianceId === allianceId);
  const back = (
    <Link to={`${ranking.path}/${id}` as never} className="back no-print">
      <Icon name="left" size={16} /> {w.backToRun}
    </Link>
  );
  if (!run || !row)
    return (
      <Page title={w.dossier} above={back}>
        <Empty icon="alliance" title={w.missing}>
          {w.noneHow}
        </Empty>
      </Page>
    );
  return (
    <Page
      title={row.name}
      above={back}
      asOf={found.asOf}
      lead={
        <span className="row">
          <span className="mono">{row.code}</span> <StatusBadge state={row.state} />
          <Badge tone={row.enters ? 'good' : 'neutral'}>{row.enters ? w.above : w.below}</Badge>
        </span>
      }
      actions={
        <div className="row no-print">
          {may.query('alliance.get') ? (
            <Link to={`/alianzas/${row.allianceId}` as never} className="btn">
              {w.alliance}
            </Link>
          ) : null}
          <button type="button" className="btn" onClick={() => window.print()}>
            <Icon name="print" size={18} /> {w.print}
          </button>
        </div>
      }
    >
      <Section title={w.dossier}>
        <Facts
          items={[
            [w.points, row.total === null ? w.noPoints : writtenPoints(row.total)],
            [w.position, row.position === null ? null : `${row.position} de ${run.rows.length}`],
            [w.asks, writtenBs(row.amountPar)],
            [w.share, counterpartShare(row)],
            [w.perFamily, perFamily(row)],
            [w.families, row.families === null ? null : writtenNumber(row.families)],
            [w.women, row.women === null ? null : writtenNumber(row.women)],
            [w.product, row.product],
            [w.place, [row.municipality, row.department].filter(Boolean).join(', ')],
            [w.budget, `${run.name}: ${writtenBs(run.budget)}`],
          ]}
        />
      </Section>
      <Section title={w.fit}>
        <ul className="plain-list fit">
          {row.fit.map(({ what, fits, told }) => (
            <li key={what} className="row row-apart">
              <span>{what}</span>
              <span className="row">
                {told}
                {fits === null ? null : (
                  <Badge tone={fits ? 'good' : 'warn'}>
                    <Icon name={fits ? 'verify' : 'warning'} size={16} /> {fits ? 'calza' : 'no calza'}
                  </Badge>
                )}
              </span>
            </li>
          ))}
        </ul>
      </Section>
      <Section title={w.criteria}>
        <ul className="plain-list fit">
          {run.criteria.map((c) => (
            <li key={c.id} className="row row-apart">
              <span>
                {c.name} <span className="muted num">{writtenNumber(c.weight / 100)} %</span>
              </span>
              <strong className="num">{row.points[c.id] ?? w.noPoints}</strong>
            </li>
          ))}
        </ul>
      </Section>
    </Page>
  );
}
