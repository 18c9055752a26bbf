import type { LonLat } from '../../../../domain/territory/distance.ts';
import { writtenKm } from '../../../../domain/territory/distance.ts';
import { verificationWords as w } from '../../../../domain/words/monitoring.ts';

const SIZE = 160;
const CENTRE = SIZE / 2;
const MARGIN = 18;
/** Rings that may be drawn, in metres. The smallest one that contains both points is the edge of the drawing. */
const RINGS = [500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000, 1_000_000];

/**
 * Two places drawn to scale, north up, the alliance in the middle: it shows direction and distance without downloading
 * a map.
 */
export function Whereabouts({ record, alliance, metres }: { record: LonLat; alliance: LonLat; metres: number }) {
  const edge = RINGS.find((r) => r >= metres) ?? metres;
  const scale = (CENTRE - MARGIN) / edge;
  const east = (record.lon - alliance.lon) * Math.cos((alliance.lat * Math.PI) / 180);
  const north = record.lat - alliance.lat;
  const flat = Math.hypot(east, north) || 1;
  const x = CENTRE + (east / flat) * metres * scale;
  const y = CENTRE - (north / flat) * metres * scale;
  const inner = RINGS.filter((r) => r < edge).at(-1);
  return (
    <svg
      className="whereabouts"
      viewBox={`0 0 ${SIZE} ${SIZE}`}
      role="img"
      aria-label={`${w.placeRecord}: a ${writtenKm(metres / 1000)} de la alianza`}
    >
      <circle className="ring" cx={CENTRE} cy={CENTRE} r={edge * scale} />
      {inner ? <circle className="ring" cx={CENTRE} cy={CENTRE} r={inner * scale} /> : null}
      <text x={CENTRE} y={CENTRE + edge * scale + 12} textAnchor="middle">
        {writtenKm(edge / 1000)}
      </text>
      <text x={CENTRE} y={11} textAnchor="middle">
        N
      </text>
      <line className="way" x1={CENTRE} y1={CENTRE} x2={x} y2={y} />
      <rect className="at-alliance" x={CENTRE - 9} y={CENTRE - 9} width={18} height={18} />
      <circle className="at-record" cx={x} cy={y} r={6} />
    </svg>
  );
}
