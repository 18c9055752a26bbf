import { Select } from '../../parts/Select.tsx';
import './allianceMap.css';
import { Link, useNavigate } from '@tanstack/react-router';
import { useId, useMemo, useState } from 'react';
import { phases, placed } from '../../../../domain/alliance/placed.ts';
import { type Phase, phaseNames } from '../../../../domain/alliance/portfolio.ts';
import { writtenNumber } from '../../../../domain/kernel/money.ts';
import type { PlacesView } from '../../../../domain/monitoring/indicatorViews.ts';
import type { TerritoryMapData } from '../../../../domain/territory/map.ts';
import { mapWords, saidOfShapes } from '../../../../domain/words/maps.ts';
import { systemWords } from '../../../../domain/words/system.ts';
import { CountryDrawing, depthOf } from '../../../map/CountryDrawing.tsx';
import { Empty, Failed, Loading } from '../../../ui/states/States.tsx';
import { toProblem } from '../../api.ts';
import { Section } from '../../parts/Page.tsx';
import { useSession } from '../../session.tsx';
import { useData } from '../../useQueryPage.ts';

const w = systemWords.allianceMap;

/**
 * The alliances within reach on a map: the darkness of a municipality shows how many it has in the chosen part of the
 * cycle. The same numbers are in a table for the keyboard.
 */
export default function AllianceMap() {
  const { unit } = useSession();
  const asked = unit ? { unit } : {};
  const map = useData<TerritoryMapData>('alliance.map', asked);
  const places = useData<PlacesView>('territory.places', asked);
  const failed = map.error ?? places.error;
  return (
    <Section
      title={w.title}
      {...(map.data ? { count: map.data.alliances.length } : {})}
      actions={<Link to={'/alianzas?view=map' as never}>{w.large}</Link>}
    >
      {failed ? (
        <Failed
          problem={toProblem(failed)}
          onRetry={() => {
            void map.refetch();
            void places.refetch();
          }}
        />
      ) : !map.data || !places.data ? (
        <Loading lines={8} />
      ) : map.data.alliances.length === 0 ? (
        <Empty icon="map" title={w.none}>
          {unit ? w.noneInUnit : w.noneHow}
        </Empty>
      ) : (
        <Placed map={map.data} places={places.data} />
      )}
    </Section>
  );
}

function Placed({ map, places }: { map: TerritoryMapData; places: PlacesView }) {
  const navigate = useNavigate();
  const id = useId();
  const [phase, setPhase] = useState<Phase | 'all'>('all');
  const [whole, setWhole] = useState(false);
  const rows = useMemo(() => placed(map.alliances, map.municipalities), [map]);
  const areas = useMemo(() => new Map(places.areas.map((a) => [a.code, a.path])), [places.areas]);
  const departments = useMemo(() => new Map(map.departments.map((d) => [d.code, d.name])), [map.departments]);
  const shown = rows
    .filter((r) => r.count[phase] > 0)
    .sort((a, b) => (a.code === null ? 1 : b.code === null ? -1 : b.count[phase] - a.count[phase]));
  const most = Math.max(0, ...shown.filter((r) => r.code !== null).map((r) => r.count[phase]));
  const total = (of: Phase | 'all') => rows.reduce((n, r) => n + r.count[of], 0);
  const what = phase === 'all' ? w.all : phaseNames[phase];
  const { boundaries } = places;
  return (
    <>
      <div className="alliance-map-which">
        <label className="filter-label" id={`${id}-label`} htmlFor={id}>
          {w.which}
        </label>
        <Select
          id={id}
          labelledBy={`${id}-label`}
          options={(['all', ...phases] as const).map((of) => ({
            value: of,
            label: `${of === 'all' ? w.all : phaseNames[of]} (${writtenNumber(total(of))})`,
          }))}
          value={phase}
          onChange={(next) => setPhase((next ?? 'all') as Phase | 'all')}
        />
      </div>
      <div className="alliance-map">
        <figure>
          <CountryDrawing outlines={places.outlines} box={whole ? null : places.opensOn} label={w.drawing(what)}>
            {shown.flatMap(({ code, name, count }) => {
              const path = code === null ? undefined : areas.get(code);
              if (!path) return [];
              const text = `${name}: ${w.alliances(count[phase])}`;
              return [
                <a
                  key={code}
                  href={`/oficina/alianzas?municipality=${code}`}
                  aria-label={text}
                  tabIndex={-1}
                  onClick={(event) => {
                    event.preventDefault();
                    void navigate({ to: `/alianzas?municipality=${code}` } as never);
                  }}
                >
                  <path
                    className="has"
                    data-state="value"
                    d={path}
                    style={{ fillOpacity: depthOf(count[phase], most) }}
                  >
                    <title>{text}</title>
                  </path>
                </a>,
              ];
            })}
          </CountryDrawing>
          <figcaption className="small muted">
            {w.how} {boundaries ? mapWords.source(boundaries.source, boundaries.datedOn?.slice(0, 4) ?? null) : null}{' '}
            {saidOfShapes(places)}
          </figcaption>
          {places.opensOn ? (
            <button type="button" className="btn btn-quiet no-print" onClick={() => setWhole(!whole)}>
              {whole ? mapWords.own : mapWords.whole}
            </button>
          ) : null}
        </figure>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard */}
        <section className="alliance-map-table" aria-label={w.table(what)} tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">{w.municipality}</th>
                <th scope="col" className="num">
                  {w.count}
                </th>
              </tr>
            </thead>
            <tbody>
              {shown.length === 0 ? (
                <tr>
                  <td colSpan={2} className="muted">
                    {w.nonePhase}
                  </td>
                </tr>
              ) : null}
              {shown.map(({ code, name, departmentCode, count }) => (
                <tr key={code}>
                  <th scope="row">
                    {code === null ? (
                      <span className="missing">{w.without}</span>
                    ) : (
                      <>
                        <Link to={`/alianzas?municipality=${code}` as never}>{name}</Link>
                        <span className="cell-sub">{departments.get(departmentCode ?? '')}</span>
                      </>
                    )}
                  </th>
                  <td className="num">{writtenNumber(count[phase])}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </div>
    </>
  );
}
