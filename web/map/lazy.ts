import { lazy } from 'react';

/** The map as its own chunk: whoever never opens it never downloads it. Needs a <Suspense> around it. */
export const TerritoryMap = lazy(() =>
  import('./TerritoryMap.tsx').then((module) => ({ default: module.TerritoryMap })),
);

/** Things of any noun at their places, on the same ground. */
export const PlacesMap = lazy(() => import('./PlacesMap.tsx').then((module) => ({ default: module.PlacesMap })));
