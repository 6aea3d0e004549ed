import { parseArgs } from 'node:util';
import { chooseRuntime, RUNTIME_FLAGS, RUNTIME_HELP, type RuntimeChoice } from '#runtimes/choice.ts';

export interface StartOptions {
  help: boolean;
  port: number;
  runtime: RuntimeChoice;
  open: boolean;
  state?: string;
}

export const HELP = `npm start -- [options]

Serves the course on this machine and starts the bench: Postgres, RabbitMQ,
Tempo, the Collector and the four services of the Bookstore.

  --port <number>    port of the course, 4500 unless given; a second instance
                     with another port has its own bench and its own workspace
  --state <folder>   folder for workspaces, attempts and data
  --no-open          do not open a browser
  --help             this text
${RUNTIME_HELP}
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
  const { help = false, port: _port, state, 'no-open': closed, ...flags } = values;
  const runtime = chooseRuntime(flags, process.env);
  if (typeof runtime === 'string') return `${runtime}.\nSee npm start -- --help for what it takes.`;
  return { help, port, runtime, open: !closed, ...(state !== undefined && { state }) };
}
