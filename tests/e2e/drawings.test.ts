import { readdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { loadChapter } from '#course/load/load-chapter.ts';
import { openPage } from './browser.ts';
import { builtPages } from './built-pages.ts';

const chapters = resolve(import.meta.dirname, '../../content/chapters');
const slugs = await Promise.all(
  (await readdir(chapters)).map(async (folder) => (await loadChapter(resolve(chapters, folder))).slug),
);
const pages = builtPages();

// Two at once: each test has a page of its own, in which nothing is timed.
describe.concurrent.each([1440, 1280, 820, 390])('diagrams in a window of %i pixels', (width) => {
  test.each(slugs)('of %s: drawn without a script, no letter below 12 pixels', async (slug) => {
    const { page } = await openPage(pages.browser, {
      viewport: { width, height: 900 },
      javaScriptEnabled: false,
    });
    await page.goto(`${pages.site.origin}/chapters/${slug}/`);
    const figures = await page.locator('.diagram').count();
    // Some lie in a part that the reader opens.
    await page.locator('details:has(.diagram)').evaluateAll((all) => {
      for (const part of all) (part as HTMLDetailsElement).open = true;
    });
    expect(await page.locator('.diagram .drawing:visible').count()).toBe(figures);
    if (figures > 0) expect(await smallestLetter(page)).toBeGreaterThanOrEqual(11.95);
    await page.context().close();
  });
});

test('a drawing takes the colours of the theme that the reader chooses', async () => {
  const { page } = await openPage(pages.browser, { colorScheme: 'light' });
  await page.goto(`${pages.site.origin}/chapters/instrument/`);
  const colours = () =>
    page
      .locator('.diagram .drawing:visible:has([data-service="orders"])')
      .first()
      .evaluate((svg) => {
        const rect = svg.querySelector('[data-service="orders"] rect')!;
        return [getComputedStyle(rect).stroke, getComputedStyle(svg.querySelector('text')!).fill];
      });
  expect(await colours()).toEqual(['rgb(184, 74, 0)', 'rgb(28, 32, 37)']);
  await page.getByRole('button', { name: 'Use the dark theme' }).click();
  expect(await colours()).toEqual(['rgb(242, 147, 87)', 'rgb(227, 230, 233)']);
  await page.context().close();
});

test('where a drawing is cut off it is scrolled by key, and opened over the page', async () => {
  const { page } = await openPage(pages.browser, { viewport: { width: 390, height: 844 } });
  await page.goto(`${pages.site.origin}/chapters/instrument/`);
  const view = page.getByRole('region', { name: 'Diagram: One checkout' }).first();
  await view.focus();
  await page.keyboard.press('ArrowRight');
  await page.waitForFunction(() => (document.activeElement?.scrollLeft ?? 0) > 0);
  await page.getByRole('button', { name: 'Larger' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'One checkout' });
  await dialog.getByRole('img').waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Larger');
  expect(await view.getByRole('img').count()).toBe(1);
  await page.context().close();
});

/** Size of the smallest letter that is shown in any drawing, in pixels of the page. */
function smallestLetter(page: Page): Promise<number> {
  return page.locator('.diagram .drawing:visible').evaluateAll((drawings) =>
    Math.min(
      ...(drawings as SVGSVGElement[]).flatMap((svg) => {
        const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
        return [...svg.querySelectorAll('text')].map(
          (text) => Number.parseFloat(getComputedStyle(text).fontSize) * scale,
        );
      }),
    ),
  );
}
