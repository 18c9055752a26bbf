import { Link } from '@tanstack/react-router';
import type { BuyerAgreementRow } from '../../../../domain/alliance/views.ts';
import { writtenSpan } from '../../../../domain/kernel/dates.ts';
import { writtenPrice, writtenQuantity, writtenWholeBs } from '../../../../domain/kernel/money.ts';
import { upperFirst } from '../../../../domain/kernel/text.ts';
import { businessAgreementWords } from '../../../../domain/words/businessAgreement.ts';
import { unitWord } from '../../../../domain/words/units.ts';
import { Empty } from '../../../ui/states/States.tsx';
import { nounFileScreen } from '../../nouns/NounFileScreen.tsx';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { Section } from '../../parts/Page.tsx';
import { useQueryPage } from '../../useQueryPage.ts';

const w = businessAgreementWords.ofBuyer;
const none = <span className="missing">s/d</span>;

/** What was agreed in a cycle, in words: how much, at what price; s/d where none of the two was said. */
const terms = (g: BuyerAgreementRow) => {
  const amount =
    g.quantityPerCycle === null
      ? null
      : `${writtenQuantity(g.quantityPerCycle)} ${g.unitName ? unitWord(g.unitName, g.quantityPerCycle) : ''}`;
  const price = g.price === null ? null : writtenPrice(g.price);
  return amount === null && price === null ? none : [amount, price].filter(Boolean).join(' · ');
};

const columns: readonly Column<BuyerAgreementRow>[] = [
  { id: 'product', title: w.product, sort: 'product', main: true, cell: (g) => g.productName },
  {
    id: 'alliance',
    title: w.alliance,
    sort: 'alliance',
    wide: true,
    cell: (g) => (
      <>
        <Link to={`/alianzas/${g.allianceId}` as never}>{g.allianceName}</Link>
        <span className="cell-sub mono">{g.allianceCode}</span>
      </>
    ),
  },
  {
    id: 'terms',
    title: w.terms,
    sort: 'endsOn',
    wide: true,
    cell: (g) => (
      <>
        {terms(g)}
        <span className="cell-sub">{upperFirst(writtenSpan(g.startsOn, g.endsOn))}</span>
      </>
    ),
  },
  {
    id: 'sold',
    title: w.sold,
    sort: 'sold',
    align: 'end',
    cell: (g) => (
      <>
        {writtenWholeBs(g.soldRegistered)}
        <span className="cell-sub">{w.validated(writtenWholeBs(g.soldValidated))}</span>
      </>
    ),
  },
];

function Agreements({ buyerId }: { buyerId: string }) {
  const page = useQueryPage<BuyerAgreementRow>('buyer.agreements', { fixed: { id: buyerId }, byUnit: false });
  return (
    <Section title={w.title} count={page.view?.total}>
      <DataTable
        page={page}
        columns={columns}
        rowId={(g) => g.id}
        title={w.title}
        href={(g) => `/acuerdos/${g.id}`}
        exports
        empty={
          <Empty icon="alliance" title={w.none}>
            {w.noneHow}
          </Empty>
        }
      />
    </Section>
  );
}

/**
 * The file of a buyer: the same as of any noun, and below it what each alliance agreed with the buyer and sold to it.
 */
export default nounFileScreen('buyer', { more: (file) => <Agreements buyerId={file.id} /> });
