import { spawn } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Opens the link in the default browser by way of a file that only its owner can read: arguments of a process
 * are readable by everyone on the machine. Gives the way to remove that file; undefined where there is no screen.
 */
export function openBrowser(stateFolder: string, url: string): (() => void) | undefined {
  const opener = findOpener();
  if (!opener) return undefined;
  const folder = join(stateFolder, 'links');
  const file = join(folder, 'open.html');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  rmSync(file, { force: true });
  const target = url.replaceAll('&', '&amp;');
  const page = `<!doctype html><meta charset="utf-8"><meta name="referrer" content="no-referrer"><title>Spanwise</title><meta http-equiv="refresh" content="0;url=${target}">\n`;
  writeFileSync(file, page, { mode: 0o600 });
  // A browser is the person's: without our mark it is none of what the server's end takes along.
  const { SPANWISE_INSTANCE: _, ...env } = process.env;
  const child = spawn(opener, [file], { stdio: 'ignore', detached: true, env });
  // Without a browser the printed link does.
  child.on('error', () => {});
  child.unref();
  return () => rmSync(file, { force: true });
}

function findOpener(): string | undefined {
  if (process.platform === 'darwin') return 'open';
  return process.env.DISPLAY || process.env.WAYLAND_DISPLAY ? 'xdg-open' : undefined;
}
