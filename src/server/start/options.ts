import { parseArgs } from 'node:util';

export interface StartOptions {
  help: boolean;
  port: number;
  runtime: 'local' | 'kind';
  open: boolean;
  state?: string;
}

export const HELP = `npm start -- [options]

Serves the course on this machine and starts the bench: Postgres, RabbitMQ,
Tempo, the Collector and the four services of the Bookstore.

  --port <number>    port of the course, 4500 unless given; a second instance
                     with another port has its own bench and its own workspace
  --runtime <name>   where the bench runs: local (default) or kind
  --state <folder>   folder for workspaces, attempts and data
  --no-open          do not open a browser
  --help             this text

Press Enter while it runs for a new link, Ctrl-C to end it and all it started.
`;

/** Reads the arguments of `npm start`; a string says what is wrong with them. */
export function readOptions(argv: readonly string[]): StartOptions | string {
  let values: { help?: boolean; port?: string; runtime?: string; 'no-open'?: boolean; state?: string };
  try {
    values = parseArgs({
      args: [...argv],
      options: {
        help: { type: 'boolean' },
        port: { type: 'string' },
        runtime: { type: 'string' },
        state: { type: 'string' },
        'no-open': { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    return `${(error as Error).message.split('. To specify')[0]}\nSee npm start -- --help for what it takes.`;
  }
  const port = Number(values.port ?? 4500);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    return `--port takes a number from 1 to 65535, not “${values.port}”.`;
  }
  const runtime = values.runtime ?? 'local';
  if (runtime !== 'local' && runtime !== 'kind') return `--runtime takes local or kind, not “${runtime}”.`;
  return { help: values.help ?? false, port, runtime, open: !values['no-open'], state: values.state };
}
