import { useState } from 'react';
import { buyer as buyerNoun } from '../../../../domain/alliance/buyer.ts';
import type { AllianceView, BusinessAgreementView, BuyerRow } from '../../../../domain/alliance/views.ts';
import { shownValue } from '../../../../domain/kernel/noun/show.ts';
import { problems } from '../../../../domain/kernel/problems.ts';
import { businessAgreementWords } from '../../../../domain/words/businessAgreement.ts';
import { newId } from '../../../local/ids.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import { Loading } from '../../../ui/states/States.tsx';
import { CommandForm } from '../../parts/CommandForm.tsx';
import { useSession } from '../../session.tsx';
import { useCatalogue } from '../../useCatalogue.ts';
import { buyerSpecs, termsBody, termsSpecs, termsValues } from './businessAgreementForms.ts';
import { Finder } from './Finder.tsx';
import { Step, StepBack } from './Step.tsx';

const w = businessAgreementWords.buyer;

type Buyer = Pick<BuyerRow, 'id' | 'name'>;
type Stage =
  | { readonly at: 'find'; readonly text: string }
  | { readonly at: 'register'; readonly text: string }
  | { readonly at: 'terms'; readonly buyer: Buyer };

/**
 * Asks first for the buyer, who is found among the registered ones or registered here, then for the terms. A correction
 * starts with the terms.
 */
export function BusinessDialog({
  alliance,
  agreement,
  onClose,
}: {
  alliance: AllianceView;
  agreement: BusinessAgreementView | null;
  onClose: () => void;
}) {
  const known = agreement?.buyerId
    ? { id: agreement.buyerId, name: agreement.buyerName ?? businessAgreementWords.withheld }
    : null;
  const said = alliance.businessAgreements.length === 0 ? (alliance.profile.buyerName ?? '') : '';
  const [step, setStep] = useState<Stage>(known ? { at: 'terms', buyer: known } : { at: 'find', text: said });
  const title =
    step.at === 'register'
      ? w.registerTitle
      : agreement
        ? businessAgreementWords.correctTitle
        : businessAgreementWords.recordTitle;
  return (
    <Dialog opened onClose={onClose} title={title}>
      <Step key={step.at}>
        {step.at === 'find' ? (
          <FindBuyer
            initial={step.text}
            onChoose={(buyer) => setStep({ at: 'terms', buyer })}
            onRegister={(text) => setStep({ at: 'register', text })}
          />
        ) : step.at === 'register' ? (
          <RegisterBuyer
            text={step.text}
            onDone={(buyer) => setStep({ at: 'terms', buyer })}
            onBack={() => setStep({ at: 'find', text: step.text })}
          />
        ) : (
          <Terms
            alliance={alliance}
            agreement={agreement}
            buyer={step.buyer}
            changed={step.buyer.id !== known?.id}
            onOther={() => setStep({ at: 'find', text: '' })}
            onClose={onClose}
          />
        )}
      </Step>
    </Dialog>
  );
}

function FindBuyer({
  initial,
  onChoose,
  onRegister,
}: {
  initial: string;
  onChoose: (buyer: Buyer) => void;
  onRegister: (text: string) => void;
}) {
  const { may } = useSession();
  return (
    <Finder<BuyerRow>
      query="buyer.find"
      by={[{ name: 'text', label: w.search, help: w.searchHelp }]}
      least={{ letters: 2, sentence: w.least }}
      initial={initial}
      none={w.none}
      more={w.more}
      row={(b) => (
        <li key={b.id} className="row row-apart">
          <span className="stack-s">
            <strong>{b.name}</strong>
            <span className="small muted">
              {[shownValue(buyerNoun, 'kind', b.kind), b.nitEnd ? w.nit(b.nitEnd) : null, b.closed ? w.closed : null]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </span>
          <button type="button" className="btn" aria-label={`${w.choose}: ${b.name}`} onClick={() => onChoose(b)}>
            {w.choose}
          </button>
        </li>
      )}
      after={(text) =>
        may.command('buyer.register') ? (
          <button type="button" className="btn btn-quiet self-start" onClick={() => onRegister(text)}>
            {w.register}
          </button>
        ) : null
      }
    />
  );
}

function RegisterBuyer({ text, onDone, onBack }: { text: string; onDone: (buyer: Buyer) => void; onBack: () => void }) {
  const [id] = useState(newId);
  const [name, setName] = useState(text);
  const isNit = /^\d+$/.test(text);
  return (
    <CommandForm
      kind="buyer.register"
      subjectId={id}
      baseVersion={null}
      specs={buyerSpecs}
      initial={isNit ? { nit: text } : { name: text }}
      onValues={(values) => setName(String(values.name ?? ''))}
      submitLabel={w.registerSubmit}
      before={<StepBack onBack={onBack}>{w.back}</StepBack>}
      offer={(refusal) => {
        const { id: same, name: called } = (refusal.details ?? {}) as Partial<Buyer>;
        return refusal.code === problems.buyerNitTaken.code && same && called ? (
          <button type="button" className="btn self-start" onClick={() => onDone({ id: same, name: called })}>
            {w.use(called)}
          </button>
        ) : null;
      }}
      onDone={() => onDone({ id, name: name.trim() })}
    />
  );
}

function Terms({
  alliance,
  agreement,
  buyer,
  changed,
  onOther,
  onClose,
}: {
  alliance: AllianceView;
  agreement: BusinessAgreementView | null;
  buyer: Buyer;
  changed: boolean;
  onOther: () => void;
  onClose: () => void;
}) {
  const catalogue = useCatalogue();
  const [fresh] = useState(newId);
  // The form keeps the values with which it opened, even if newer data arrive meanwhile.
  const [start] = useState(() => ({
    values: termsValues(agreement, alliance.profile.productCode),
    version: agreement?.version ?? null,
  }));
  if (!catalogue) return <Loading lines={6} />;
  const kind = agreement ? 'businessAgreement.correct' : 'businessAgreement.record';
  return (
    <CommandForm
      kind={kind}
      subjectId={agreement?.id ?? fresh}
      baseVersion={start.version}
      draftKey={`${kind}.${agreement?.id ?? alliance.id}.${buyer.id}`}
      specs={(values) => termsSpecs(catalogue, values)}
      initial={start.values}
      toBody={(values) =>
        agreement
          ? { ...termsBody(start.values, values), ...(changed ? { buyerId: buyer.id } : {}) }
          : { allianceId: alliance.id, buyerId: buyer.id, ...termsBody({}, values) }
      }
      before={
        <div className="row row-apart">
          <span>
            {w.chosen}: <strong>{buyer.name}</strong>
          </span>
          <button type="button" className="link" onClick={onOther}>
            {w.other}
          </button>
        </div>
      }
      offer={(refusal, answer) =>
        refusal.code === problems.agreementTwice.code ? (
          <div className="row">
            <a
              className="btn"
              href={`/oficina/acuerdos/${String(refusal.details?.id)}`}
              target="_blank"
              rel="noreferrer"
            >
              {businessAgreementWords.twice.open}
            </a>
            <button type="button" className="btn" onClick={() => answer({ besides: true })}>
              {businessAgreementWords.twice.besides}
            </button>
          </div>
        ) : null
      }
      onCancel={onClose}
      onDone={onClose}
    />
  );
}
