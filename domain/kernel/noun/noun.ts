import type { ParameterRow } from '../../monitoring/parameters.ts';
import type { Role, ScopeKind } from '../../people/roles.ts';
import type { Day } from '../dates.ts';
import type { Envelope } from '../envelope.ts';
import type { Problem } from '../problem.ts';
import type { Holiday } from '../workingDays.ts';
import type { Fields, ValueOf } from './field.ts';

/** The columns that every noun kept as one row has besides its fields. */
export interface RowHead {
  readonly id: string;
  readonly version: number;
  readonly programmeId: string;
  readonly state: string;
  /** Day on which it entered its state. */
  readonly stateSince: Day;
  /** The user who registered it; null for who came in from the public page. */
  readonly recordedBy: string | null;
  readonly demo: boolean;
}

/** The row of a noun: its head and its fields. Each noun exports `interface X extends Row<typeof x> {}`. */
export type Row<N extends { readonly fields: Fields }> = RowHead & {
  readonly [K in keyof N['fields']]: ValueOf<N['fields'][K]>;
};

/** A row whose fields are not known while compiling: what the machinery that serves every noun works with. */
export type AnyRow = RowHead & Readonly<Record<string, unknown>>;

/** A role that somebody holds, and where: the codes of its units where it is a unit's. */
export interface RoleHeld {
  readonly role: Role;
  readonly scopeKind: ScopeKind;
  readonly scopeIds: readonly string[];
}

/** Who looks, as far as `visible` asks. */
export interface Reader {
  readonly id: string;
  /** Roles held on the day within whose reach the row lies. */
  readonly roles: readonly Role[];
}

/** A further limit on who sees a row, beyond reach: one declaration in two forms that must agree (tests/nouns). */
interface Visible {
  readonly row: (row: AnyRow, reader: Reader) => boolean;
  /** @param t the table's alias @param reader `id` is the place of the reader's id among the parameters, as uuid */
  readonly sql: (t: string, reader: { readonly id: string; readonly roles: readonly Role[] }) => string;
}

export interface DeriveInput {
  readonly command: Envelope;
  readonly parameters: readonly ParameterRow[];
  /** The row behind each reference that was given, by field. */
  readonly references: Readonly<Record<string, Readonly<Record<string, unknown>> | null>>;
  /** Roles in force of the person that a field names, where the field asks for them and the person was given; else null. */
  readonly rolesOf: (field: string) => readonly RoleHeld[] | null;
  /** Days without work that were recorded; none on a phone. */
  readonly holidays: readonly Holiday[];
}

/** How one is taken in the field, by a phone that may be without signal for days. */
interface InField<Name extends string> {
  /** What is known there without asking, by the roles of who takes it. */
  readonly known?: (roles: readonly Role[]) => Readonly<Partial<Record<Name, unknown>>>;
  /** What comes back of it to the phone of who recorded it, while they may know of it: as little as they need. */
  readonly carries: readonly Name[];
  /** It is taken for somebody, who is given its name at once and asks by it on this public page. */
  readonly slip?: string;
}

/** How a sheet of them is told and read, where the declaration's own words do not do (docs/decisions/import.md). */
interface InSheets<Name extends string> {
  /** What a row is, and what else to know, for the template and the screen. */
  readonly lead?: string;
  /** Other headings that the column of a field goes by. */
  readonly headings?: Readonly<Partial<Record<Name, readonly string[]>>>;
  /** Invented values of the two rows of its template. */
  readonly examples?: Readonly<Partial<Record<Name, readonly [string | number | null, string | number | null]>>>;
}

/** What a noun is, stated once (docs/decisions/nouns.md). */
interface NounDefinition<F extends Fields> {
  readonly words: {
    readonly one: string;
    readonly many: string /** With its article: 'el reclamo'. */;
    readonly the: string;
  };
  readonly table?: string;
  /** Address of its list below /oficina; of one, with its id behind. */
  readonly path: string;
  /** 'row': one row that acts change; each change is in the journal. Its table has an id, a version, an entry and a hash. */
  readonly keeps: 'row';
  /**
   * Rows written before the noun was declared have no head: they are read in this state, since the day of the entry
   * that wrote them. The first act writes the head.
   */
  readonly formerRows?: { readonly state: string };
  /** Fields whose value no two rows share, and the refusal of a second row that has it. */
  readonly unique?: readonly { readonly field: keyof F & string; readonly taken: (by: AnyRow) => Problem }[];
  /** Which fields place it, for reach. `anywhere`: it is placed nowhere, one register for the whole country; the role alone is asked. */
  readonly place: {
    readonly anywhere?: true;
    readonly unit?: keyof F & string;
    readonly municipality?: keyof F & string;
    readonly alliance?: keyof F & string;
  };
  /**
   * Where a map draws one: at the first of these that it has and that the reader may see. Its municipality is drawn at that municipality's point, its
   * alliance where the alliance is, which is its own position or else its municipality. None of them is a position of the thing itself.
   */
  readonly drawnAt?: readonly ('municipality' | 'alliance')[];
  readonly capturedIn: readonly ('public' | 'field' | 'office')[];
  /** What is captured in the office comes in from sheets as well; not so what no person writes down, but a device makes. */
  readonly fromSheets?: false;
  readonly inSheets?: InSheets<keyof F & string>;
  /** There where it is captured in the field. */
  readonly inField?: InField<keyof F & string>;
  /** The field by which people know one. */
  readonly named: keyof F & string;
  /** Fields of a list, in order; the rest are on its file alone. */
  readonly listed: readonly (keyof F & string)[];
  /** Of the listed, those whose column is hidden until somebody chooses it; they are filtered and downloaded all the same. */
  readonly aside?: readonly (keyof F & string)[];
  /** A flag that brings a row before all others while somebody holds it, on its list and on the home. It is one of the listed. */
  readonly pressing?: keyof F & string;
  /** A choice whose later codes weigh more: of two due on one day, the graver comes first. */
  readonly graver?: keyof F & string;
  readonly reads: readonly Role[];
  /**
   * Of a noun that figures read: which of its states are as good as verified (2) and as validated (3); `every` where what the system
   * holds of it is the record itself, with nothing behind it that somebody could verify.
   */
  readonly reaches?: Readonly<Record<2 | 3, 'every' | readonly string[]>>;
  readonly visible?: Visible;
  /** True: what its journal entries changed is told on its own file alone, to who may open it. */
  readonly reserved?: boolean;
  readonly fields: F;
  /** Fields that follow from others, asked anew at every change. */
  readonly derive?: (
    values: Readonly<Record<string, unknown>>,
    input: DeriveInput,
  ) => Readonly<Record<string, unknown>>;
  /** Rules across fields; the first problem refuses. `on` is the day of the fact, or of receipt for an act. */
  readonly check?: (
    values: Readonly<Record<string, unknown>>,
    on: Day,
    known: Pick<DeriveInput, 'references' | 'rolesOf'>,
  ) => Problem | null;
  /** Its rules count working days. */
  readonly countsWorkingDays?: boolean;
}

export interface Noun<F extends Fields = Fields> extends NounDefinition<F> {
  readonly name: string;
  readonly table: string;
}

const snake = (name: string): string => name.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`);

export function noun<const F extends Fields>(name: string, definition: NounDefinition<F>): Noun<F> {
  return { ...definition, name, table: definition.table ?? snake(name) };
}

/** The column of a field or of the head. */
export const columnOf = snake;

/** Names of the fields that a person may fill in: those that nothing works out. */
export const enteredFields = (n: Noun): string[] => Object.keys(n.fields).filter((name) => !n.fields[name]?.isDerived);
