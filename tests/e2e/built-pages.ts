import type { Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { openBrowser } from './browser.ts';
import { serveStatic } from './static-server.ts';

/** The built pages, without a bench behind them, and a browser. */
interface BuiltPages {
  readonly site: Awaited<ReturnType<typeof serveStatic>>;
  readonly browser: Browser;
}

/** Serves the built pages from the first test of a file to the end of its last. */
export function builtPages(): BuiltPages {
  let site: BuiltPages['site'];
  let browser: Browser;
  beforeAll(async () => {
    site = await serveStatic();
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    site?.close();
  });
  return {
    get site() {
      return site;
    },
    get browser() {
      return browser;
    },
  };
}
