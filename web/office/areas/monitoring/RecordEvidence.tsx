import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { RecordAlliance, RecordVersionView } from '../../../../domain/field/views.ts';
import { writtenDay } from '../../../../domain/kernel/dates.ts';
import { writtenNumber } from '../../../../domain/kernel/money.ts';
import type { LikePhoto } from '../../../../domain/monitoring/views.ts';
import { distanceM, writtenKm } from '../../../../domain/territory/distance.ts';
import { verificationWords as w } from '../../../../domain/words/monitoring.ts';
import { Icon } from '../../../ui/icons.tsx';
import { fileUrl } from '../../api.ts';
import { roleName } from '../../parts/Timeline.tsx';
import { writtenInstant } from '../../parts/written.ts';
import './record.css';
import { recordPath } from './records.ts';
import { Whereabouts } from './Whereabouts.tsx';

/** Photos as large as they fit; when another record has an almost equal photo, it is shown beside. */
export function Photos({
  photos,
  like = [],
  what,
}: {
  photos: RecordVersionView['photos'];
  like?: readonly LikePhoto[];
  what: string;
}) {
  if (photos.length === 0) return <p className="muted">{w.noPhotos}</p>;
  return (
    <div className="review-shots">
      {photos.map((photo, i) => (
        <div key={photo.hash} className="review-shot-group">
          {photo.arrived ? (
            <Photo
              hash={photo.hash}
              alt={`${what}, foto ${i + 1}`}
              caption={photos.length > 1 ? `Foto ${i + 1} de ${photos.length}` : null}
            />
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
              return (
                <Photo
                  key={l.like + l.recordId}
                  hash={l.like}
                  alt={text}
                  caption={path ? <Link to={path as never}>{text}</Link> : text}
                  tone="warn"
                />
              );
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

/** Where the record was registered, compared with the place of the alliance. */
export function PlaceFacts({ version, alliance }: { version: RecordVersionView; alliance: RecordAlliance | null }) {
  const { place } = version;
  if (!place) return <p className="muted">{w.placeNone}</p>;
  const metres = alliance?.place ? distanceM(place, alliance.place) : null;
  return (
    <div className="whereabouts-row">
      {alliance?.place && metres !== null ? (
        <Whereabouts record={place} alliance={alliance.place} metres={metres} />
      ) : null}
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
  return minutes < 48 * 60
    ? `${writtenNumber(Math.round(minutes / 60))} horas`
    : `${writtenNumber(Math.round(minutes / 1440))} días`;
};

/**
 * How wrong a device's clock was, in words. `offsetMs` (milliseconds) is added to the device's time to get the server's
 * time.
 */
export function writtenClock(offsetMs: number | null | undefined): string {
  if (offsetMs === null || offsetMs === undefined) return w.clockUnknown;
  if (Math.abs(offsetMs) < MINUTE) return w.clockRight;
  return offsetMs < 0 ? w.clockAhead(span(offsetMs)) : w.clockBehind(span(offsetMs));
}

/** Who registered the record and when; for records captured in the field also the device and its clock. */
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
