import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { AllianceView, BusinessAgreementView } from '../../../../domain/alliance/views.ts';
import { writtenSpan } from '../../../../domain/kernel/dates.ts';
import { writtenPrice, writtenQuantity } from '../../../../domain/kernel/money.ts';
import { upperFirst } from '../../../../domain/kernel/text.ts';
import { businessAgreementWords as w } from '../../../../domain/words/businessAgreement.ts';
import { unitWord } from '../../../../domain/words/units.ts';
import { Note } from '../../../ui/states/States.tsx';
import { Badge, LevelBadge } from '../../parts/Badge.tsx';
import { Section } from '../../parts/Page.tsx';
import { useSession } from '../../session.tsx';
import { BusinessDialog } from './BusinessAgreementDialog.tsx';

/** What the alliance agreed with its buyers: the basis of its sales to them (A4, N5). */
export function BusinessAgreements({ alliance }: { alliance: AllianceView }) {
  const { may } = useSession();
  const [open, setOpen] = useState<{ agreement: BusinessAgreementView | null } | null>(null);
  const mayFind = may.query('buyer.find') && may.query('catalogue');
  const list = alliance.businessAgreements.filter((g) => !g.annulled);
  const annulled = alliance.businessAgreements.filter((g) => g.annulled);
  // An annulled agreement can be corrected when its annulment was returned (level 0): that restores the agreement.
  const correct = (agreement: BusinessAgreementView) =>
    mayFind && may.command('businessAgreement.correct') && (!agreement.annulled || agreement.level === 0)
      ? () => setOpen({ agreement })
      : null;
  return (
    <Section
      title={w.title}
      count={list.length}
      actions={
        mayFind && may.command('businessAgreement.record') ? (
          <button type="button" className="btn" onClick={() => setOpen({ agreement: null })}>
            {w.record}
          </button>
        ) : null
      }
    >
      {list.length === 0 ? (
        <div className="stack-s">
          <p>{w.none}</p>
          <p className="muted">{w.noneWhy}</p>
        </div>
      ) : (
        <ul className="records">
          {list.map((agreement) => (
            <Agreement key={agreement.id} agreement={agreement} correct={correct(agreement)} />
          ))}
        </ul>
      )}
      {annulled.length > 0 ? (
        <details>
          <summary>{w.annulledList(annulled.length)}</summary>
          <ul className="records">
            {annulled.map((agreement) => (
              <Agreement key={agreement.id} agreement={agreement} correct={correct(agreement)} />
            ))}
          </ul>
        </details>
      ) : null}
      {open ? <BusinessDialog alliance={alliance} agreement={open.agreement} onClose={() => setOpen(null)} /> : null}
    </Section>
  );
}

function Agreement({ agreement: g, correct }: { agreement: BusinessAgreementView; correct: (() => void) | null }) {
  const { me, may } = useSession();
  const unitOf = (quantity: number) => (g.unitName ? unitWord(g.unitName, quantity) : w.unit);
  return (
    <li className="record">
      <div className="row row-apart">
        <strong>{g.buyerName ?? w.withheld}</strong>
        <span className="row">
          {g.annulled ? (
            <Badge tone="bad">{w.annulled}</Badge>
          ) : g.endsOn && g.endsOn < me.system.today ? (
            <Badge>{w.ended}</Badge>
          ) : null}
          <LevelBadge level={g.level} />
        </span>
      </div>
      <p className="num">
        {g.quantityPerCycle === null
          ? w.noAmount(g.productName)
          : w.amount(writtenQuantity(g.quantityPerCycle), unitOf(g.quantityPerCycle), g.productName.toLowerCase())}
        {g.price === null ? `, ${w.noPrice}` : ` ${w.price(writtenPrice(g.price), g.unitName ?? w.unit)}`}
      </p>
      <p className="small muted num">{upperFirst(writtenSpan(g.startsOn, g.endsOn))}</p>
      <p className="small muted num">
        {g.baselineQuantity === null
          ? w.noBaseline
          : w.baseline(writtenQuantity(g.baselineQuantity), unitOf(g.baselineQuantity))}
      </p>
      {g.annulledReason ? <Note tone="warn">{w.annulledWhy(g.annulledReason)}</Note> : null}
      {g.observedReason ? (
        <Note tone="warn">
          {w.observed}: {g.observedReason}
        </Note>
      ) : null}
      <span className="row">
        {correct ? (
          <button
            type="button"
            className="btn"
            onClick={correct}
            aria-label={`${w.correct}: ${g.buyerName ?? g.productName}`}
          >
            {w.correct}
          </button>
        ) : null}
        {may.query('businessAgreement.get') ? (
          <Link to={`/acuerdos/${g.id}` as never} aria-label={`${w.open}: ${g.buyerName ?? g.productName}`}>
            {w.open}
          </Link>
        ) : null}
      </span>
    </li>
  );
}
