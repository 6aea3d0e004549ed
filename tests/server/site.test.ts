import { createHash } from 'node:crypto';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rawRequest } from './raw-request.ts';
import { startServer } from './start-server.ts';

describe('the site', () => {
  it('allows the inline scripts the build made, and no other', async () => {
    const { port } = await startServer();
    const answer = await fetch(`http://127.0.0.1:${port}/`);
    const hash = createHash('sha256').update('console.log(1)').digest('base64');
    const policy = answer.headers.get('content-security-policy')!;
    expect(policy).toContain(`script-src 'self' 'wasm-unsafe-eval' 'sha256-${hash}';`);
    expect(policy.match(/sha256-/g)).toHaveLength(1);
    expect(policy.replaceAll(String(port), 'PORT').replace(hash, 'HASH').split('; ')).toMatchInlineSnapshot(`
      [
        "default-src 'self'",
        "script-src 'self' 'wasm-unsafe-eval' 'sha256-HASH'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data:",
        "font-src 'self' data:",
        "connect-src 'self' ws://127.0.0.1:PORT",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
      ]
    `);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('cross-origin-opener-policy')).toBe('same-origin');
  });

  it('answers a request that comes while a new site takes the place of the old one', async () => {
    const { port, root } = await startServer();
    await rename(join(root, 'site'), join(root, 'away'));
    const asked = fetch(`http://127.0.0.1:${port}/chapters/one/`);
    setTimeout(() => void rename(join(root, 'away'), join(root, 'site')), 50);
    expect((await asked).status).toBe(200);
  });

  it('caches what is named by its content and asks again for the rest', async () => {
    const { port } = await startServer();
    const base = `http://127.0.0.1:${port}`;
    const script = await fetch(`${base}/_astro/a.js`);
    expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(script.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    const page = await fetch(`${base}/chapters/one/`);
    expect(page.headers.get('cache-control')).toBe('no-cache');
    const again = await fetch(`${base}/chapters/one/`, {
      headers: { 'If-None-Match': page.headers.get('etag')! },
    });
    expect(again.status).toBe(304);
  });

  it('sends a folder without its slash to the one address of the page', async () => {
    const { port } = await startServer();
    const answer = await fetch(`http://127.0.0.1:${port}/chapters/one?a=1`, { redirect: 'manual' });
    expect([answer.status, answer.headers.get('location')]).toEqual([308, '/chapters/one/?a=1']);
  });

  it('answers 404 with its own page, and never leaves its folder', async () => {
    const { port } = await startServer();
    const paths = [
      '/nothing',
      '/../outside.txt',
      '/%2e%2e/outside.txt',
      '/..%2foutside.txt',
      '/..%5coutside.txt',
      '/%00',
      '/%',
      '//etc/passwd',
      '/_astro/',
      '/.sources',
    ];
    for (const path of paths) {
      const { status, body } = await rawRequest(port, [
        `GET ${path} HTTP/1.1`,
        `Host: 127.0.0.1:${port}`,
        'Connection: close',
      ]);
      expect(status, path).toBe(404);
      expect(body, path).toContain('Not found');
      expect(body, path).not.toContain('secret');
    }
  });
});
