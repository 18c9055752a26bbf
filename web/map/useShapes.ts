import type { FeatureCollection, MultiPolygon } from 'geojson';
import { useEffect, useState } from 'react';

type Shapes = FeatureCollection<MultiPolygon, { code: string }>;

/**
 * Loads the shapes, and again when `version` changes. When they do not arrive, points are drawn for the municipalities.
 */
export function useShapes(url: string | undefined, version: string): { shapes: Shapes | null; failed: boolean } {
  const [state, setState] = useState<{ shapes: Shapes | null; failed: boolean }>({ shapes: null, failed: false });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another version is at the same address
  useEffect(() => {
    if (!url) {
      setState({ shapes: null, failed: false });
      return;
    }
    const stop = new AbortController();
    fetch(url, { signal: stop.signal })
      .then(async (answer) => {
        if (!answer.ok) throw new Error(String(answer.status));
        setState({ shapes: (await answer.json()) as Shapes, failed: false });
      })
      .catch(() => {
        if (!stop.signal.aborted) setState({ shapes: null, failed: true });
      });
    return () => stop.abort();
  }, [url, version]);
  return state;
}
