import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { violations } from './accessibility.ts';
import { openBrowser, openPage } from './browser.ts';
import { serveStatic } from './static-server.ts';

const CHAPTER = '/chapters/why-tracing/';
const PREDICTION = '#prediction-guess-sum-of-bars';
let browser: Browser;
let site: Awaited<ReturnType<typeof serveStatic>>;

beforeAll(async () => {
  site = await serveStatic();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  site?.close();
});

test('without a bench a guess is asked first, answered from the recording, and kept', async () => {
  const { page, complaints } = await openPage(browser);
  await page.goto(site.origin + CHAPTER, { waitUntil: 'networkidle' });
  const prediction = page.locator(PREDICTION);
  expect(await prediction.textContent()).not.toMatch(/recorded run says|four spans were open/);
  await prediction.getByRole('button', { name: 'Keep my guess' }).click();
  await prediction.getByText('Make a guess first').waitFor();
  await prediction.getByLabel('It is the same').check();
  await prediction.getByRole('button', { name: 'Keep my guess' }).click();
  await prediction.getByText('✗ Not as you guessed').waitFor();
  await prediction.getByText('The recorded run').waitFor();
  expect(await prediction.locator('dd').allTextContents()).toEqual([
    expect.stringContaining('It is the same.'),
    expect.stringMatching(/^(3\.\d|4) times the wait$/),
  ]);
  await prediction.getByText('four spans were open').waitFor();
  expect(await violations(page, PREDICTION)).toEqual([]);
  await page.reload();
  await prediction.getByText('✗ Not as you guessed').waitFor();
  expect(await prediction.getByLabel('It is the same').isChecked()).toBe(true);
  expect(complaints.filter((text) => !text.includes('/api/hello'))).toEqual([]);
  await page.context().close();
});

test('without scripts a prediction stands with its answer folded', async () => {
  const { page } = await openPage(browser, { javaScriptEnabled: false });
  await page.goto(site.origin + CHAPTER);
  const plain = page.locator('.plain-prediction');
  expect(await plain.count()).toBeGreaterThan(2);
  expect(await plain.locator('details[open]').count()).toBe(0);
  expect(await page.locator('trace-prediction').first().isVisible()).toBe(false);
  await page.context().close();
});
