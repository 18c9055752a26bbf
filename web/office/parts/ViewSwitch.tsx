import { placesMapWords as w } from '../../../domain/words/placesMap.ts';
import type { QueryPage } from '../useQueryPage.ts';

/** Shows a list as a list or on a map; the choice is kept in the address. */
export function ViewSwitch({ page, shown }: { page: Pick<QueryPage<unknown>, 'setLook'>; shown: 'list' | 'map' }) {
  return (
    <fieldset className="switch">
      <legend className="only-read">{w.look}</legend>
      {(['list', 'map'] as const).map((view) => (
        <label key={view} className="choice">
          <input
            type="radio"
            name="view"
            checked={shown === view}
            onChange={() => page.setLook(view === 'map' ? 'map' : '')}
          />
          <span>{view === 'map' ? w.asMap : w.asList}</span>
        </label>
      ))}
    </fieldset>
  );
}
