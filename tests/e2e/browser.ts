import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { findProgram } from '../../scripts/bootstrap/find-program.mjs';
import { chromium as system } from '../../scripts/bootstrap/programs.mjs';

/** Starts the system's Chromium. Without `graphics` the terminal draws as text in the page, which a test can read. */
export function openBrowser({ graphics = false } = {}): Promise<Browser> {
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const quiet = [
    ...(graphics ? ['--enable-unsafe-swiftshader'] : ['--disable-gpu', '--disable-3d-apis']),
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ];
  return chromium.launch({ executablePath: findProgram(system), args: [...root, ...quiet] });
}

/** A page in a profile of its own, and everything it complained of in its console. */
export async function openPage(
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<{ page: Page; complaints: string[] }> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    reducedMotion: 'reduce',
    ...options,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${message.text()} (${message.location().url})`);
  });
  return { page, complaints };
}
