import { type ReactNode, useState } from 'react';
import { agreementAnnulled } from '../../../domain/alliance/agreementTerms.ts';
import { states } from '../../../domain/alliance/states.ts';
import { writtenDay } from '../../../domain/kernel/dates.ts';
import { writtenPrice, writtenQuantity } from '../../../domain/kernel/money.ts';
import type { PackBusinessAgreement, PackSale, PackVisit } from '../../../domain/sync/packRows.ts';
import { captureWords } from '../../../domain/words/capture.ts';
import { fieldAppWords as w } from '../../../domain/words/fieldApp.ts';
import { unitWord } from '../../../domain/words/units.ts';
import type { RecordView } from '../../local/index.ts';
import { usePhone, usePhoneState } from '../../local/react.ts';
import { Icon } from '../../ui/icons.tsx';
import { Empty, Note } from '../../ui/states/States.tsx';
import { ActLink, useOffers } from '../parts/ActLink.tsx';
import { CaptureLinks } from '../parts/CaptureLinks.tsx';
import { Drafts } from '../parts/Drafts.tsx';
import { DueList } from '../parts/DueList.tsx';
import { Frame, Link } from '../parts/Frame.tsx';
import { NounActs } from '../parts/NounCards.tsx';
import { NounSections } from '../parts/NounSections.tsx';
import { Annulled, ItemState, LevelTag } from '../parts/Standing.tsx';
import { pathOf } from '../route.ts';

/** A longer name is cut in the heading, which has two lines at most. */
const LONG_NAME = 45;

