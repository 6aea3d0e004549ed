import type { CliIo } from '#cli/lab/cli-io.ts';
import { lab } from '#cli/lab/lab.ts';
import { signIn, startServer } from './start-server.ts';

interface Options extends Pick<Partial<CliIo>, 'signal' | 'ask'> {
  /** Hears all that was written to the output so far. */
  heard?: (text: string) => void;
}

/** A bench of the demo lab, the command `lab` as a script in its terminal runs it, and the page beside it. */
export async function openLab(given: { ready?: boolean } = {}) {
  const bench = await startServer();
  if (given.ready !== false) await bench.lifecycle.up(bench.labs.get('demo')!.workspace.folder);
  const env = { NO_COLOR: '1', ...bench.labCommand.env('demo') };
  const run = async (line: string, options: Options = {}) => {
    let [out, err] = ['', ''];
    const code = await lab(line.split(' ').filter(Boolean), {
      env,
      cwd: '/',
      out: {
        write: (text) => {
          out += text;
          options.heard?.(out);
        },
        terminal: false,
        columns: 90,
      },
      err: { write: (text) => (err += text), terminal: false },
      signal: options.signal ?? new AbortController().signal,
      ask: options.ask,
    });
    return { code, out, err };
  };
  const cookie = await signIn(bench.server);
  const origin = `http://127.0.0.1:${bench.port}`;
  const headers = { Cookie: cookie, Origin: origin };
  const page = (method: string, path: string) => fetch(origin + path, { method, headers });
  const send = (method: string, path: string, body?: object) =>
    fetch(origin + path, {
      method,
      headers: { ...headers, ...(body && { 'Content-Type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });
  return { ...bench, env, run, page, send };
}
