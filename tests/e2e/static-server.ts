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

/**
 * A built site as any static host would serve it, at the top or below a path: files, and nothing of ours. `missed` are
 * the paths that were asked for and are not there.
 */
export async function serveStatic({ folder = dist, below = '/' } = {}): Promise<{
  origin: string;
  missed: string[];
  close: () => void;
}> {
  const missed: string[] = [];
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url!, 'http://host').pathname);
    const inside = path.startsWith(below) ? path.slice(below.length) : '../outside';
    const file = join(folder, path.endsWith('/') ? `${inside}index.html` : inside);
    const text = path.startsWith(below) ? await readFile(file).catch(() => undefined) : undefined;
    if (!text) missed.push(path);
    response.writeHead(text ? 200 : 404, {
      'Content-Type': TYPES[extname(text ? file : '404.html')] ?? 'application/octet-stream',
    });
    response.end(text ?? (await readFile(join(folder, '404.html'))));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    origin: `http://127.0.0.1:${(server.address() as { port: number }).port}`,
    missed,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
