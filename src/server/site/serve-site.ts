import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { relative } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { plainAnswer } from '../pages/plain-page.ts';
import { NO_PAGE } from '../pages/refused-pages.ts';
import { findPage } from './find-page.ts';
import { mediaType } from './media-types.ts';
import { scriptHashes } from './script-hashes.ts';
import { securityHeaders } from './security-headers.ts';

/** Milliseconds until the two renames that swap a new site in are over; a request between them waits so long. */
const SWAP = 40;

/** Answers a GET from the built site. Reads the file every time: a rebuilt site shows at once, and it is small. */
export async function serveSite(root: string, request: Request): Promise<Response> {
  for (let tries = 1; ; tries += 1) {
    const answer = await serveFile(root, request).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT' || tries === 3) throw error;
    });
    if (answer && (answer.status !== 404 || tries === 3 || (await isThere(root)))) return answer;
    await wait(SWAP);
  }
}

async function isThere(root: string): Promise<boolean> {
  return stat(root).then(
    () => true,
    () => false,
  );
}

async function serveFile(root: string, request: Request): Promise<Response> {
  const url = new URL(request.url);
  const found = await findPage(root, url.pathname);
  const file = found ?? (await findPage(root, '/404.html'));
  if (file === undefined) return plainAnswer(404, NO_PAGE, url.host);
  if (file === found && file.endsWith('index.html') && !url.pathname.endsWith('/')) {
    // Relative links of a page only hold under its one address.
    if (!url.pathname.endsWith('/index.html')) return moved(`${url.pathname}/${url.search}`, url.host);
  }
  const bytes = await readFile(file);
  const type = mediaType(file);
  const tag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`;
  const headers = new Headers({
    ...securityHeaders(url.host, type.startsWith('text/html') ? scriptHashes(bytes.toString('utf8')) : []),
    'Content-Type': type,
    // Astro names the files below _astro/ by their content.
    'Cache-Control': relative(root, file).startsWith('_astro')
      ? 'public, max-age=31536000, immutable'
      : 'no-cache',
    ETag: tag,
  });
  if (found === undefined) return new Response(bytes, { status: 404, headers });
  if (request.headers.get('if-none-match') === tag) return new Response(null, { status: 304, headers });
  headers.set('Content-Length', String(bytes.byteLength));
  return new Response(request.method === 'HEAD' ? null : bytes, { headers });
}

function moved(location: string, host: string): Response {
  return new Response(null, { status: 308, headers: { ...securityHeaders(host), Location: location } });
}
