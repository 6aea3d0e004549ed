import { signIn, startServer } from './start-server.ts';

/** A bench behind a server, with a signed-in browser's way to call it. */
export async function openBench(given: Parameters<typeof startServer>[0] = {}) {
  const bench = await startServer(given);
  const cookie = await signIn(bench.server);
  const origin = `http://127.0.0.1:${bench.port}`;
  const call = async (method: string, path: string, body?: unknown) => {
    const headers: Record<string, string> = { Cookie: cookie, Origin: origin };
    if (body !== undefined) headers['Content-Type'] = 'application/json';
    const answer = await fetch(origin + path, {
      method,
      headers,
      body: body === undefined ? null : JSON.stringify(body),
    });
    const text = await answer.text();
    return {
      status: answer.status,
      body: text === '' ? undefined : JSON.parse(text),
      headers: answer.headers,
    };
  };
  const workspace = bench.labs.get('demo')!.workspace.folder;
  return { ...bench, call, origin, cookie, workspace };
}
