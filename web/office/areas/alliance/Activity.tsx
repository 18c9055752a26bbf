import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { AllianceView, SaleSummary, VisitSummary } from '../../../../domain/alliance/views.ts';
import { visit } from '../../../../domain/field/visit.ts';
import { writtenBs, writtenPrice, writtenQuantity } from '../../../../domain/kernel/money.ts';
import { tellValue } from '../../../../domain/kernel/noun/record.ts';
import { allianceWords } from '../../../../domain/words/alliance.ts';
import { businessAgreementWords } from '../../../../domain/words/businessAgreement.ts';
import { fileUrl } from '../../api.ts';
import { Badge, LevelBadge } from '../../parts/Badge.tsx';
import { Section } from '../../parts/Page.tsx';
import { dayOr } from '../../parts/written.ts';
import { useSession } from '../../session.tsx';

const w = allianceWords.file;
const { topics, notDoneReason } = visit.fields;

/** Visits and sales, newest first. */
export function Activity({ alliance: a }: { alliance: AllianceView }) {
  return (
    <>
      <Section title={w.visits} count={a.visitsTotal}>
        {a.visits.length === 0 ? (
          <p className="muted">{w.visitsNone}</p>
        ) : (
          <ul className="records">
            {a.visits.map((v) => (
              <Visit key={v.id} visit={v} />
            ))}
          </ul>
        )}
        {a.visits.length < a.visitsTotal ? (
          <p className="small muted">{w.more(a.visits.length, a.visitsTotal)}</p>
        ) : null}
      </Section>
      <Section title={w.sales} count={a.salesTotal}>
        {a.sales.length === 0 ? (
          <p className="muted">{w.salesNone}</p>
        ) : (
          <ul className="records">
            {a.sales.map((s) => (
              <Sale key={s.id} sale={s} />
            ))}
          </ul>
        )}
        {a.sales.length < a.salesTotal ? <p className="small muted">{w.more(a.sales.length, a.salesTotal)}</p> : null}
      </Section>
    </>
  );
}

/** The words that identify a record, as a link for people who may open it. */
function Named({ path, query, children }: { path: string; query: string; children: ReactNode }) {
  const { may } = useSession();
  return <strong className="num">{may.query(query) ? <Link to={path as never}>{children}</Link> : children}</strong>;
}

function Photos({ hashes, what }: { hashes: readonly string[]; what: string }) {
  if (hashes.length === 0) return null;
  return (
    <div className="thumbs">
      {hashes.map((hash, i) => (
        <a key={hash} href={fileUrl(hash)} target="_blank" rel="noreferrer">
          <img src={fileUrl(hash)} alt={`${what}, foto ${i + 1}`} loading="lazy" width={72} height={72} />
        </a>
      ))}
    </div>
  );
}

function Marks({ flags, observed }: { flags: readonly string[]; observed: string | null }) {
  return (
    <>
      {flags.map((flag) => (
        <Badge key={flag} tone="warn">
          {flag}
        </Badge>
      ))}
      {observed ? (
        <Badge tone="warn" title={observed}>
          {w.observed}
        </Badge>
      ) : null}
    </>
  );
}

function Visit({ visit: v }: { visit: VisitSummary }) {
  return (
    <li className="record">
      <div className="row row-apart">
        <Named path={`/visitas/${v.id}`} query="visit.get">
          {dayOr(v.occurredOn)}
        </Named>
        <LevelBadge level={v.level} />
      </div>
      <p>
        {v.done ? tellValue(topics, v.topics) : `${w.notDone}: ${tellValue(notDoneReason, v.notDoneReason) ?? ''}`}{' '}
        <Marks flags={v.flags} observed={v.observedReason} />
      </p>
      <p className="small muted">
        {v.authorName}
        {v.presentWomen !== null && v.presentMen !== null ? ` · ${w.ofWhich(v.presentWomen, v.presentMen)}` : ''}
      </p>
      <Photos hashes={v.photos} what={`Visita del ${dayOr(v.occurredOn)}`} />
    </li>
  );
}

function Sale({ sale: s }: { sale: SaleSummary }) {
  return (
    <li className="record">
      <div className="row row-apart">
        <Named path={`/ventas/${s.id}`} query="sale.get">
          {dayOr(s.occurredOn)} · {writtenBs(s.total)}
        </Named>
        <LevelBadge level={s.level} />
      </div>
      <p className="num">
        {writtenQuantity(s.quantity)} {s.unitCode} de {s.productName} a {writtenPrice(s.price)}{' '}
        <Marks flags={s.flags} observed={s.observedReason} />{' '}
        {s.agreementAnnulled ? (
          <Badge tone="warn" title={businessAgreementWords.saleAnnulledWhy}>
            {businessAgreementWords.saleAnnulled}
          </Badge>
        ) : null}
      </p>
      <p className="small muted">
        {s.buyerName} · {s.authorName}
      </p>
      <Photos hashes={s.photos} what={`Venta del ${dayOr(s.occurredOn)}`} />
    </li>
  );
}
