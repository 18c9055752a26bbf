import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { RecordAlliance, RecordVersionView, ReviewStep } from '../../../../domain/field/views.ts';
import { writtenDay } from '../../../../domain/kernel/dates.ts';
import { writtenNumber } from '../../../../domain/kernel/money.ts';
import type { Signal } from '../../../../domain/monitoring/checks.ts';
import type { Earlier, LikePhoto } from '../../../../domain/monitoring/views.ts';
import { distanceM, writtenKm } from '../../../../domain/territory/distance.ts';
import { fieldWords } from '../../../../domain/words/field.ts';
import { recordWords, verificationWords as w } from '../../../../domain/words/monitoring.ts';
import { Icon } from '../../../ui/icons.tsx';
import { fileUrl } from '../../api.ts';
import { Badge, LevelBadge } from '../../parts/Badge.tsx';
import { roleName } from '../../parts/Timeline.tsx';
import { upperFirst, writtenInstant } from '../../parts/written.ts';
import { recordPath } from './records.ts';
import { Whereabouts } from './Whereabouts.tsx';

/** A part of a record under its heading. */
export function Part({ title, children, tone }: { title: string; children: ReactNode; tone?: 'warn' }) {
  return (
    <section className="part" data-tone={tone} aria-label={title}>
      <h3>{title}</h3>
      {children}
    </section>
  );
}

