import type { ITheme } from '@xterm/xterm';
import { SERVICES } from '#system/part-names.ts';
import { specOf } from '#system/spec-of.ts';
import { themeTokens } from '../page/theme-tokens.ts';

/** xterm's colours for the theme of the page. */
export function terminalTheme(): ITheme {
  const tokens = themeTokens(['code', 'ink', 'accent', 'accent-soft'] as const);
  const dark = document.documentElement.dataset['theme'] === 'dark';
  return {
    background: tokens.code,
    foreground: tokens.ink,
    cursor: tokens.accent,
    cursorAccent: tokens.code,
    selectionBackground: dark ? '#2f4d63' : '#c9e0ee',
    ...(dark ? DARK : LIGHT),
    ...serviceColours(dark ? 'dark' : 'light'),
  };
}

/** A service has the same colour in the terminal's text as everywhere on the page. */
export function serviceColours(theme: 'light' | 'dark'): ITheme {
  const coloured = SERVICES.flatMap((service) => specOf(service).colour ?? []);
  return Object.fromEntries(coloured.map((colour) => [colour.terminal, colour[theme]]));
}

const LIGHT: ITheme = {
  black: '#1c2025',
  red: '#a3282f',
  green: '#1a6b3a',
  yellow: '#7a5200',
  blue: '#0a5a8a',
  magenta: '#85307a',
  cyan: '#0a6670',
  white: '#5d646d',
  brightBlack: '#59616b',
  brightRed: '#b3202a',
  brightGreen: '#12703a',
  brightYellow: '#825700',
  brightBlue: '#0567a3',
  brightMagenta: '#922d85',
  brightCyan: '#00707c',
  brightWhite: '#33393f',
};

const DARK: ITheme = {
  black: '#2a3038',
  red: '#f0868d',
  green: '#6cca92',
  yellow: '#e5c07b',
  blue: '#74bbec',
  magenta: '#dc9ad2',
  cyan: '#6fd0d6',
  white: '#d5d9de',
  brightBlack: '#8a94a0',
  brightRed: '#ffa4a9',
  brightGreen: '#8fe0ae',
  brightYellow: '#f3d598',
  brightBlue: '#9bd0f5',
  brightMagenta: '#edb9e4',
  brightCyan: '#95e3e8',
  brightWhite: '#ffffff',
};
