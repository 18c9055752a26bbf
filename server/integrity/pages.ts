/** Rows held at a time: some megabytes, whatever the size of the database. */
export const PAGE = 250;
/** The id before all ids. */
export const FIRST_ID = '00000000-0000-0000-0000-000000000000';
/** Bytes of text that one reading may bring beside its first row. */
const PAGE_BYTES = 1024 * 1024;

/** Page after page of a reading in the order of a key, each from the key of the last row before it. */
export async function* pagesAfter<R, K>(first: K, keyOf: (row: R) => K, read: (after: K) => Promise<readonly R[]>): AsyncGenerator<readonly R[]> {
  let after = first;
  for (;;) {
    const rows = await read(after);
    const last = rows.at(-1);
    if (last === undefined) return;
    yield rows;
    after = keyOf(last);
  }
}

/** Things in their order, in groups that are read together: what has many rows or much text behind it is a group by itself. */
export function groupsOf<T>(things: readonly T[], page: number, sizeOf: (thing: T) => { rows: number; bytes: number }): T[][] {
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
