import { defineEcConfig } from 'astro-expressive-code';

// A file of its own, because the theme selector is a function and <Code> in a page could not be given it otherwise.
export default defineEcConfig({
  themes: ['github-light', 'github-dark'],
  themeCssSelector: (theme) => `[data-theme='${theme.type}']`,
  useDarkModeMediaQuery: true,
  // The column beside a bench has room for 66 letters, a telephone for 40: what is cut off is read by nobody.
  defaultProps: { wrap: true, preserveIndent: true, hangingIndent: 2 },
  styleOverrides: {
    borderRadius: '6px',
    borderColor: 'var(--line)',
    codeBackground: 'var(--code)',
    codeFontFamily: 'var(--mono)',
    codeFontSize: '0.8rem',
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
});
