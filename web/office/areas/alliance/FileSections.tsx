import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { agreement } from '../../../../domain/alliance/agreement.ts';
import { isAllianceState, states } from '../../../../domain/alliance/states.ts';
import type { AllianceView, DocumentView } from '../../../../domain/alliance/views.ts';
import { writtenBs, writtenNumber } from '../../../../domain/kernel/money.ts';
import { tellValue } from '../../../../domain/kernel/noun/record.ts';
import { headingOf, shownValue } from '../../../../domain/kernel/noun/show.ts';
import { shownOf } from '../../../../domain/kernel/noun/versions.ts';
import { organisation } from '../../../../domain/organisation/organisation.ts';
import { asksRural } from '../../../../domain/territory/coverage.ts';
import { allianceWords, modelWords } from '../../../../domain/words/alliance.ts';
import { Note } from '../../../ui/states/States.tsx';
import { fileUrl } from '../../api.ts';
import { LevelBadge } from '../../parts/Badge.tsx';
import { Section } from '../../parts/Page.tsx';
import { dayOr } from '../../parts/written.ts';
import { useSession } from '../../session.tsx';
import { useCatalogue } from '../../useCatalogue.ts';
import { Act } from './Act.tsx';
import { agreementForm } from './allianceForms.ts';
import { CompleteAct } from './CompleteAct.tsx';

const { legalForm } = organisation.fields;

const w = allianceWords.file;
const f = allianceWords.fields;

/** Pairs of label and value; an unknown value is shown as s/d and never left blank. */
export function Facts({ items }: { items: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className="facts">
      {items.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            {value === null || value === undefined || value === '' ? <span className="missing">s/d</span> : value}
          </dd>
        </div>
      ))}
    </dl>
  );
}

const money = (centavos: number | null): string | null => (centavos === null ? null : writtenBs(centavos));
const count = (n: number | null): string | null => (n === null ? null : writtenNumber(n));

export function Known({ alliance }: { alliance: AllianceView }) {
  const { profile: p, agreement: g } = alliance;
  const catalogue = useCatalogue();
  return (
    <Section
      title={w.profile}
      actions={
        <span className="row">
          <LevelBadge level={p.level} />
          {catalogue ? <CompleteAct alliance={alliance} catalogue={catalogue} /> : null}
        </span>
      }
    >
      <Facts
        items={[
          [f.model, p.model === null ? null : modelWords[p.model]],
          [f.product, p.productName],
          [
            f.municipality,
            p.municipalityName ? `${p.municipalityName}${p.departmentName ? `, ${p.departmentName}` : ''}` : null,
          ],
          [f.community, p.communityName],
          ...(asksRural(p.municipalityCode) || p.ruralConfirmed !== null
            ? [[f.rural, p.ruralConfirmed === null ? null : p.ruralConfirmed ? f.ruralYes : f.ruralNo] as const]
            : []),
          [f.families, count(p.families)],
          [f.women, count(p.women)],
          [f.amountPar, money(p.amountPar)],
          [f.amountCounterpart, money(p.amountCounterpart)],
          [f.buyer, p.buyerName],
        ]}
      />
      <div className="row row-apart">
        <h3>{w.agreement}</h3>
        {g ? (
          <Act
            kind="agreement.correct"
            title={allianceWords.forms.correct}
            subjectId={g.id}
            baseVersion={g.version}
            form={() => agreementForm(alliance)}
          />
        ) : (
          <Act
            kind="agreement.record"
            title={allianceWords.forms.recordAgreement}
            subjectId={null}
            baseVersion={null}
            form={() => agreementForm(alliance)}
          />
        )}
      </div>
      {g ? (
        <Facts
          items={shownOf(agreement).map((name) => [
            headingOf(agreement, name),
            shownValue(agreement, name, g[name as keyof typeof g]),
          ])}
        />
      ) : (
        <p className="muted">{w.agreementNone}</p>
      )}
    </Section>
  );
}

