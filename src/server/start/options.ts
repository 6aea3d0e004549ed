import { parseArgs } from 'node:util';
import { RUNTIME_FLAGS, RUNTIME_HELP } from '#runtimes/choice.ts';
import { OPTIONAL, type OptionalPart } from '#system/part-names.ts';
import { type AskedRuntime, readAskedRuntime } from '../runtime/asked-runtime.ts';

export interface StartOptions {
  help: boolean;
  port: number;
  runtime: AskedRuntime;
  open: boolean;
  /** Optional parts to start though no lab may need them. */
  with: readonly OptionalPart[];
  state?: string;
}

export const HELP = `npm start -- [options]

Serves the course on this machine and starts the bench: Postgres, RabbitMQ,
Tempo, the Collector and the four services of the Bookstore.

  --port <number>    port of the course, 4500 unless given; a second instance
                     with another port has its own bench and its own workspace
  --with <parts>     also start these, though no lab needs them, separated by
                     commas: prometheus, jaeger, loki
  --state <folder>   folder for workspaces, attempts and data
  --no-open          do not open a browser
  --help             this text
${RUNTIME_HELP}
The page can take the bench to the other runtime while it runs; it then starts
there without --runtime as well. With --runtime local, what is said of kind is
for such a change.

Press Enter while it runs for a new link, Ctrl-C to end it and all it started.
`;

/** Reads the arguments of `npm start`; a string says what is wrong with them. */
export function readOptions(argv: readonly string[]): StartOptions | string {
  let values: ReturnType<typeof parse>;
  const parse = () =>
    parseArgs({
      args: [...argv],
      options: {
        help: { type: 'boolean' },
        port: { type: 'string' },
        ...RUNTIME_FLAGS,
        state: { type: 'string' },
        'no-open': { type: 'boolean' },
        with: { type: 'string', multiple: true },
      },
    }).values;
  try {
    values = parse();
  } catch (error) {
    return `${(error as Error).message.split('. To specify')[0]}\nSee npm start -- --help for what it takes.`;
  }
  const port = Number(values.port ?? 4500);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    return `--port takes a number from 1 to 65535, not “${values.port}”.`;
  }
  const { help = false, port: _port, state, 'no-open': closed, with: lists = [], ...flags } = values;
  const runtime = readAskedRuntime(flags, process.env);
  if (typeof runtime === 'string') return `${runtime}.\nSee npm start -- --help for what it takes.`;
  const wanted = optionalIn(lists);
  if (typeof wanted === 'string') return wanted;
  return { help, port, runtime, with: wanted, open: !closed, ...(state !== undefined && { state }) };
}

function optionalIn(lists: readonly string[]): readonly OptionalPart[] | string {
  const names = lists.flatMap((list) => list.split(/[,\s]+/)).filter(Boolean);
  const unknown = names.find((name) => !OPTIONAL.some((part) => part === name));
  if (unknown !== undefined) return `--with takes ${OPTIONAL.join(', ')}, not “${unknown}”.`;
  return OPTIONAL.filter((part) => names.includes(part));
}
