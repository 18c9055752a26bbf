import type { RecordView } from '../../../../domain/field/views.ts';
import { levels } from '../../../../domain/kernel/versions.ts';
import { businessAgreementWords as w } from '../../../../domain/words/businessAgreement.ts';
import { RecordPage } from '../monitoring/RecordPage.tsx';
import { Act } from './Act.tsx';

/** One business agreement: its terms, its earlier versions, who wrote them, and the act that annuls it. */
export default function AgreementScreen() {
  return <RecordPage noun="commercial_agreement" actions={(record) => <Annul record={record} />} />;
}

function Annul({ record: r }: { record: RecordView }) {
  const now = r.versions.find((v) => v.standing === 'current');
  if (!now || (now.annulled && now.level !== levels.observed)) return null;
  return (
    <Act
      kind="businessAgreement.annul"
      title={w.annul}
      subjectId={r.recordId}
      baseVersion={now.version}
      form={() => ({
        specs: [
          { kind: 'text', name: 'reason', label: w.annulReason, required: true, multiline: true, maxLength: 1000 },
        ],
        lead: `${w.annulSales(r.sales)} ${w.annulWhen}`,
        danger: true,
        submitLabel: w.annulSubmit,
      })}
    />
  );
}
