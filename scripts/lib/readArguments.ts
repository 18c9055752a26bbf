import { type ParseArgsConfig, parseArgs } from 'node:util';

type Options = NonNullable<ParseArgsConfig['options']>;

/** How a script is called. */
interface Call<O extends Options> {
  /** The line that is printed when it was called in another way. */
  readonly usage: string;
  /** Least and most arguments that are no options; none when not said. */
  readonly count?: readonly [number, number];
  readonly options?: O;
}

/** Options and arguments of a script. Called in another way, it says how in one line and ends with code 2. */
export function readArguments<const O extends Options>({ usage, count: [least, most] = [0, 0], options }: Call<O>) {
  try {
    const read = parseArgs({
      args: process.argv.slice(2),
      strict: true,
      allowPositionals: true,
      options: (options ?? {}) as O,
    });
    if (read.positionals.length >= least && read.positionals.length <= most) return read;
  } catch {
    // An option that does not exist, or one without its value.
  }
  console.error(usage);
  process.exit(2);
}
