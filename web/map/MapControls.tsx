import type { RefObject } from 'react';
import { mapWords } from '../../domain/words/maps.ts';
import { Icon } from '../ui/icons.tsx';
import type { MapHandle } from './MapCanvas.tsx';

/** Zooms in and out and shows the whole country; or goes back to the part on which the map opened. */
export function MapControls({ handle, own }: { handle: RefObject<MapHandle | null>; own: boolean }) {
  return (
    <div className="tmap-controls">
      <button type="button" className="btn btn-icon" aria-label="Acercar" onClick={() => handle.current?.zoomBy(1)}>
        <span aria-hidden="true">+</span>
      </button>
      <button type="button" className="btn btn-icon" aria-label="Alejar" onClick={() => handle.current?.zoomBy(-1)}>
        <span aria-hidden="true">−</span>
      </button>
      <button
        type="button"
        className="btn btn-icon"
        aria-label={mapWords.whole}
        title={mapWords.whole}
        onClick={() => handle.current?.whole()}
      >
        <svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true">
          <path d="M3 8V3h5M12 3h5v5M17 12v5h-5M8 17H3v-5" fill="none" stroke="currentColor" strokeWidth="2" />
        </svg>
      </button>
      {own ? (
        <button
          type="button"
          className="btn btn-icon"
          aria-label={mapWords.own}
          title={mapWords.own}
          onClick={() => handle.current?.own()}
        >
          <Icon name="pin" size={18} />
        </button>
      ) : null}
    </div>
  );
}
