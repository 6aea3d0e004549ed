import { browserStorage } from '../page/browser-storage.ts';

/** How this browser's terminals look and speak. */
export interface TerminalSettings {
  /** Height of the letters in pixels. */
  fontSize: number;
  /** Whether what is printed is also there for a screen reader. */
  screenReader: boolean;
}

const KEY = 'spanwise.terminal';
const USUAL: TerminalSettings = { fontSize: 13, screenReader: false };
/** Pixels: below nothing can be read, above a command no longer fits into half a window. */
const [SMALLEST, LARGEST] = [8, 32];

const listeners = new Set<(settings: TerminalSettings) => void>();
/** Stands in for the storage where the reader has forbidden it. */
let now: TerminalSettings | undefined;

/** The settings kept by this browser. */
export function terminalSettings(): TerminalSettings {
  now ??= readSettings(stored());
  return now;
}

/** Changes settings in every terminal of this browser, and keeps them. */
export function changeSettings(change: Partial<TerminalSettings>): void {
  now = readSettings(JSON.stringify({ ...terminalSettings(), ...change }));
  try {
    browserStorage()?.setItem(KEY, JSON.stringify(now));
  } catch {
    // Not kept, but in force.
  }
  for (const listener of [...listeners]) listener(now);
}

/** Makes letters larger or smaller by a pixel, or 0: as they usually are. */
export function changeFontSize(by: -1 | 0 | 1): void {
  changeSettings({ fontSize: by === 0 ? USUAL.fontSize : terminalSettings().fontSize + by });
}

/** Calls back with every change, also of another window, until `signal` aborts. */
export function onSettings(listener: (settings: TerminalSettings) => void, signal: AbortSignal): void {
  listeners.add(listener);
  signal.addEventListener('abort', () => listeners.delete(listener));
  addEventListener(
    'storage',
    ({ key, newValue }) => {
      if (key !== KEY) return;
      now = readSettings(newValue);
      listener(now);
    },
    { signal },
  );
}

/** Settings from what was kept, which may be of another version of the page. */
export function readSettings(text: string | null): TerminalSettings {
  let kept: unknown;
  try {
    kept = JSON.parse(text ?? '{}');
  } catch {
    kept = {};
  }
  const { fontSize, screenReader } = (kept ?? {}) as Partial<Record<keyof TerminalSettings, unknown>>;
  const size = typeof fontSize === 'number' && Number.isFinite(fontSize) ? fontSize : USUAL.fontSize;
  return {
    fontSize: Math.min(LARGEST, Math.max(SMALLEST, Math.round(size))),
    screenReader: screenReader === true,
  };
}

function stored(): string | null {
  try {
    return browserStorage()?.getItem(KEY) ?? null;
  } catch {
    return null;
  }
}
