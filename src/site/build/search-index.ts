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
  '.chapter-end',
  '.about-chapter',
  '.heading-link',
  '[popover]',
];

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
          const written = await index.writeFiles({ outputPath: path.join(folder, 'pagefind') });
          const wrong = [...added.errors, ...written.errors];
          if (wrong.length > 0) throw new Error(wrong.join('\n'));
          logger.info(`${added.page_count} pages can be searched`);
        } finally {
          await close();
        }
      },
    },
  };
}
