import { useState } from 'react';
import { nounWords as w } from '../../../domain/words/nouns.ts';
import { fileUrl } from '../api.ts';
import '../areas/monitoring/record.css';

/** Photos and recordings, shown and played in place. The server sends them only to people who may open the record. */
export function Evidence({ kind, label, value }: { kind: string | undefined; label: string; value: unknown }) {
  if (kind === 'sound') return <Recording hash={String(value)} label={label} />;
  const hashes = Array.isArray(value) ? value.map(String) : [];
  return (
    <div className="review-shots">
      {hashes.map((hash, i) => (
        <figure key={hash} className="review-shot">
          <a href={fileUrl(hash)} target="_blank" rel="noreferrer">
            <img src={fileUrl(hash)} alt={`${label}, ${i + 1} de ${hashes.length}`} loading="lazy" />
          </a>
        </figure>
      ))}
    </div>
  );
}

/** The recording is not loaded before somebody plays it. A recording that the browser cannot play can be downloaded. */
function Recording({ hash, label }: { hash: string; label: string }) {
  const [silent, setSilent] = useState(false);
  return (
    <div className="stack-s">
      {silent ? (
        <p className="muted">{w.soundNotPlayed}</p>
      ) : (
        // biome-ignore lint/a11y/useMediaCaption: nobody has written down what was said; who handles it listens
        <audio controls preload="none" src={fileUrl(hash)} aria-label={label} onError={() => setSilent(true)} />
      )}
      <p className="small">
        <a href={fileUrl(hash)} download>
          {w.soundDownload}
        </a>
      </p>
    </div>
  );
}