/** One alliance: what is due, what was done, who is in it. */
export function AllianceScreen({ id }: { id: string }) {
  const { alliances, drafts } = usePhoneState();
  const offered = useOffers(id);
  const captures = offered('visit') || offered('sale');
  const view = alliances.find((v) => v.alliance.id === id);
  if (!view) {
    return (
      <Frame title={w.notFound} back={pathOf()} nav="home">
        <Empty title={w.alliance.lost}>{w.alliance.lostHow}</Empty>
      </Frame>
    );
  }
  const { alliance, due, visits, sales, members, agreements, conflicts, assignment } = view;
  const begun = drafts.filter((d) => d.subjectId === id);
  return (
    <Frame title={alliance.name} back={pathOf()} nav="home" foot={captures ? <CaptureLinks allianceId={id} /> : null}>
      <div className="stack-s">
        {alliance.name.length > LONG_NAME ? <p className="f-strong">{alliance.name}</p> : null}
        <p className="muted">
          {[
            alliance.organisationName === alliance.name ? null : alliance.organisationName,
            alliance.communityName,
            alliance.municipalityName,
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
        <p className="row f-tags">
          <span className="f-tag">{states[alliance.state].name}</span>
          <span className="f-tag mono">{alliance.code}</span>
        </p>
        {assignment ? <p className="small muted">{w.alliance.since(writtenDay(assignment.validFrom))}</p> : null}
      </div>
      {alliance.suspendedOn ? <Note tone="warn">{w.alliance.suspended(writtenDay(alliance.suspendedOn))}</Note> : null}
      {begun.length > 0 ? <Drafts drafts={begun} alliance /> : null}
      <Section title={w.alliance.due}>
        <DueList due={due} allianceId={id} />
      </Section>
      {conflicts.length > 0 && offered('choice') ? (
        <Section title={w.alliance.conflicts}>
          {conflicts.map((c) => (
            <ActLink key={c.id} action="choice" allianceId={id} what={c.id} className="card f-row-link">
              <span>
                {c.noun === 'visit' ? w.visit.title : w.sale.title}
                <span className="small muted f-block">{w.conflict.choose}</span>
              </span>
              <Icon name="right" />
            </ActLink>
          ))}
        </Section>
      ) : null}
      <NounSections allianceId={id} />
      <Section title={w.alliance.visits} none={visits.length === 0 ? w.alliance.noVisits : null}>
        <Newest items={visits} row={(v) => <VisitRow key={v.id} view={v} allianceId={id} />} />
      </Section>
      <Section title={w.alliance.sales} none={sales.length === 0 ? w.alliance.noSales : null}>
        <Newest items={sales} row={(v) => <SaleRow key={v.id} view={v} allianceId={id} />} />
      </Section>
      <Section title={w.alliance.buyers} none={agreements.length === 0 ? w.alliance.noBuyers : null}>
        <ul className="f-plain">
          {agreements.map((a) => (
            <Agreement key={a.id} agreement={a} />
          ))}
        </ul>
      </Section>
      <Section
        title={`${w.alliance.members} (${members.length})`}
        none={members.length === 0 ? w.alliance.noMembers : null}
      >
        <ul className="f-plain">
          {members.map((m) => (
            <li key={m.id}>{m.name ?? w.none}</li>
          ))}
        </ul>
      </Section>
      <ActLink action="community" allianceId={id} className="btn f-wide">
        <Icon name="pin" /> {w.community.add}
      </ActLink>
      <NounActs allianceId={id} />
    </Frame>
  );
}

/** As many records as a thumb scrolls past without losing the rest of the page. */
const SHOWN = 5;

/** The newest records; the rest with one tap. */
function Newest<T>({ items, row }: { items: readonly T[]; row: (item: T) => ReactNode }) {
  const [all, setAll] = useState(false);
  return (
    <>
      {(all ? items : items.slice(0, SHOWN)).map(row)}
      {!all && items.length > SHOWN ? (
        <button type="button" className="btn f-wide" onClick={() => setAll(true)}>
          {w.alliance.all(items.length)}
        </button>
      ) : null}
    </>
  );
}

function Section({ title, none, children }: { title: string; none?: string | null; children: ReactNode }) {
  return (
    <section className="stack-s" aria-label={title}>
      <h2 className="f-section">{title}</h2>
      {none ? <p className="muted">{none}</p> : children}
    </section>
  );
}

function Agreement({ agreement: a }: { agreement: PackBusinessAgreement }) {
  const phone = usePhone();
  const name = phone.person?.pack.one('product', a.productCode)?.name ?? a.productCode;
  return (
    <li>
      {a.buyerName ?? w.alliance.withheld}{' '}
      <span className="muted">
        · {name}
        {a.price !== null && a.unitCode ? ` · ${writtenPrice(a.price)} por ${a.unitCode}` : ''}
      </span>
      {a.annulled ? <Annulled /> : null}
    </li>
  );
}

function VisitRow({ view, allianceId }: { view: RecordView<PackVisit>; allianceId: string }) {
  const { record, item } = view;
  return (
    <Link to={pathOf('registro', allianceId, view.id)} className="card f-row-link">
      <span>
        <span className="f-strong num">{writtenDay(record.occurredOn)}</span>{' '}
        {record.done ? '' : `· ${w.visit.notDone}`}
        <span className="small muted f-block">
          {record.done
            ? record.topics.map((t) => captureWords.topics[t as keyof typeof captureWords.topics] ?? t).join(', ')
            : (captureWords.notDone[record.notDoneReason as keyof typeof captureWords.notDone] ?? '')}
        </span>
        {item ? <ItemState state={item.state} /> : <LevelTag level={record.level} />}
      </span>
      <Icon name="right" />
    </Link>
  );
}

function SaleRow({ view, allianceId }: { view: RecordView<PackSale>; allianceId: string }) {
  const phone = usePhone();
  const { record, item } = view;
  const agreements = phone.person?.pack.of('agreement', allianceId) ?? [];
  const product = phone.person?.pack.one('product', record.productCode)?.name ?? record.productCode;
  const unit = phone.person?.pack.one('unit', record.unitCode)?.name ?? record.unitCode;
  return (
    <Link to={pathOf('registro', allianceId, view.id)} className="card f-row-link">
      <span>
        <span className="f-strong num">{writtenDay(record.occurredOn)}</span>
        <span className="num">
          {' '}
          · {writtenQuantity(record.quantity)} {unitWord(unit, record.quantity)} de {product}
        </span>
        <span className="small muted f-block">
          {record.buyerName ??
            record.buyerOther ??
            agreements.find((a) => a.buyerId === record.buyerId)?.buyerName ??
            ''}
        </span>
        {agreementAnnulled(agreements, record) ? <Annulled /> : null}
        {item ? <ItemState state={item.state} /> : <LevelTag level={record.level} />}
      </span>
      <Icon name="right" />
    </Link>
  );
}
