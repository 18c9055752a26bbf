import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { RecordVersionView, ReviewStep } from '../../../../domain/field/views.ts';
import { writtenDay } from '../../../../domain/kernel/dates.ts';
import { upperFirst } from '../../../../domain/kernel/text.ts';
import type { Signal } from '../../../../domain/monitoring/checks.ts';
import type { Earlier } from '../../../../domain/monitoring/views.ts';
import { captureWords } from '../../../../domain/words/capture.ts';
import { recordWords, verificationWords as w } from '../../../../domain/words/monitoring.ts';
import { Icon } from '../../../ui/icons.tsx';
import { Badge, LevelBadge } from '../../parts/Badge.tsx';
import './record.css';
import { recordPath } from './records.ts';

/** A part of a record with its heading. */
export function Part({ title, children, tone }: { title: string; children: ReactNode; tone?: 'warn' }) {
  return (
    <section className="part" data-tone={tone} aria-label={title}>
      <h3>{title}</h3>
      {children}
    </section>
  );
}

/** The reasons to look at the record individually, with the values that were compared. */
export function Signals({ signals }: { signals: readonly Signal[] }) {
  if (signals.length === 0) return <p className="muted">{w.noSignals}</p>;
  return (
    <ul className="signals">
      {signals.map((s) => (
        <li key={s.code}>
          <Icon name="warning" size={18} />
          <div>
            <strong>{captureWords.signals[s.code]}.</strong> {s.sentence}
            {s.compared.length > 0 ? (
              <dl className="compared">
                {s.compared.map((c) => (
                  <div key={c.label}>
                    <dt>{c.label}</dt>
                    <dd className="num">{c.value}</dd>
                  </div>
                ))}
              </dl>
            ) : null}
          </div>
        </li>
      ))}
    </ul>
  );
}

/** What was registered; for a correction also the earlier values. Fields without an answer are named in one line. */
export function RecordFields({
  version,
  before,
  occurred = true,
}: {
  version: RecordVersionView;
  before: RecordVersionView | null;
  /** Whether the record has a day on which it happened, as records captured in the field do. */
  occurred?: boolean;
}) {
  const old = new Map(before?.fields.map((f) => [f.field, f.value]));
  const unsaid = version.fields.filter((f) => f.value === null && (old.get(f.field) ?? null) === null);
  const shown = version.fields.filter((f) => !unsaid.includes(f));
  return (
    <dl className="record-fields">
      {occurred ? (
        <div>
          <dt>{w.occurred}</dt>
          <dd className="num">
            {before && before.occurredOn !== version.occurredOn ? <del>{writtenDay(before.occurredOn)}</del> : null}{' '}
            {version.occurredOn ? writtenDay(version.occurredOn) : 's/d'}
          </dd>
        </div>
      ) : null}
      {shown.map((f) => {
        const was = before ? (old.get(f.field) ?? null) : f.value;
        return (
          <div key={f.field} data-changed={was === f.value ? undefined : ''}>
            <dt>{upperFirst(f.label)}</dt>
            <dd>
              {was === f.value ? null : <del>{was ?? 's/d'}</del>}{' '}
              {f.value === null ? (
                <span className="missing">s/d</span>
              ) : was === f.value ? (
                <Value field={f.field} text={f.value} />
              ) : (
                <ins>{f.value}</ins>
              )}
            </dd>
          </div>
        );
      })}
      {unsaid.length > 0 ? (
        <div>
          <dt>{w.unsaid}</dt>
          <dd className="unsaid">{unsaid.map((f) => f.label).join(', ')}</dd>
        </div>
      ) : null}
    </dl>
  );
}

/** Fields that are lists of names, and how many names are shown at first. */
const NAMES = new Set(['presentMembers']);
const NAMES_SHOWN = 5;

/** A value; for a long list of names their number, and the names on request. */
function Value({ field, text }: { field: string; text: string }) {
  const names = NAMES.has(field) ? text.split(', ') : [text];
  if (names.length <= NAMES_SHOWN) return <>{text}</>;
  return (
    <details className="names">
      <summary>{w.inAll(names.length)}</summary>
      {text}
    </details>
  );
}

/** Earlier records of the same alliance, to compare. */
export function EarlierRecords({ noun, earlier }: { noun: string; earlier: readonly Earlier[] }) {
  if (earlier.length === 0) return <p className="muted">{w.earlierNone}</p>;
  return (
    <ul className="earlier">
      {earlier.map((e) => {
        const path = recordPath(noun, e.recordId, null);
        return (
          <li key={e.recordId}>
            {path ? (
              <Link to={path as never} className="num">
                {writtenDay(e.occurredOn)}
              </Link>
            ) : (
              <span className="num">{writtenDay(e.occurredOn)}</span>
            )}
            <span className="small num">{e.values.map((v) => `${upperFirst(v.label)}: ${v.value}`).join(' · ')}</span>
          </li>
        );
      })}
    </ul>
  );
}

/** Who decided what about which version. */
export function Trail({ reviews }: { reviews: readonly ReviewStep[] }) {
  if (reviews.length === 0) return <p className="muted">{recordWords.trailNone}</p>;
  return (
    <ol className="trail">
      {reviews.map((r) => (
        <li key={r.id}>
          <Badge tone={r.action === 'observed' ? 'warn' : r.action === 'validated' ? 'good' : 'info'}>
            {captureWords.actions[r.action]}
          </Badge>
          <span>
            {r.byName} <span className="muted num">· {writtenDay(r.on)}</span>
            {r.version > 1 ? <span className="muted"> · {recordWords.version(r.version).toLowerCase()}</span> : null}
            {r.oneByOne ? null : <span className="muted"> · {recordWords.withRest}</span>}
            {r.reason ? <span className="cell-sub">{r.reason}</span> : null}
          </span>
        </li>
      ))}
    </ol>
  );
}

/** Level and standing of a version as badges. */
export function VersionBadges({ version: v }: { version: RecordVersionView }) {
  return (
    <>
      <LevelBadge level={v.level} />
      {v.standing === 'current' ? null : (
        <Badge tone={v.standing === 'proposed' ? 'special' : 'neutral'}>
          {upperFirst(recordWords.standing[v.standing] ?? v.standing)}
        </Badge>
      )}
      {v.annulled ? <Badge tone="bad">{recordWords.annulled}</Badge> : null}
      {v.flags.map((flag) => (
        <Badge key={flag} tone="warn">
          {flag}
        </Badge>
      ))}
    </>
  );
}
