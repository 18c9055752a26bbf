import type { Place } from '../../../domain/kernel/envelope.ts';
import type { FieldSpec } from '../../../domain/kernel/form.ts';
import { writtenNumber } from '../../../domain/kernel/money.ts';
import { FieldFrame, type FieldProps } from './frame.tsx';
import { useFieldWork } from './pending.ts';

const SENTENCES: Record<number, string> = {
  1: 'El teléfono no permite usar la ubicación. Actívela en los permisos de esta aplicación.',
  2: 'No hay señal de GPS aquí. Salga a cielo abierto y pruebe otra vez; también puede guardar sin ubicación.',
  3: 'El GPS tardó demasiado. Pruebe otra vez a cielo abierto; también puede guardar sin ubicación.',
};

/** A position of this accuracy (metres) or worse may be the neighbour's field. */
const POOR_M = 100;

/** The words that the form shows while a position is being read. */
export const READING = 'buscando la ubicación';

/** Reads the position of the device now, with its accuracy in metres and its age in seconds. */
export function readPlace(): Promise<Place> {
  return new Promise((resolve, reject) => {
    if (!('geolocation' in navigator)) {
      reject(new Error('Este equipo no tiene ubicación.'));
      return;
    }
    navigator.geolocation.getCurrentPosition(
      ({ coords, timestamp }) =>
        resolve({
          lon: coords.longitude,
          lat: coords.latitude,
          accuracyM: Math.round(coords.accuracy),
          ageS: Math.max(0, Math.round((Date.now() - timestamp) / 1000)),
        }),
      (e) => reject(new Error(SENTENCES[e.code] ?? 'No se pudo obtener la ubicación.')),
      { enableHighAccuracy: true, timeout: 30_000, maximumAge: 15_000 },
    );
  });
}

/** A position with its accuracy. A poor one is kept, with a message. */
export function PlaceField({
  spec,
  value,
  onChange,
  problem,
  disabled,
  read = readPlace,
}: FieldProps<FieldSpec & { kind: 'place' }, Place> & { read?: () => Promise<Place> }) {
  const { busy, failed, run } = useFieldWork(spec.name);
  const take = () => run(READING, async () => onChange(await read()), true);
  return (
    <FieldFrame spec={spec} problem={problem} group>
      {() => (
        <div className="place" aria-live="polite">
          {value ? (
            <div className="place-value">
              <p>
                {value.accuracyM === null
                  ? 'Ubicación tomada, sin precisión conocida.'
                  : `Ubicación tomada, más o menos ${writtenNumber(value.accuracyM)} m.`}
              </p>
              {value.accuracyM !== null && value.accuracyM > POOR_M ? (
                <p className="place-poor">Es poco precisa. Si puede, tómela otra vez a cielo abierto.</p>
              ) : null}
              <p className="small muted num">
                {writtenNumber(value.lat, 5)}°, {writtenNumber(value.lon, 5)}°
              </p>
            </div>
          ) : null}
          <div className="row">
            <button type="button" className="btn" disabled={disabled || busy !== null} onClick={() => void take()}>
              {busy ? 'Buscando señal…' : value ? 'Tomar otra vez' : 'Tomar ubicación'}
            </button>
            {value ? (
              <button
                type="button"
                className="btn btn-quiet"
                disabled={disabled || busy !== null}
                onClick={() => onChange(null)}
              >
                Quitar
              </button>
            ) : null}
          </div>
          {failed ? <p className="field-error">{failed}</p> : null}
        </div>
      )}
    </FieldFrame>
  );
}
