import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { close, createIndex } from 'pagefind';

/** What no reader searches for: answers that are still folded, drawings, what a machine printed. */
const LEFT_OUT = [
  'noscript',
  'course-quiz',
  'svg',
  '.waterfall',
  '.recorded-output',
  '.recorded-verdict',
  '.chapter-end',
  '.about-chapter',
  '.heading-link',
  '[popover]',
];

/** Pagefind's own search boxes: the site has one of its own. */
const UNUSED = /-ui\.(js|css)$|highlight\.js$/;

/** Makes the index that the page's search reads, from the built pages' `data-pagefind-body`. It needs no network. */
export function searchIndex(): AstroIntegration {
  return {
    name: 'search-index',
    hooks: {
      'astro:build:done': async ({ dir, logger }) => {
        const folder = fileURLToPath(dir);
        try {
          const { index, errors } = await createIndex({ excludeSelectors: LEFT_OUT, includeCharacters: '_' });
          if (!index) throw new Error(errors.join('\n'));
          const added = await index.addDirectory({ path: folder });
          const made = await index.getFiles();
          const wrong = [...added.errors, ...made.errors];
          if (wrong.length > 0) throw new Error(wrong.join('\n'));
          for (const { path: file, content } of made.files.filter((one) => !UNUSED.test(one.path))) {
            const to = path.join(folder, 'pagefind', file);
            await mkdir(path.dirname(to), { recursive: true });
            await writeFile(to, content);
          }
          logger.info(`${added.page_count} pages can be searched`);
        } finally {
          await close();
        }
      },
    },
  };
}
