import { useState } from 'react';
import { saidBySale } from '../../../domain/field/capture.ts';
import { correctSale, registerSale, sale } from '../../../domain/field/sale.ts';
import { type SaleChoices, saleBody, saleQuestions, saleTotal, saleValues } from '../../../domain/field/saleForm.ts';
import type { FormValues, QuantityValue } from '../../../domain/kernel/form.ts';
import { inBaseUnit, writtenBs, writtenQuantity } from '../../../domain/kernel/money.ts';
import { answerOf } from '../../../domain/kernel/noun/body.ts';
import { fieldAppWords as w } from '../../../domain/words/fieldApp.ts';
import { unitWord } from '../../../domain/words/units.ts';
import type { AllianceView, Phone } from '../../local/index.ts';
import { usePhone, usePhoneState } from '../../local/react.ts';
import { Note } from '../../ui/states/States.tsx';
import { useOffers } from '../parts/ActLink.tsx';
import { CaptureForm } from '../parts/CaptureForm.tsx';
import { CaptureGate } from '../parts/CaptureGate.tsx';
import { Frame } from '../parts/Frame.tsx';
import { useCapture } from '../parts/useCapture.ts';
import { useOddities } from '../parts/useOddities.ts';
import { pathOf } from '../route.ts';

const definitions = { register: registerSale, correct: correctSale };
const fieldNames = Object.fromEntries(Object.keys(sale.fields).map((name) => [name, answerOf(sale, name)]));

/** A sale of the alliance's product, with its paper. */
export function SaleScreen({ allianceId, what }: { allianceId: string; what: string }) {
  const phone = usePhone();
  const { alliances } = usePhoneState();
  const offers = useOffers(allianceId);
  const view = alliances.find((v) => v.alliance.id === allianceId);
  if ((phone.person?.pack.of('product').length ?? 0) === 0) {
    return (
      <Frame title={w.sale.title} back={pathOf('alianza', allianceId)}>
        <Note tone="warn">{w.sale.noCatalogue}</Note>
      </Frame>
    );
  }
  const offered = (correction: boolean) => offers(correction ? 'saleCorrection' : 'sale');
  return (
    <CaptureGate
      noun="sale"
      title={w.sale.title}
      filed={allianceId}
      what={what}
      offered={offered}
      back={pathOf('alianza', allianceId)}
    >
      <SaleForm allianceId={allianceId} what={what} view={view} />
    </CaptureGate>
  );
}

function SaleForm({ allianceId, what, view }: { allianceId: string; what: string; view: AllianceView | undefined }) {
  const phone = usePhone();
  const { today } = usePhoneState();
  const [blank] = useState(() => blankSale(view, today));
  const oddities = useOddities(allianceId, what, (values) => {
    const body = saleBody(allianceId, values);
    // An incomplete answer is not questioned yet.
    if (saleTotal(values) === null || !body.productCode) return null;
    return {
      sale: body,
      said: saidBySale(
        body,
        phone.person?.pack.one('conversion', `${body.productCode}:${body.unitCode}`)?.factor ?? null,
      ),
    };
  });
  const capture = useCapture({
    noun: 'sale',
    allianceId,
    what,
    definitions,
    blank,
    toValues: saleValues,
    toBody: (said) => saleBody(allianceId, said),
    fieldNames,
    oddities,
    back: pathOf('alianza', allianceId),
  });
  const { values } = capture;
  const choices = choicesFor(phone, view, values);
  const specs = saleQuestions(values, choices, today);
  return (
    <CaptureForm
      title={capture.target.kind === 'new' ? w.sale.title : w.sale.correct}
      capture={capture}
      specs={specs}
      saveLabel={w.sale.save}
      insert={{ after: 'unitPrice', node: <Total phone={phone} values={values} /> }}
    />
  );
}

/** With one buyer or one product there is nothing to choose. */
function blankSale(view: AllianceView | undefined, today: string): FormValues {
  const standing = view?.agreements.filter((a) => !a.annulled) ?? [];
  const buyers = new Set(standing.map((a) => a.buyerId));
  const product = view?.alliance.productCode ?? standing[0]?.productCode ?? null;
  return {
    occurredOn: today,
    ...(buyers.size === 1 ? { buyer: [...buyers][0] } : {}),
    ...(product ? { productCode: product } : {}),
  };
}

function choicesFor(phone: Phone, view: AllianceView | undefined, values: FormValues): SaleChoices {
  const pack = phone.person?.pack;
  const products = pack?.of('product') ?? [];
  const own = new Set([view?.alliance.productCode, ...(view?.agreements.map((a) => a.productCode) ?? [])]);
  const ordered = [...products].sort(
    (a, b) => Number(own.has(b.id)) - Number(own.has(a.id)) || a.name.localeCompare(b.name, 'es'),
  );
  const product = String(values.productCode ?? '');
  const named = (code: string) => pack?.one('unit', code)?.name ?? code;
  const convertible = (pack?.of('conversion') ?? []).filter((c) => c.productCode === product).map((c) => c.unitCode);
  const base = products.find((p) => p.id === product)?.baseUnit;
  const codes = [...new Set([...(base ? [base] : []), ...convertible])];
  const usual = view?.agreements.find((a) => a.productCode === product)?.unitCode;
  codes.sort((a, b) => Number(b === usual) - Number(a === usual));
  // A sale under correction keeps its buyer among the choices, even if that agreement was annulled meanwhile.
  const offered = (view?.agreements ?? []).filter((a) => !a.annulled || a.buyerId === values.buyer);
  const buyers = [...new Map(offered.map((a) => [a.buyerId, a.buyerName ?? w.alliance.withheld] as const))].map(
    ([value, label]) => ({ value, label }),
  );
  return {
    buyerId: buyers,
    productCode: ordered.map((p) => ({ value: p.id, label: p.name })),
    unitCode: (codes.length > 0 ? codes : (pack?.of('unit') ?? []).map((u) => u.id)).map((code) => ({
      value: code,
      label: named(code),
    })),
  };
}

/** The total, and the quantity in the base unit of the product. */
function Total({ phone, values }: { phone: Phone; values: FormValues }) {
  const total = saleTotal(values);
  const amount = values.amount as QuantityValue | null | undefined;
  const pack = phone.person?.pack;
  const product = pack?.one('product', String(values.productCode ?? ''));
  const conversion = product && amount ? pack?.one('conversion', `${product.id}:${amount.unit}`) : null;
  const base = amount && Number.isInteger(amount.quantity) ? inBaseUnit(amount.quantity, conversion ?? null) : null;
  if (total === null) return null;
  return (
    <div className="f-total" aria-live="polite">
      <p>
        {w.sale.total}: <strong className="num">{writtenBs(total)}</strong>
      </p>
      {product && amount && amount.unit !== product.baseUnit ? (
        <p className="small muted">
          {base === null
            ? w.sale.noConversion
            : w.sale.same(
                `${writtenQuantity(base)} ${unitWord(pack?.one('unit', product.baseUnit)?.name ?? product.baseUnit, base)}`,
              )}
        </p>
      ) : null}
    </div>
  );
}
