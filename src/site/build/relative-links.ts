import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';

/**
 * Makes the links of every built page, style and script relative, so that the site works below any path of any host. The
 * page for addresses that lead nowhere is shown at any depth: its links begin with Astro's `base`.
 */
export function relativeLinks(): AstroIntegration {
  let base = '/';
  return {
    name: 'relative-links',
    hooks: {
      'astro:config:setup': ({ updateConfig }) => {
        // Scripts that run while pages are built have no address to be relative to.
        const renderBuiltUrl = (_file: string, { ssr }: { ssr: boolean }) =>
          ssr ? undefined : { relative: true };
        updateConfig({ vite: { experimental: { renderBuiltUrl } } });
      },
      'astro:config:done': ({ config }) => {
        base = config.base;
      },
      'astro:build:done': async ({ dir }) => {
        const folder = fileURLToPath(dir);
        const files = await readdir(folder, { recursive: true });
        await Promise.all(files.map((file) => makeRelative(folder, file, base)));
      },
    },
  };
}

/** A page or style with every link that begins at the site's top beginning with `prefix` instead. */
export function linksFrom(text: string, base: string, prefix: string): string {
  const top = withSlash(base);
  return text.replaceAll(LINK, (_, start: string, address: string) => {
    const inside = `${address}/`.startsWith(top) ? address.slice(top.length) : address.slice(1);
    return start + prefix + inside;
  });
}

/** An attribute, or a `url()` of a style, with an address from the top; `//` would be another host. */
const LINK = /(\s(?:href|src|data-root)="|\burl\(["']?)(\/(?!\/)[^"')]*)/g;

async function makeRelative(folder: string, file: string, base: string): Promise<void> {
  if (!/\.(html|css)$/.test(file)) return;
  const text = await readFile(path.join(folder, file), 'utf8');
  const depth = file.split(path.sep).length - 1;
  const prefix = file === '404.html' ? withSlash(base) : '../'.repeat(depth) || './';
  await writeFile(path.join(folder, file), linksFrom(text, base, prefix));
}

function withSlash(base: string): string {
  return base.endsWith('/') ? base : `${base}/`;
}