export function Gaps({ alliance }: { alliance: AllianceView }) {
  const catalogue = useCatalogue();
  return (
    <Section
      title={w.gaps}
      count={alliance.gaps.length}
      actions={
        alliance.gaps.length > 0 && catalogue ? (
          <CompleteAct alliance={alliance} catalogue={catalogue} look="btn-main" />
        ) : null
      }
    >
      {alliance.gaps.length === 0 ? (
        <Note tone="good">{w.gapsNone}</Note>
      ) : (
        <>
          <p className="small muted">{w.gapsLead}</p>
          <ul className="gaps">
            {alliance.gaps.map((gap) => (
              <li key={gap.field}>
                <span className="gap-name">{gap.label}</span>
                {gap.blocks ? <span className="small muted">{w.blocks(gap.blocks)}</span> : null}
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  );
}

/**
 * The stages that the alliance passed. Earlier stages known only from its adoption, without a day, are folded into one
 * line.
 */
export function Stages({ alliance }: { alliance: AllianceView }) {
  const { stages } = alliance;
  const from = stages.findIndex((s, i) => s.reachedOn !== null || s.note !== null || i === stages.length - 1);
  const adopted = from > 2 ? stages.slice(0, from) : [];
  const told = stages.slice(adopted.length);
  return (
    <Section title={w.stages}>
      {adopted.length > 0 ? (
        <details>
          <summary>{w.earlierStages(adopted.length)}</summary>
          <ol className="stages">
            {adopted.map((s) => (
              <Stage key={s.state} stage={s} />
            ))}
          </ol>
        </details>
      ) : null}
      <ol className="stages">
        {told.map((s, i) => (
          <Stage key={`${s.state}-${s.reachedOn ?? i}`} stage={s} last={i === told.length - 1} />
        ))}
      </ol>
    </Section>
  );
}

function Stage({ stage: s, last = false }: { stage: AllianceView['stages'][number]; last?: boolean }) {
  return (
    <li aria-current={last ? 'step' : undefined} data-undated={s.reachedOn ? undefined : ''}>
      <span>{isAllianceState(s.state) ? states[s.state].name : s.state}</span>
      <span className="small muted num">
        {s.reachedOn ? dayOr(s.reachedOn) : w.noDate}
        {s.how === 'corrección' ? ` · ${s.how}` : ''}
      </span>
      {s.note ? <span className="small">{s.note}</span> : null}
    </li>
  );
}

export function Organisation({ alliance }: { alliance: AllianceView }) {
  const { may } = useSession();
  const path = `/alianzas/${alliance.id}/socios`;
  const members = may.query('member.list') ? (
    <Link to={path as never}>{w.seeMembers(count(alliance.organisation.members) ?? '0')}</Link>
  ) : (
    count(alliance.organisation.members)
  );
  const o = alliance.organisation;
  return (
    <Section
      title={w.organisation}
      actions={
        may.query('organisation.get') ? (
          <Link className="btn" to={`${organisation.path}/${o.id}` as never}>
            {w.openOrganisation}
          </Link>
        ) : null
      }
    >
      <h3>{o.acronym ? `${o.name} (${o.acronym})` : o.name}</h3>
      <Facts
        items={[
          [f.legalForm, tellValue(legalForm, o.legalForm)],
          [f.legalStatus, o.legalStatusNumber],
          [f.municipality, o.municipalityName],
          [f.members, members],
        ]}
      />
      {o.otherSpellings.length > 0 ? (
        <p className="small muted">
          {w.spellings}: {o.otherSpellings.join(' · ')}
        </p>
      ) : null}
    </Section>
  );
}

export function Documents({ documents, source }: { documents: readonly DocumentView[]; source: DocumentView | null }) {
  const all = source && !documents.some((d) => d.id === source.id) ? [source, ...documents] : documents;
  return (
    <Section title={w.documents} count={all.length}>
      {all.length === 0 ? (
        <p className="muted">{w.documentsNone}</p>
      ) : (
        <ul className="plain-list">
          {all.map((d) => (
            <li key={d.id}>
              {d.fileHash ? (
                <a href={fileUrl(d.fileHash)} target="_blank" rel="noreferrer">
                  {d.title}
                </a>
              ) : (
                <strong>{d.title}</strong>
              )}
              <span className="small muted">
                {[d.id === source?.id ? w.origin : null, d.reference, d.issuedOn ? dayOr(d.issuedOn) : null]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
