import mdx from '@astrojs/mdx';
import { defineConfig } from 'astro/config';
import expressiveCode from 'astro-expressive-code';
import { courseDiagrams } from './src/site/build/course-diagrams.ts';

export default defineConfig({
  srcDir: './src/site',
  publicDir: './src/site/public',
  outDir: './dist',
  output: 'static',
  trailingSlash: 'always',
  devToolbar: { enabled: false },
  integrations: [
    courseDiagrams(),
    expressiveCode({
      themes: ['github-light', 'github-dark'],
      themeCssSelector: (theme) => `[data-theme='${theme.type}']`,
      useDarkModeMediaQuery: true,
      styleOverrides: {
        borderRadius: '6px',
        borderColor: 'var(--line)',
        codeBackground: 'var(--code)',
        codeFontFamily: 'var(--mono)',
        codeFontSize: '0.86rem',
        uiFontFamily: 'var(--sans)',
        focusBorder: 'var(--accent)',
        frames: {
          shadowColor: 'transparent',
          editorTabBarBackground: 'var(--panel)',
          editorActiveTabBackground: 'var(--code)',
          editorActiveTabIndicatorTopColor: 'transparent',
          editorActiveTabIndicatorBottomColor: 'transparent',
          editorActiveTabForeground: 'var(--ink-soft)',
          editorTabBarBorderBottomColor: 'var(--line)',
          terminalBackground: 'var(--code)',
          terminalTitlebarBackground: 'var(--panel)',
          terminalTitlebarForeground: 'var(--ink-soft)',
          terminalTitlebarBorderBottomColor: 'var(--line)',
          terminalTitlebarDotsForeground: 'var(--ink-faint)',
        },
      },
    }),
    mdx(),
  ],
  // Scripts stay files: the server's content security policy admits no inline script but the one whose hash it knows.
  vite: { build: { assetsInlineLimit: 0, chunkSizeWarningLimit: 4000 } },
});
