import { expect, test } from 'vitest';
import { openPage } from './browser.ts';
import { builtPages } from './built-pages.ts';
import { learner } from './learner.ts';
import { scriptBench } from './scripted-bench.ts';

/** How long a busy machine may take to come to what is waited for. */
const SOON = { timeout: 15_000 };
const STEP = 'step-split-trace-mend';
const pages = builtPages();

test('a link to a step leads there, though the page becomes shorter when its bench is found', async () => {
  const { page } = await openPage(pages.browser, { reducedMotion: 'no-preference' });
  await scriptBench(page);
  let found = () => {};
  const scrolled = new Promise<void>((resolve) => {
    found = resolve;
  });
  await page.route('**/api/hello', async (route) => {
    await scrolled;
    await route.fallback();
  });
  await page.goto(`${pages.site.origin}/chapters/instrument/#${STEP}`);
  await expect.poll(() => page.evaluate(() => scrollY), SOON).toBeGreaterThan(0);
  found();
  await learner(page).ready(20_000);
  // What was recorded has gone, and nothing scrolls any more.
  await expect
    .poll(async () => {
      const before = await page.evaluate(() => scrollY);
      await page.waitForTimeout(500);
      return (await page.evaluate(() => scrollY)) - before;
    }, SOON)
    .toBe(0);
  const header = (await page.locator('.site-header').boundingBox())!.height;
  const { y } = (await page.locator(`#${STEP}`).boundingBox())!;
  expect([y >= header, y < header + 60]).toEqual([true, true]);
  await page.context().close();
});

test('the text stays where it is while the tabs beside it are gone through by key', async () => {
  const { page } = await openPage(pages.browser);
  await scriptBench(page);
  await page.goto(`${pages.site.origin}/chapters/instrument/#${STEP}`);
  const me = learner(page);
  await me.ready(20_000);
  await page.getByRole('tab', { name: 'Terminal', exact: true }).focus();
  const before = await page.evaluate(() => scrollY);
  for (const name of ['Files', 'Traces', 'Logs', 'Checks']) {
    await page.keyboard.press('ArrowRight');
    await page.locator(`[role="tab"][aria-selected="true"]`, { hasText: name }).waitFor();
  }
  expect(await page.evaluate(() => scrollY)).toBe(before);
  await page.context().close();
});

test('after a reload the bench shows the tab in which each lab was left, and the text stays where it was', async () => {
  const { page } = await openPage(pages.browser);
  await scriptBench(page);
  await page.goto(`${pages.site.origin}/chapters/instrument/#${STEP}`);
  const me = learner(page);
  await me.ready(20_000);
  const shown = () => page.locator('.bench-tabs [aria-selected="true"]').textContent();
  const lab = () => page.getByRole('combobox', { name: 'Lab' });
  await me.tab('Checks');
  await page.evaluate(() => scrollBy(0, 137));
  // What is above the text may still change its height, which the browser makes up for.
  const place = () =>
    page.evaluate((id) => Math.round(document.getElementById(id)!.getBoundingClientRect().top), STEP);
  const before = await place();
  await page.reload();
  await me.ready(20_000);
  await page.locator('lab-checks:not([hidden]) .step-choice').first().waitFor();
  expect((await shown())!.trim()).toBe('Checks');
  await expect.poll(place, SOON).toBe(before);
  // Nothing was chosen since: a lab in which nobody worked comes with the tab in view, and keeps none.
  await lab().selectOption('instrument-catalog');
  expect((await shown())!.trim()).toBe('Checks');
  await me.tab('Logs');
  await page.reload();
  await me.ready(20_000);
  await expect.poll(() => lab().inputValue(), SOON).toBe('split-trace');
  expect((await shown())!.trim()).toBe('Checks');
  await lab().selectOption('instrument-catalog');
  expect((await shown())!.trim()).toBe('Logs');
  await page.context().close();
});
