/** How many rows are held at a time: some megabytes, whatever the size of the database. */
export const PAGE = 250;
/** How many bytes of text one reading may bring in addition to its first row. */
const PAGE_BYTES = 1024 * 1024;

/**
 * The pages of a reading in the order of a key, each beginning after the key of the last row before it. The first
 * begins after null, which comes before every key, also one of zeros, an empty or a negative one (see `laterThan`).
 */
export async function* pagesAfter<R, K>(
  keyOf: (row: R) => K,
  read: (after: K | null) => Promise<readonly R[]>,
): AsyncGenerator<readonly R[]> {
  let after: K | null = null;
  for (;;) {
    const rows = await read(after);
    const last = rows.at(-1);
    if (last === undefined) return;
    yield rows;
    after = keyOf(last);
  }
}

/**
 * The condition of a page: everything for the first page, what is later than the parameter for the others. There are
 * two texts instead of one with «or», because one plan for all pages would read from the beginning each time.
 */
export function laterThan(after: unknown, column: string, parameter: string): string {
  return after === null ? `${parameter.replace(/::.*$/, '')}::text is null` : `${column} > ${parameter}`;
}

/**
 * Items in their order, in groups that are read together; one with many rows or much text behind it is a group of its
 * own.
 */
export function groupsOf<T>(
  things: readonly T[],
  page: number,
  sizeOf: (thing: T) => { rows: number; bytes: number },
): T[][] {
  const groups: T[][] = [];
  let [rows, bytes] = [0, 0];
  for (const thing of things) {
    const size = sizeOf(thing);
    const group = groups.at(-1);
    rows += size.rows;
    bytes += size.bytes;
    if (group && rows <= page && bytes <= PAGE_BYTES) group.push(thing);
    else {
      groups.push([thing]);
      ({ rows, bytes } = size);
    }
  }
  return groups;
}
