import type { ParameterRow } from '../../monitoring/parameters.ts';
import type { Role, ScopeKind } from '../../people/roles.ts';
import type { Day } from '../dates.ts';
import type { Envelope } from '../envelope.ts';
import type { Conversion } from '../money.ts';
import type { Problem } from '../problem.ts';
import type { Holiday } from '../workingDays.ts';
import type { Fields, ValueOf } from './field.ts';
import type { RecordFields } from './record.ts';

/** The programme of rows that are registered in an installation of one programme. */
export const PROGRAMME = 'PAR2FA';

/** The columns that every noun kept as one row has besides its fields. */
interface RowHead {
  readonly id: string;
  readonly version: number;
  readonly programmeId: string;
  readonly state: string;
  /** Day on which it entered its state. */
  readonly stateSince: Day;
  /** The user who registered it; null for what came in from the public page. */
  readonly recordedBy: string | null;
  readonly demo: boolean;
}

/** The row of a noun: its head and its fields. Each noun exports `interface X extends Row<typeof x> {}`. */
export type Row<N extends { readonly fields: Fields }> = RowHead & {
  readonly [K in keyof N['fields']]: ValueOf<N['fields'][K]>;
};

/** A row whose fields are not known at compile time: what the code that serves every noun works with. */
export type AnyRow = RowHead & Readonly<Record<string, unknown>>;

/** A role that somebody holds and where: with the codes of its units, if it is held for units. */
export interface RoleHeld {
  readonly role: Role;
  readonly scopeKind: ScopeKind;
  readonly scopeIds: readonly string[];
}

/** The reader of a row, as far as `visible` needs to know. */
export interface Reader {
  readonly id: string;
  /** The roles that the reader holds on the day and whose reach includes the row. */
  readonly roles: readonly Role[];
}

/**
 * A further limit on who sees a row, besides reach. It is written twice, for a row and as SQL; tests/nouns holds that
 * both agree.
 */
interface Visible {
  readonly row: (row: AnyRow, reader: Reader) => boolean;
  /**
   * @param t the table's alias
   * @param reader `id` is the placeholder of the reader's id among the parameters (a uuid)
   */
  readonly sql: (t: string, reader: { readonly id: string; readonly roles: readonly Role[] }) => string;
}

export interface DeriveInput {
  readonly command: Envelope;
  readonly parameters: readonly ParameterRow[];
  /** The row behind each reference that has a value, by field. */
  readonly references: Readonly<Record<string, Readonly<Record<string, unknown>> | null>>;
  /**
   * The roles in force of the person that a field names; null when the field does not ask for roles or names nobody.
   */
  readonly rolesOf: (field: string) => readonly RoleHeld[] | null;
  /** The recorded holidays; a phone has none. */
  readonly holidays: readonly Holiday[];
}

/** How a person in the field registers one, on a phone that may be without signal for days. */
interface InField<Name extends string> {
  /** Values that the phone fills in without asking, by the roles of the person who registers it. */
  readonly known?: (roles: readonly Role[]) => Readonly<Partial<Record<Name, unknown>>>;
  /**
   * It is of an alliance, and who accompanies that alliance takes it on from their phone: all rows of the alliances held
   * there come to it, whoever recorded them, with all their fields.
   */
  readonly shared?: true;
  /** The fields that go back to the phone of whoever registered it, while they may know of it: as few as they need. */
  readonly carries: readonly Name[];
  /**
   * The public page on which the person for whom it is registered follows it; they are given its code at once, on a
   * slip.
   */
  readonly slip?: string;
}

/** How a sheet of them is told and read, where the declaration's own words do not do (docs/decisions/import.md). */
interface InSheets<Name extends string> {
  /** What several are called there, where another thing's sheet has the noun's own word. */
  readonly many?: string;
  /** What a row is, and what else to know, for the template and the screen. */
  readonly lead?: string;
  /** Other headings that the column of a field goes by. */
  readonly headings?: Readonly<Partial<Record<Name, readonly string[]>>>;
  /** Invented values of the two rows of its template. */
  readonly examples?: Readonly<Partial<Record<Name, readonly [string | number | null, string | number | null]>>>;
}

/** What a noun kept in versions has besides its fields. */
interface InVersions<Name extends string> {
  /** The day of the fact among its fields, where it is one. A command that registers one carries it in its envelope. */
  readonly on?: Name;
  /** What its rows have beside the fields and is told of them: how far it was verified, where it was captured. */
  readonly beside: RecordFields;
  /** It has no page of its own: it is shown on that of its alliance. */
  readonly within?: true;
  /** The values that follow from the others. */
  readonly follows?: (
    values: Readonly<Record<string, unknown>>,
    conversions: readonly Conversion[],
  ) => Readonly<Record<string, unknown>>;
}

