import { Link } from '@tanstack/react-router';
import type { OrganisationAllianceRow } from '../../../../domain/alliance/registerViews.ts';
import { wordsOfStates } from '../../../../domain/alliance/states.ts';
import { writtenNumber } from '../../../../domain/kernel/money.ts';
import { upperFirst } from '../../../../domain/kernel/text.ts';
import { organisationWords as w } from '../../../../domain/words/registers.ts';
import { Empty } from '../../../ui/states/States.tsx';
import { nounFileScreen } from '../../nouns/NounFileScreen.tsx';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { Section } from '../../parts/Page.tsx';
import { useSession } from '../../session.tsx';
import { useQueryPage } from '../../useQueryPage.ts';

const none = <span className="missing">s/d</span>;

const columnsFor = (members: boolean): readonly Column<OrganisationAllianceRow>[] => [
  {
    id: 'name',
    title: w.alliance,
    sort: 'name',
    main: true,
    cell: (a) => (
      <>
        {a.name}
        <span className="cell-sub mono">{a.code}</span>
      </>
    ),
  },
  {
    id: 'state',
    title: w.state,
    sort: 'state',
    cell: (a) => upperFirst(wordsOfStates[a.state]),
  },
  { id: 'model', title: w.model, align: 'end', cell: (a) => a.model ?? none },
  { id: 'product', title: w.product, sort: 'product', cell: (a) => a.productName ?? none },
  {
    id: 'members',
    title: w.members,
    align: 'end',
    cell: (a) =>
      members ? (
        <Link to={`/alianzas/${a.id}/socios` as never}>{writtenNumber(a.members)}</Link>
      ) : (
        writtenNumber(a.members)
      ),
  },
];

function Alliances({ organisationId }: { organisationId: string }) {
  const { may } = useSession();
  const page = useQueryPage<OrganisationAllianceRow>('organisation.alliances', {
    fixed: { id: organisationId },
    byUnit: false,
  });
  return (
    <Section title={w.alliances} count={page.view?.total}>
      <DataTable
        page={page}
        columns={columnsFor(may.query('member.list'))}
        rowId={(a) => a.id}
        title={w.alliances}
        href={(a) => `/alianzas/${a.id}`}
        exports
        empty={
          <Empty icon="alliance" title={w.noAlliance}>
            {w.noAllianceHow}
          </Empty>
        }
      />
    </Section>
  );
}

/** The file of an organisation: the same as of any noun, and below it its alliances with their enrolled families. */
export default nounFileScreen('organisation', { more: (file) => <Alliances organisationId={file.id} /> });
