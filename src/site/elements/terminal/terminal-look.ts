import { Unicode11Addon } from '@xterm/addon-unicode11';
import { type ILinkHandler, Terminal } from '@xterm/xterm';
import '@xterm/xterm/css/xterm.css';
import { countLikeShells } from '#terminal/client/widths.ts';
import { type TerminalSettings, terminalSettings } from './terminal-settings.ts';
import { terminalTheme } from './terminal-theme.ts';

const OWN = 'JetBrains Mono Variable';
const FONT = `"${OWN}", ui-monospace, Menlo, monospace`;
/** Milliseconds to wait for what decides the size of a letter; without it a terminal begins with what is there. */
const PATIENCE = 800;

/** An emulator with the page's letters, colours and widths. */
export function newEmulator(linkHandler: ILinkHandler): Terminal {
  const { fontSize, screenReader } = terminalSettings();
  const terminal = new Terminal({
    allowProposedApi: true,
    fontFamily: FONT,
    fontSize,
    lineHeight: 1.2,
    scrollback: 5000,
    theme: terminalTheme(),
    minimumContrastRatio: 4.5,
    screenReaderMode: screenReader,
    linkHandler,
  });
  countLikeShells(terminal, Unicode11Addon);
  return terminal;
}

/** Resolves when the page's letters can be measured: a terminal measures them once, when it is put on the page. */
export async function lettersReady(): Promise<void> {
  const { fontSize } = terminalSettings();
  await Promise.race([document.fonts.load(`${fontSize}px "${OWN}"`), patience()]);
}

function patience(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, PATIENCE));
}

/** Follows the page's theme, the settings and letters that come late, until `signal` aborts; `changed` hears of another size of letters. */
export function followLook(terminal: Terminal, changed: () => void, signal: AbortSignal): void {
  const wear = () => {
    terminal.options.theme = terminalTheme();
  };
  document.addEventListener('spanwise:theme', wear, { signal });
  const late = (event: FontFaceSetLoadEvent) => {
    if (!event.fontfaces.some(({ family }) => family.includes(OWN))) return;
    // It measures only when the name of the font is another.
    terminal.options.fontFamily = 'monospace';
    terminal.options.fontFamily = FONT;
    changed();
  };
  document.fonts.addEventListener('loadingdone', late as EventListener, { signal });
}

/** Takes over changed settings. */
export function applySettings(terminal: Terminal, { fontSize, screenReader }: TerminalSettings): void {
  terminal.options.fontSize = fontSize;
  terminal.options.screenReaderMode = screenReader;
}

/**
 * Draws by graphics card where there is one; the DOM renderer stays where it cannot be had or is lost. The card's letters are
 * of whole pixels, so that another number of them fits: `changed` hears when it took over or was lost. Resolves when it draws,
 * and at the latest when the letters were waited for long enough.
 */
export async function useGraphics(terminal: Terminal, changed: () => void): Promise<void> {
  await Promise.race([drawByCard(terminal, changed), patience()]);
}

async function drawByCard(terminal: Terminal, changed: () => void): Promise<void> {
  try {
    const { WebglAddon } = await import('@xterm/addon-webgl');
    const graphics = new WebglAddon();
    graphics.onContextLoss(() => {
      graphics.dispose();
      changed();
    });
    terminal.loadAddon(graphics);
    changed();
  } catch {
    // The DOM renderer does.
  }
}
