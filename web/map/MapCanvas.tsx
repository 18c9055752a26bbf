import type { FeatureCollection, MultiPolygon } from 'geojson';
import {
  type GeoJSONSource,
  Map as LibreMap,
  type MapGeoJSONFeature,
  type MapMouseEvent,
  setWorkerUrl,
} from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import { type Ref, useEffect, useImperativeHandle, useMemo, useRef, useState } from 'react';
import type { AllianceCounts, MapSelection, TerritoryMapData } from '../../domain/territory/map.ts';
import { useShownTheme } from '../ui/theme.ts';
import {
  allianceDots,
  BOLIVIA,
  boundsOf,
  departmentLabels,
  departmentShapes,
  graticule,
  type MarkFeatures,
  municipalityPoints,
  municipalityShapes,
} from './mapSources.ts';
import { type MapView, mapStyle, POINTED } from './mapStyle.ts';
import { readInk } from './palette.ts';

setWorkerUrl(workerUrl);

/** What the frame around the canvas may ask it to do. */
export interface MapHandle {
  zoomBy(step: number): void;
  whole(): void;
  /** Goes to the part on which the map opened. */
  own(): void;
  goTo(lon: number, lat: number, zoom: number): void;
}

/** Things of some other noun at their places: one feature for each place, with how many things are there. */
export interface Marks {
  readonly features: MarkFeatures;
  readonly onPress: (key: string) => void;
  /** Words for a place under the pointer, and for several that are drawn as one. */
  readonly describe: (key: string) => string | null;
  readonly together: (things: number) => string;
}

export interface MapCanvasProps {
  readonly data: TerritoryMapData;
  readonly counts: AllianceCounts;
  readonly shapes: FeatureCollection<MultiPolygon, { code: string }> | null;
  readonly view: MapView | 'marks';
  readonly selectedCode: string | null;
  readonly onSelect: (selection: MapSelection | null) => void;
  /** Words for what is under the pointer; null for nothing. */
  readonly describe: (selection: MapSelection) => string | null;
  readonly onUnavailable: () => void;
  /** Drawn instead of alliances. */
  readonly marks?: Marks;
  readonly ref?: Ref<MapHandle>;
}

/** A finger is thicker than a mouse pointer: features within this many pixels of a tap count. */
const TAP_PX = 10;
const FIT = { padding: 18, animate: false } as const;

const locale = {
  'Map.Title': 'Mapa de Bolivia',
  'CooperativeGesturesHandler.WindowsHelpText': 'Use Ctrl y la rueda para acercar el mapa',
  'CooperativeGesturesHandler.MacHelpText': 'Use ⌘ y la rueda para acercar el mapa',
  'CooperativeGesturesHandler.MobileHelpText': 'Use dos dedos para mover el mapa',
};

