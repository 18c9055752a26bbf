import type { Column } from '../../parts/DataTable.tsx';

/** The place of a row behind a figure; names are null when the place is unknown. */
interface Placed {
  readonly unitName: string | null;
  readonly municipalityName: string | null;
}

/** The column of the unit with the municipality below it, for every list behind a figure. */
export function placeColumn<R extends Placed>(title: string): Column<R> {
  return {
    id: 'place',
    title,
    cell: (row) => (
      <>
        {row.unitName}
        <span className="cell-sub">{row.municipalityName}</span>
      </>
    ),
  };
}
