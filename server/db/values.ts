/**
 * How PostgreSQL values look in the program, the same for both engines because both speak through `pg`.
 *
 * | column | value |
 * |---|---|
 * | date | 'YYYY-MM-DD' |
 * | timestamptz | ISO string with 3 digits and Z, truncated to the millisecond ('infinity' stays a word) |
 * | timestamp | 'YYYY-MM-DDTHH:MM:SS.mmm', no zone |
 * | int2, int4, int8, oid, float4, float8 | number; an int8 beyond ±(2^53 − 1) is refused |
 * | numeric | string, exactly as stored |
 * | json, jsonb | parsed |
 * | bytea | Uint8Array |
 * | bool | boolean |
 * | arrays of these | arrays (nulls kept, nested for several dimensions) |
 * | everything else (text, uuid, time, interval, geometry as hex EWKB …) | string |
 *
 * Parameters: string, number, bigint, boolean, null, Uint8Array, arrays of these (sent as SQL arrays) and plain objects (sent as JSON).
 * A JSON column that takes an *array* needs `json(value)`, since a bare array means an SQL array.
 */

export type Parse = (text: string) => unknown;

const asIs: Parse = (text) => text;
const number: Parse = (text) => Number(text);
const bool: Parse = (text) => text === 't';
const parseJson: Parse = (text) => JSON.parse(text);

function int8(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value))
    throw new RangeError(`int8 value ${text} is beyond 2^53 and cannot be read as a number`);
  return value;
}

/** '2026-11-23 07:00:00.123456' → '2026-11-23T07:00:00.123'; micro-seconds are cut, so that an instant never moves forward. */
function timestamp(text: string): string {
  if (text.length < 19 || text[10] !== ' ') return text;
  return `${text.slice(0, 10)}T${text.slice(11, 19)}.${text[19] === '.' ? text.slice(20, 23).padEnd(3, '0') : '000'}`;
}

/** The session is always in UTC, so the text ends in '+00' (or is 'infinity', or a year before Christ, which are left alone). */
function timestamptz(text: string): string {
  return text.endsWith('+00') ? `${timestamp(text.slice(0, -3))}Z` : text;
}

function bytea(text: string): Uint8Array {
  const bytes = Buffer.from(text.slice(2), 'hex');
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Reads PostgreSQL's array text ('{1,NULL,"a b",{…}}'); an explicit lower bound ('[0:1]={…}') is skipped. */
function parseArray(text: string, element: Parse): unknown[] {
  let at = text[0] === '[' ? text.indexOf('=') + 1 : 0;
  const list = (): unknown[] => {
    const items: unknown[] = [];
    at += 1;
    while (text[at] !== '}') {
      if (text[at] === ',') at += 1;
      if (text[at] === '{') items.push(list());
      else if (text[at] === '"') items.push(element(quoted()));
      else {
        const start = at;
        while (text[at] !== ',' && text[at] !== '}') at += 1;
        const word = text.slice(start, at);
        items.push(word === 'NULL' ? null : element(word));
      }
    }
    at += 1;
    return items;
  };
  const quoted = (): string => {
    let word = '';
    at += 1;
    while (text[at] !== '"') {
      if (text[at] === '\\') at += 1;
      word += text[at];
      at += 1;
    }
    at += 1;
    return word;
  };
  return list();
}

/** type oid, its array's oid, parser: the built-in types whose text is not already the value. */
const types: readonly [oid: number, arrayOid: number, parse: Parse][] = [
  [16, 1000, bool],
  [17, 1001, bytea],
  [18, 1002, asIs], // "char"
  [19, 1003, asIs], // name
  [20, 1016, int8],
  [21, 1005, number],
  [23, 1007, number],
  [25, 1009, asIs], // text
  [26, 1028, number], // oid
  [114, 199, parseJson],
  [700, 1021, number],
  [701, 1022, number],
  [1042, 1014, asIs], // bpchar
  [1043, 1015, asIs], // varchar
  [1082, 1182, asIs], // date
  [1083, 1183, asIs], // time
  [1114, 1115, timestamp],
  [1184, 1185, timestamptz],
  [1186, 1187, asIs], // interval
  [1700, 1231, asIs], // numeric
  [2950, 2951, asIs], // uuid
  [3802, 3807, parseJson],
];

const parsers = new Map<number, Parse>();
for (const [oid, arrayOid, parse] of types) {
  parsers.set(oid, parse);
  parsers.set(arrayOid, (text) => parseArray(text, parse));
}

/** The `types` option of a pg client: one parser per type oid, text format only. */
export const typeParsers = {
  getTypeParser: (oid: number): Parse => parsers.get(oid) ?? asIs,
};

/**
 * A Date would be sent in the machine's time zone. Instants are passed as ISO strings, so a Date here is a mistake of
 * the caller.
 */
export function refuseDates(params: readonly unknown[]): void {
  for (const value of params) {
    if (value instanceof Date)
      throw new TypeError('A Date object was given to the database; pass an ISO string or a YYYY-MM-DD string');
  }
}

/** For the identity library, which writes Date objects through Kysely: they are sent as ISO strings in UTC. */
export function datesToIso(params: readonly unknown[]): unknown[] {
  return params.map((value) => (value instanceof Date ? value.toISOString() : value));
}