/** The drawn map. It reports through `onSelect`; the list beside it tells the same to those who do not see or point. */
export function MapCanvas({
  data,
  counts,
  shapes,
  view,
  selectedCode,
  onSelect,
  describe,
  onUnavailable,
  marks,
  ref,
}: MapCanvasProps) {
  const host = useRef<HTMLDivElement>(null);
  const map = useRef<LibreMap | null>(null);
  const shown = useRef(false);
  const [hint, setHint] = useState<{ x: number; y: number; text: string } | null>(null);
  const theme = useShownTheme();
  const latest = useRef({ onSelect, describe, onUnavailable, marks });
  latest.current = { onSelect, describe, onUnavailable, marks };

  const sources = useMemo(
    () => ({
      graticule: graticule(),
      departments: departmentLabels(data.departments, data.municipalities),
      points: municipalityPoints(data.municipalities, counts),
      shapes: shapes && municipalityShapes(shapes, data.municipalities, counts),
      outlines: shapes && departmentShapes(shapes),
      alliances: allianceDots(data.alliances),
      marks: marks?.features ?? null,
    }),
    [data, counts, shapes, marks?.features],
  );
  const unitCodes = useMemo(() => data.units.map((unit) => unit.code), [data.units]);
  const style = (element: HTMLElement) =>
    mapStyle({ view, theme, ink: readInk(element), unitCodes, selectedCode, ...sources });

  // The map is made once; the next effect sets what it shows.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the first style is the one of this render
  useEffect(() => {
    const element = host.current;
    if (!element) return;
    let made: LibreMap;
    try {
      made = new LibreMap({
        container: element,
        style: style(element),
        bounds: boundsOf(data.opensOn),
        fitBoundsOptions: FIT,
        minZoom: 3,
        maxZoom: 15,
        attributionControl: false,
        cooperativeGestures: true,
        dragRotate: false,
        pitchWithRotate: false,
        touchPitch: false,
        locale,
      });
    } catch {
      latest.current.onUnavailable();
      return;
    }
    made.touchZoomRotate.disableRotation();
    made.keyboard.disableRotation();
    made.on('click', (event) => void press(made, event, latest.current));
    made.on('mousemove', (event) => {
      const found = under(made, event);
      const text = found ? wordsOf(found, latest.current) : null;
      made.getCanvas().style.cursor = found ? 'pointer' : '';
      setHint(text ? { x: event.point.x, y: event.point.y, text } : null);
    });
    made.on('mouseout', () => setHint(null));
    map.current = made;
    return () => {
      map.current = null;
      shown.current = false;
      made.remove();
    };
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: style() is made of exactly these
  useEffect(() => {
    if (shown.current && host.current) map.current?.setStyle(style(host.current), { diff: true });
    shown.current = true;
  }, [sources, unitCodes, view, theme, selectedCode]);

  // Another unit was chosen while the map was open: it moves there.
  const box = data.opensOn;
  const opened = useRef(box);
  useEffect(() => {
    if (JSON.stringify(opened.current) === JSON.stringify(box)) return;
    opened.current = box;
    map.current?.fitBounds(boundsOf(box), { ...FIT, ...moving() });
  }, [box]);

  useImperativeHandle(ref, () => ({
    zoomBy: (step) => map.current?.zoomTo(map.current.getZoom() + step, moving()),
    whole: () => map.current?.fitBounds(BOLIVIA, { ...FIT, ...moving() }),
    own: () => map.current?.fitBounds(boundsOf(data.opensOn), { ...FIT, ...moving() }),
    goTo: (lon, lat, zoom) =>
      map.current?.easeTo({ center: [lon, lat], zoom: Math.max(zoom, map.current.getZoom()), ...moving() }),
  }));

  return (
    <div className="tmap-canvas">
      <div ref={host} className="tmap-host" />
      {hint ? (
        <p className="tmap-hint" style={{ left: hint.x, top: hint.y }} aria-hidden="true">
          {hint.text}
        </p>
      ) : null}
    </div>
  );
}

/** The map does not fly for people who asked their system for less motion. */
function moving(): { animate: boolean; duration: number } {
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  return { animate: !still, duration: still ? 0 : 500 };
}

/** The topmost feature at a pointer that reacts to it. */
function under(map: LibreMap, { point, originalEvent }: MapMouseEvent): MapGeoJSONFeature | null {
  const layers = POINTED.filter((layer) => map.getLayer(layer));
  const exact = map.queryRenderedFeatures(point, { layers });
  const coarse = 'pointerType' in originalEvent && originalEvent.pointerType === 'touch';
  const near =
    coarse || exact.length === 0
      ? map.queryRenderedFeatures(
          [
            [point.x - TAP_PX, point.y - TAP_PX],
            [point.x + TAP_PX, point.y + TAP_PX],
          ],
          { layers },
        )
      : [];
  return exact[0] ?? near[0] ?? null;
}

function selectionOf(feature: MapGeoJSONFeature): MapSelection | null {
  if (feature.layer.id === 'alliance-dot') return { kind: 'alliance', id: String(feature.properties.id) };
  if (feature.layer.id === 'alliance-cluster' || feature.layer.id === 'mark-cluster') return null;
  return { kind: 'municipality', code: String(feature.properties.code) };
}

type Told = Pick<MapCanvasProps, 'onSelect' | 'describe' | 'marks'>;

function wordsOf(feature: MapGeoJSONFeature, { describe, marks }: Told): string | null {
  const { key, things, point_count: alliances } = feature.properties;
  if (feature.layer.id === 'mark-cluster') return marks?.together(Number(things)) ?? null;
  if (feature.layer.id === 'mark-dot') return marks?.describe(String(key)) ?? null;
  const selection = selectionOf(feature);
  return selection ? describe(selection) : `${alliances} alianzas: toque para acercar`;
}

async function press(map: LibreMap, event: MapMouseEvent, { onSelect, marks }: Told): Promise<void> {
  const found = under(map, event);
  if (found?.layer.id === 'mark-dot') {
    marks?.onPress(String(found.properties.key));
    return;
  }
  const selection = found && selectionOf(found);
  if (!found || selection) {
    onSelect(selection);
    return;
  }
  const source = map.getSource<GeoJSONSource>(found.source);
  if (!source || found.geometry.type !== 'Point') return;
  const zoom = await source.getClusterExpansionZoom(Number(found.properties.cluster_id));
  map.easeTo({ center: found.geometry.coordinates as [number, number], zoom, ...moving() });
}
