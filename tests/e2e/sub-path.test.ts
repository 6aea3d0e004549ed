import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser, openPage } from './browser.ts';
import { scriptBench } from './scripted-bench.ts';
import { serveStatic } from './static-server.ts';

const repository = resolve(import.meta.dirname, '../..');
const BELOW = '/courses/tracing/';
let browser: Browser;
let built: string;

beforeAll(async () => {
  built = await mkdtemp(join(tmpdir(), 'spanwise-below-'));
  const astro = join(repository, 'node_modules/astro/bin/astro.mjs');
  await promisify(execFile)(process.execPath, [astro, 'build', '--base', BELOW, '--outDir', built], {
    cwd: repository,
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1' },
  });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  if (built) await rm(built, { recursive: true, force: true });
});

// The site as everybody builds it works below a path as well; only its page for lost addresses needs the base.
describe.each(['with the base it is built for', 'as it is built for the top'])('below a path, %s', (how) => {
  let site: Awaited<ReturnType<typeof serveStatic>>;
  const own = how.startsWith('with');

  beforeAll(async () => {
    site = await serveStatic({ ...(own && { folder: built }), below: BELOW });
  });
  afterAll(() => site?.close());

  test('everything is found, the way through the course works, and so does the quiz', async () => {
    const { page, complaints } = await openPage(browser);
    await page.goto(`${site.origin}${BELOW}`, { waitUntil: 'networkidle' });
    expect(await page.evaluate(() => document.fonts.check('16px "Inter Variable"'))).toBe(true);
    await page.getByRole('link', { name: 'Instrument', exact: true }).click();
    await page.locator('course-quiz#quiz form.question').first().locator('input').first().check();
    await page
      .locator('course-quiz#quiz form.question')
      .first()
      .getByRole('button', { name: 'Answer' })
      .click();
    await page.locator('.quiz-head').getByText('not answered yet').waitFor();
    await page.locator('course-diagram').first().scrollIntoViewIfNeeded();
    await page.locator('course-diagram svg:visible').first().waitFor();
    await page.locator('.rail').getByRole('link', { name: 'The pipeline' }).click();
    await page.waitForURL(`${site.origin}${BELOW}chapters/pipeline/`);
    await page.keyboard.press('/');
    await page.getByRole('dialog', { name: 'Search' }).getByRole('searchbox').waitFor();
    await page.keyboard.type('propagator');
    await page.locator('.search-place').first().click();
    await page.waitForURL(`${site.origin}${BELOW}**#*`);
    await page.getByRole('link', { name: 'Spanwise', exact: true }).click();
    await page.waitForURL(`${site.origin}${BELOW}`);
    expect(new Set(site.missed)).toEqual(new Set([`${BELOW}api/hello`]));
    expect(complaints.filter((text) => !text.includes('/api/hello'))).toEqual([]);
    await page.context().close();
  });

  test('without script it reads, and its links lead on', async () => {
    const { page } = await openPage(browser, { javaScriptEnabled: false });
    await page.goto(`${site.origin}${BELOW}chapters/pipeline/`);
    expect(await page.locator('body').evaluate((body) => getComputedStyle(body).fontFamily)).toContain(
      'Inter',
    );
    await page
      .locator('.chapter-end')
      .getByRole('link', { name: /^Chapter 04/ })
      .click();
    await page.waitForURL(`${site.origin}${BELOW}chapters/instrument/`);
    expect(await page.locator('.plain-quiz > li').count()).toBeGreaterThan(4);
    await page.context().close();
  });

  test('calls and websockets go to the same path', async () => {
    const { page } = await openPage(browser);
    await scriptBench(page);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    page.on('websocket', (socket) => asked.push(new URL(socket.url()).pathname));
    await page.goto(`${site.origin}${BELOW}chapters/instrument/`);
    await page.locator('status-button').getByText('Bench ready').waitFor();
    await page.getByRole('tab', { name: 'Files', exact: true }).click();
    await page.locator('lab-files:not([hidden]) .cm-line').first().waitFor();
    expect(asked.filter((path) => !path.startsWith(BELOW))).toEqual([]);
    expect(asked.filter((path) => path.startsWith(`${BELOW}api/labs/`)).length).toBeGreaterThan(0);
    await page.context().close();
  });

  test('a lost address shows the page that says so, at any depth', async ({ skip }) => {
    skip(!own, 'a site built for the top has a 404 page for the top: only the base of a build reaches it');
    const { page } = await openPage(browser);
    await page.goto(`${site.origin}${BELOW}chapters/gone/deeper/`);
    await page.getByRole('heading', { name: 'There is no page here' }).waitFor();
    expect(await page.locator('body').evaluate((body) => getComputedStyle(body).fontFamily)).toContain(
      'Inter',
    );
    await page.getByRole('link', { name: 'All chapters' }).click();
    await page.waitForURL(`${site.origin}${BELOW}`);
    await page.context().close();
  });
});
