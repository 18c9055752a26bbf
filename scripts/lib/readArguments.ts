import { type ParseArgsConfig, parseArgs } from 'node:util';

type Options = NonNullable<ParseArgsConfig['options']>;

/** How a script is called. */
interface Call<O extends Options> {
  /** The line that is printed after a wrong call. */
  readonly usage: string;
  /** Minimum and maximum number of arguments that are not options; none by default. */
  readonly count?: readonly [number, number];
  readonly options?: O;
}

/** Options and arguments of a script. After a wrong call it prints the usage in one line and exits with code 2. */
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
    // An unknown option, or an option without its value.
  }
  console.error(usage);
  process.exit(2);
}
