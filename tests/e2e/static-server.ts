import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, resolve } from 'node:path';

const dist = resolve(import.meta.dirname, '../../dist');
const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** The built site as any static host would serve it: files, and nothing of ours. */
export async function serveStatic(): Promise<{ origin: string; close: () => void }> {
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url!, 'http://host').pathname);
    const file = join(dist, path.endsWith('/') ? `${path}index.html` : path);
    const text = await readFile(file).catch(() => undefined);
    response.writeHead(text ? 200 : 404, {
      'Content-Type': TYPES[extname(text ? file : '.html')] ?? 'application/octet-stream',
    });
    response.end(text ?? (await readFile(join(dist, '404.html'))));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    origin: `http://127.0.0.1:${(server.address() as { port: number }).port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
