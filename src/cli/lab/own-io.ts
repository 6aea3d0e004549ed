import type { CliIo } from './cli-io.ts';
import { EXIT } from './exit-codes.ts';

/** Columns of output into a file or another program, or a terminal that does not know its size. */
const COLUMNS_WITHOUT_TERMINAL = 100;

/** The process's own terminal or pipes. The first Ctrl-C asks to end, a second one ends at once. */
export function ownIo(): CliIo {
  const { stdin, stdout, stderr, env } = process;
  // Whoever reads the output may stop before its end, as head does.
  for (const stream of [stdout, stderr]) {
    stream.on('error', ({ code }: NodeJS.ErrnoException) => process.exit(code === 'EPIPE' ? 0 : EXIT.defect));
  }
  return {
    env,
    cwd: process.cwd(),
    out: {
      write: (text) => stdout.write(text),
      terminal: stdout.isTTY,
      columns: stdout.columns || COLUMNS_WITHOUT_TERMINAL,
    },
    err: { write: (text) => stderr.write(text), terminal: stderr.isTTY },
    ...(stdin.isTTY && {
      ask: async (question, signal) => (await import('../clean/ask.ts')).ask(question, signal),
    }),
    signal: endSignal(),
  };
}

function endSignal(): AbortSignal {
  const ending = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => {
      if (ending.signal.aborted) process.exit(EXIT.interrupted);
      ending.abort(new Error('interrupted'));
    });
  }
  return ending.signal;
}
