import { agreementAnnulled } from '../../../domain/alliance/agreementTerms.ts';
import { actionOf } from '../../../domain/field/actions.ts';
import { sale } from '../../../domain/field/sale.ts';
import { visit } from '../../../domain/field/visit.ts';
import { writtenDay } from '../../../domain/kernel/dates.ts';
import { type RecordField, tellValue } from '../../../domain/kernel/noun/record.ts';
import { shownOf, toldFields } from '../../../domain/kernel/noun/versions.ts';
import { upperFirst } from '../../../domain/kernel/text.ts';
import { fieldAppWords as w } from '../../../domain/words/fieldApp.ts';
import { observedWords } from '../../../domain/words/outbox.ts';
import { mayBeTakenBack, type RecordView } from '../../local/index.ts';
import { usePhone, usePhoneState, usePhoto } from '../../local/react.ts';
import { Icon } from '../../ui/icons.tsx';
import { Empty, Note } from '../../ui/states/States.tsx';
import { ActLink, useOffers } from '../parts/ActLink.tsx';
import { Frame } from '../parts/Frame.tsx';
import { ItemState, LevelTag } from '../parts/Standing.tsx';
import { pathOf } from '../route.ts';

const declared = { visit, sale };
/** The title says whether a visit was made, and when: the rest is listed. */
const TITLED = ['done', 'startedAt', 'endedAt'];

/** A whole visit or sale: its present content, its state, and how to correct it. */
export function RecordScreen({ allianceId, id }: { allianceId: string; id: string }) {
  const phone = usePhone();
  const { alliances } = usePhoneState();
  const offered = useOffers(allianceId);
  const view = alliances.find((v) => v.alliance.id === allianceId);
  const made = view?.visits.find((v) => v.id === id);
  const sold = view?.sales.find((v) => v.id === id);
  const found = made ?? sold;
  if (!view || !found) {
    return (
      <Frame title={w.notFound} back={pathOf('alianza', allianceId)} nav="home">
        <Empty title={w.notFound} />
      </Frame>
    );
  }
  const { record, item } = found as RecordView<(typeof found)['record']>;
  const data: Record<string, unknown> = { ...record };
  const of = declared[made ? 'visit' : 'sale'];
  const known = toldFields(of);
  let buyer: string | null = null;
  if (sold) {
    buyer =
      sold.record.buyerName ??
      sold.record.buyerOther ??
      view.agreements.find((a) => a.buyerId === sold.record.buyerId)?.buyerName ??
      null;
    data.productCode = phone.person?.pack.one('product', sold.record.productCode)?.name ?? sold.record.productCode;
    data.unitCode = phone.person?.pack.one('unit', sold.record.unitCode)?.name ?? sold.record.unitCode;
  }
  const conflict = view.conflicts.find((c) => c.recordId === id);
  // What is not in the office yet is written again, and so is a correction of a correction.
  const action =
    item && mayBeTakenBack(item) ? (actionOf(item.kind) ?? 'visit') : made ? 'visitCorrection' : 'saleCorrection';
  const what = item && mayBeTakenBack(item) ? `e-${item.id}` : `c-${id}`;
  return (
    <Frame
      title={made ? (made.record.done ? w.visit.done : w.visit.notDone) : w.sale.title}
      back={pathOf('alianza', allianceId)}
      nav="home"
      foot={
        offered(action) ? (
          <ActLink action={action} allianceId={allianceId} what={what} className="btn btn-main f-big f-wide">
            <Icon name="file" /> {w.record.correct}
          </ActLink>
        ) : null
      }
    >
      <p className="f-strong">
        {view.alliance.name} · <span className="num">{writtenDay(record.occurredOn)}</span>
      </p>
      <p>{item ? <ItemState state={item.state} /> : <LevelTag level={record.level} />}</p>
      {conflict ? (
        <ActLink action="choice" allianceId={allianceId} what={conflict.id} className="card f-row-link">
          <span className="f-strong">{w.record.twoValues}</span>
          <Icon name="right" />
        </ActLink>
      ) : null}
      {record.observedReason && record.level === 0 ? (
        <Note tone="warn">{`${w.record.observed}: ${observedWords(record.observedReason)}`}</Note>
      ) : null}
      {sold && agreementAnnulled(view.agreements, sold.record) ? (
        <Note tone="warn">{w.alliance.saleAnnulled}</Note>
      ) : null}
      {record.flags.length > 0 ? <p className="small">{`${w.record.flags}: ${record.flags.join(', ')}`}</p> : null}
      {record.authorName ? <p className="small muted">{w.record.by(record.authorName)}</p> : null}
      <dl className="f-facts">
        {shownOf(of)
          .filter((field) => !TITLED.includes(field))
          .map((field) => {
            const text =
              field === 'presentMembers'
                ? members(record as { presentMembers?: readonly string[] }, view.members)
                : field === 'buyerId'
                  ? buyer
                  : tellValue(known[field] as RecordField, data[field]);
            const label = known[field]?.label ?? field;
            return text === null ? null : (
              <div key={field}>
                <dt>{upperFirst(label)}</dt>
                <dd>{text}</dd>
              </div>
            );
          })}
      </dl>
      {record.photos.length > 0 ? (
        <div className="photos">
          {record.photos.map((hash, i) => (
            <Photo key={hash} hash={hash} n={i + 1} />
          ))}
        </div>
      ) : null}
    </Frame>
  );
}

function members(
  record: { presentMembers?: readonly string[] },
  known: readonly { readonly id: string; readonly name: string | null }[],
): string | null {
  const names = (record.presentMembers ?? []).map((id) => known.find((m) => m.id === id)?.name ?? w.none);
  return names.length > 0 ? names.join(', ') : null;
}

function Photo({ hash, n }: { hash: string; n: number }) {
  const url = usePhoto(hash);
  return <figure className="photo">{url ? <img src={url} alt={`Foto ${n}`} loading="lazy" /> : null}</figure>;
}