/** Why the record is looked at alone, with what was compared. */
export function Signals({ signals }: { signals: readonly Signal[] }) {
  if (signals.length === 0) return <p className="muted">{w.noSignals}</p>;
  return (
    <ul className="signals">
      {signals.map((s) => (
        <li key={s.code}>
          <Icon name="warning" size={18} />
          <div>
            <strong>{fieldWords.signals[s.code]}.</strong> {s.sentence}
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

/** What was registered; in a correction, what it was before. What nobody said is named in one line. */
export function RecordFields({ version, before }: { version: RecordVersionView; before: RecordVersionView | null }) {
  const old = new Map(before?.fields.map((f) => [f.field, f.value]));
  const unsaid = version.fields.filter((f) => f.value === null && (old.get(f.field) ?? null) === null);
  const shown = version.fields.filter((f) => !unsaid.includes(f));
  return (
    <dl className="record-fields">
      <div>
        <dt>{w.occurred}</dt>
        <dd className="num">
          {before && before.occurredOn !== version.occurredOn ? <del>{writtenDay(before.occurredOn)}</del> : null}{' '}
          {version.occurredOn ? writtenDay(version.occurredOn) : 's/d'}
        </dd>
      </div>
      {shown.map((f) => {
        const was = before ? (old.get(f.field) ?? null) : f.value;
        return (
          <div key={f.field} data-changed={was === f.value ? undefined : ''}>
            <dt>{upperFirst(f.label)}</dt>
            <dd>
              {was === f.value ? null : <del>{was ?? 's/d'}</del>}{' '}
              {f.value === null ? <span className="missing">s/d</span> : was === f.value ? f.value : <ins>{f.value}</ins>}
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

/** Photos as large as they fit; beside one, the almost equal photo of another record. */
export function Photos({ photos, like = [], what }: { photos: RecordVersionView['photos']; like?: readonly LikePhoto[]; what: string }) {
  if (photos.length === 0) return <p className="muted">{w.noPhotos}</p>;
  return (
    <div className="review-shots">
      {photos.map((photo, i) => (
        <div key={photo.hash} className="review-shot-group">
          {photo.arrived ? (
            <Photo hash={photo.hash} alt={`${what}, foto ${i + 1}`} caption={photos.length > 1 ? `Foto ${i + 1} de ${photos.length}` : null} />
          ) : (
            <p className="photo-pending">
              <Icon name="clock" /> {w.photoPending}
            </p>
          )}
          {like
            .filter((l) => l.hash === photo.hash)
            .map((l) => {
              const path = recordPath(l.noun, l.recordId, null);
              const text = w.likePhoto(l.allianceName, writtenDay(l.occurredOn));
              return <Photo key={l.like + l.recordId} hash={l.like} alt={text} caption={path ? <Link to={path as never}>{text}</Link> : text} tone="warn" />;
            })}
        </div>
      ))}
    </div>
  );
}

function Photo({ hash, alt, caption, tone }: { hash: string; alt: string; caption: ReactNode; tone?: 'warn' }) {
  return (
    <figure className="review-shot" data-tone={tone}>
      <a href={fileUrl(hash)} target="_blank" rel="noreferrer">
        <img src={fileUrl(hash)} alt={alt} />
      </a>
      {caption ? <figcaption className="small">{caption}</figcaption> : null}
    </figure>
  );
}

/** Where it was registered against where the alliance is. */
export function PlaceFacts({ version, alliance }: { version: RecordVersionView; alliance: RecordAlliance | null }) {
  const { place } = version;
  if (!place) return <p className="muted">{w.placeNone}</p>;
  const metres = alliance?.place ? distanceM(place, alliance.place) : null;
  return (
    <div className="whereabouts-row">
      {alliance?.place && metres !== null ? <Whereabouts record={place} alliance={alliance.place} metres={metres} /> : null}
      <dl className="record-fields narrow">
        {metres === null ? (
          <div>
            <dt>{w.distance}</dt>
            <dd>{w.noAlliancePlace}</dd>
          </div>
        ) : (
          <div>
            <dt>{w.distance}</dt>
            <dd className="num">{writtenKm(metres / 1000)}</dd>
          </div>
        )}
        <div>
          <dt>{w.accuracy}</dt>
          <dd className="num">{place.accuracyM === null ? 's/d' : `± ${writtenNumber(place.accuracyM)} m`}</dd>
        </div>
        {alliance?.municipalityName ? (
          <div>
            <dt>Municipio</dt>
            <dd>{alliance.municipalityName}</dd>
          </div>
        ) : null}
        {metres === null ? null : (
          <div>
            <dt>{w.legend}</dt>
            <dd className="legend">
              <span data-mark="alliance">{w.placeAlliance}</span>
              <span data-mark="record">{w.placeRecord}</span>
            </dd>
          </div>
        )}
        <div>
          <dt>{w.position}</dt>
          <dd className="num small">
            {place.lat.toFixed(5)}, {place.lon.toFixed(5)}
          </dd>
        </div>
      </dl>
    </div>
  );
}

const MINUTE = 60_000;
const span = (ms: number): string => {
  const minutes = Math.round(Math.abs(ms) / MINUTE);
  if (minutes < 120) return `${writtenNumber(minutes)} min`;
  return minutes < 48 * 60 ? `${writtenNumber(Math.round(minutes / 60))} horas` : `${writtenNumber(Math.round(minutes / 1440))} días`;
};

/** How far a device's clock was off, in words. The offset is what must be added to it to have the server's time. */
export function writtenClock(offsetMs: number | null | undefined): string {
  if (offsetMs === null || offsetMs === undefined) return w.clockUnknown;
  if (Math.abs(offsetMs) < MINUTE) return w.clockRight;
  return offsetMs < 0 ? w.clockAhead(span(offsetMs)) : w.clockBehind(span(offsetMs));
}

/** Who and when; of what was captured in the field, also with which device and what its clock said. */
export function ClockFacts({ version: v, field }: { version: RecordVersionView; field: boolean }) {
  return (
    <dl className="record-fields narrow">
      <div>
        <dt>{w.author}</dt>
        <dd>
          {v.authorName}
          <span className="cell-sub">{roleName(v.role)}</span>
        </dd>
      </div>
      <div>
        <dt>{field ? w.captured : w.written}</dt>
        <dd className="num">{v.capturedAt ? writtenInstant(v.capturedAt) : 's/d'}</dd>
      </div>
      <div>
        <dt>{w.received}</dt>
        <dd className="num">{v.receivedAt ? writtenInstant(v.receivedAt) : 's/d'}</dd>
      </div>
      {field ? (
        <>
          <div>
            <dt>{w.clockOff}</dt>
            <dd>{writtenClock(v.clock?.offsetMs)}</dd>
          </div>
          <div>
            <dt>{w.device}</dt>
            <dd>{v.deviceName ?? 's/d'}</dd>
          </div>
        </>
      ) : null}
    </dl>
  );
}

/** The same alliance before, to compare. */
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

/** Who decided what on which version. */
export function Trail({ reviews }: { reviews: readonly ReviewStep[] }) {
  if (reviews.length === 0) return <p className="muted">{recordWords.trailNone}</p>;
  return (
    <ol className="trail">
      {reviews.map((r) => (
        <li key={r.id}>
          <Badge tone={r.action === 'observed' ? 'warn' : r.action === 'validated' ? 'good' : 'info'}>{fieldWords.actions[r.action]}</Badge>
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
        <Badge tone={v.standing === 'proposed' ? 'special' : 'neutral'}>{upperFirst(recordWords.standing[v.standing] ?? v.standing)}</Badge>
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
