import mdx from '@astrojs/mdx';
import { defineConfig } from 'astro/config';
import expressiveCode from 'astro-expressive-code';
import { courseDiagrams } from './src/site/build/course-diagrams.ts';
import { glossaryTerms } from './src/site/build/glossary-terms.ts';
import { relativeLinks } from './src/site/build/relative-links.ts';
import { searchIndex } from './src/site/build/search-index.ts';

export default defineConfig({
  srcDir: './src/site',
  publicDir: './src/site/public',
  outDir: './dist',
  output: 'static',
  trailingSlash: 'always',
  devToolbar: { enabled: false },
  integrations: [courseDiagrams(), glossaryTerms(), expressiveCode(), mdx(), relativeLinks(), searchIndex()],
  // Scripts stay files: the server's content security policy admits no inline script but the one whose hash it knows.
  vite: { build: { assetsInlineLimit: 0, chunkSizeWarningLimit: 4000 } },
});