/** What a noun is, stated once (docs/decisions/nouns.md). */
interface NounDefinition<F extends Fields> {
  readonly words: {
    readonly one: string;
    readonly many: string;
    /** With its article: 'el reclamo'. */
    readonly the: string;
  };
  readonly table?: string;
  /** The address of its list below /oficina; a row's own address adds its id. */
  readonly path: string;
  /**
   * 'row': each is one row that commands change, and the journal has every change. Its table has an id, a version, an
   * entry and a hash. 'versions': each correction is a row of its own, verified again on three levels, and two that
   * contradict one another wait for a person (domain/kernel/versions.ts).
   */
  readonly keeps: 'row' | 'versions';
  readonly inVersions?: InVersions<keyof F & string>;
  /**
   * Rows written before the noun was declared have no head: they are read in this state, since the day of the entry
   * that wrote them. The first act writes the head.
   */
  readonly formerRows?: { readonly state: string };
  /** Fields whose value no two rows share, and the refusal of a second row that has it. */
  readonly unique?: readonly {
    /** With `with`, it is the values together that no two rows share; they are then `fixed` or derived. */
    readonly field: keyof F & string;
    readonly with?: readonly (keyof F & string)[];
    /** States in which a row holds its value no longer: what was withdrawn by mistake is registered again. */
    readonly unless?: readonly string[];
    readonly taken: (by: AnyRow) => Problem;
  }[];
  /** Fields told when it is registered that no correction changes: what it belongs to. */
  readonly fixed?: readonly (keyof F & string)[];
  /**
   * The field that points to the thing of which it is a part: a line of a list, an investment of a plan. Who writes a part
   * is an author of the whole (anotherHand.ts), and both wait for one another.
   */
  readonly partOf?: keyof F & string;
  /** Fields that point to things whose state or number decides whether it may be written: acts on them wait for it. */
  readonly waitsWith?: readonly (keyof F & string)[];
  /**
   * The field that points to the row that stands in place of one that turned out to be the same. A joined row is listed and
   * offered only where it is asked for, and takes no step and no correction.
   */
  readonly joined?: keyof F & string;
  /** Which fields place it, for reach. `anywhere`: it is placed nowhere, one register for the whole country; the role alone is asked. */
  readonly place: {
    readonly anywhere?: true;
    readonly unit?: keyof F & string;
    readonly municipality?: keyof F & string;
    readonly alliance?: keyof F & string;
    /** The session of the Comité to which it belongs. */
    readonly session?: keyof F & string;
    /** 'id' where each row is an organisation itself. It is read by whoever reaches an alliance of it, too. */
    readonly organisation?: (keyof F & string) | 'id';
  };
  /** Its unit is not that of its alliance: it stays where it is when the alliance goes to another unit. */
  readonly unitStays?: true;
  /**
   * The fields by which a map draws one: it stands at the first of them that has a point and that the reader may see. A
   * municipality is drawn at its own point; an alliance at its position or else at its municipality. None of these is the
   * position of the thing itself.
   */
  readonly drawnAt?: readonly (keyof F & string)[];
  readonly capturedIn: readonly ('public' | 'field' | 'office')[];
  /**
   * What the office captures can also be imported from sheets. False for what no person writes down but a device makes.
   */
  readonly fromSheets?: false;
  readonly inSheets?: InSheets<keyof F & string>;
  /** There where it is captured in the field. */
  readonly inField?: InField<keyof F & string>;
  /** The field by which people know one. */
  readonly named: keyof F & string;
  /**
   * The fields of its list, in order; the others are shown on its file alone. In versions: those by which who verifies
   * one compares it with earlier ones.
   */
  readonly listed: readonly (keyof F & string)[];
  /**
   * Listed fields whose column stays hidden until somebody chooses it; they can be filtered and downloaded all the
   * same.
   */
  readonly aside?: readonly (keyof F & string)[];
  /** A listed flag that puts a row before all others on its list and on the home, while somebody holds the row. */
  readonly pressing?: keyof F & string;
  /**
   * The field by which its rows follow one another where nobody is expected to act on them; without it, the latest come
   * first.
   */
  readonly ordered?: keyof F & string;
  /** A choice field whose later codes weigh more: of two rows due on one day, the weightier comes first. */
  readonly graver?: keyof F & string;
  readonly reads: readonly Role[];
  /** It has identity cards, account numbers or similar data: reading it whole is recorded. */
  readonly personal?: true;
  /**
   * For a noun that figures read: which of its states count as verified (2) and as validated (3). `every` where the row
   * itself is the record, with nothing behind it that somebody could verify.
   */
  readonly reaches?: Readonly<Record<2 | 3, 'every' | readonly string[]>>;
  readonly visible?: Visible;
  /** True: what its journal entries changed is shown only on its own file, to whoever may open that. */
  readonly reserved?: boolean;
  readonly fields: F;
  /** Values of derived fields, worked out again at every change. */
  readonly derive?: (
    values: Readonly<Record<string, unknown>>,
    input: DeriveInput,
  ) => Readonly<Record<string, unknown>>;
  /** What its form says while it is being filled in, from the values so far: a total, what is left. Null: nothing yet. */
  readonly tells?: (values: Readonly<Record<string, unknown>>) => string | null;
  /** Rules across fields; the first problem refuses. `on` is the day of the fact, or of receipt for an act. */
  readonly check?: (
    values: Readonly<Record<string, unknown>>,
    on: Day,
    known: Pick<DeriveInput, 'references' | 'rolesOf'>,
  ) => Problem | null;
  /** True when its rules count working days. */
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

/** The column of a field, or of a property of the head. */
export const columnOf = snake;

/** The fields that a phone is sent of one. */
export const carriedFields = ({ inField, fields }: Noun): readonly string[] =>
  inField?.shared ? Object.keys(fields) : (inField?.carries ?? []);

/** The names of the fields that a person may fill in: all that are not derived. */
export const enteredFields = (n: Noun): string[] => Object.keys(n.fields).filter((name) => !n.fields[name]?.isDerived);
