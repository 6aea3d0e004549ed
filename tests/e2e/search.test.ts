import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { violations } from './accessibility.ts';
import { openPage } from './browser.ts';
import { builtPages } from './built-pages.ts';

const pages = builtPages();

test('by keys alone: open, type, go into the results, follow one to its place', async () => {
  const { page, complaints } = await openPage(pages.browser);
  await page.goto(`${pages.site.origin}/chapters/instrument/`);
  await page.keyboard.press('/');
  await page.getByRole('dialog', { name: 'Search' }).getByRole('searchbox').waitFor();
  await page.keyboard.type('propagator');
  await page.locator('.search-place').first().waitFor();
  expect(await page.locator('.search-count').textContent()).toMatch(/^\d+ places?$/);
  expect(await page.locator('.search-excerpt mark').count()).toBeGreaterThan(0);
  expect(await violations(page, '.search-dialog')).toEqual([]);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  const [second, href] = await page.evaluate(() => [
    [...document.querySelectorAll('.search-place')].indexOf(document.activeElement!),
    (document.activeElement as HTMLAnchorElement).href,
  ]);
  expect(second).toBe(1);
  await page.keyboard.press('Enter');
  await page.waitForURL(href as string);
  expect(complaints.filter((text) => !text.includes('/api/hello'))).toEqual([]);
  await page.context().close();
});

test('chapters, labs, the glossary and findings are found, each at its anchor', async () => {
  const { page } = await openPage(pages.browser);
  await page.goto(`${pages.site.origin}/search/`);
  expect(await hrefs(page, 'tail sampling')).toContain('/reference/glossary/#tail-sampling');
  expect(await hrefs(page, 'Server side extract')).toContain('/chapters/instrument/#server-side-extract');
  expect(await hrefs(page, 'begins a trace of its own')).toContainEqual(
    expect.stringMatching(/^\/chapters\/instrument\/#task-split-trace-|^\/reference\/findings\/#/),
  );
  expect(await hrefs(page, 'does not compile')).toContain('/reference/findings/#any-lab-any-does-not-build');
  await page.context().close();
});

test('what is not found is said, and Escape gives the keyboard back', async () => {
  const { page } = await openPage(pages.browser);
  await page.goto(`${pages.site.origin}/`);
  const link = page.locator('site-search a');
  await link.focus();
  await page.keyboard.press('Enter');
  await page.locator('.search-dialog input:focus').waitFor();
  // Its first letter is in no word of the course: where a word is not found, the search goes by its beginning.
  await page.keyboard.type('ξyzzyqux');
  await page.getByText('Nothing found for “ξyzzyqux”.').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(await link.evaluate((one) => one === document.activeElement)).toBe(true);
  await page.context().close();
});

test('a slash in a field is a slash', async () => {
  const { page } = await openPage(pages.browser);
  await page.goto(`${pages.site.origin}/search/`);
  await page.getByRole('searchbox').focus();
  await page.keyboard.type('a/b');
  expect(await page.getByRole('searchbox').inputValue()).toBe('a/b');
  expect(await page.getByRole('dialog').count()).toBe(0);
  await page.context().close();
});

test('answers of quizzes are not found before they are given', async () => {
  const { page } = await openPage(pages.browser);
  await page.goto(`${pages.site.origin}/search/`);
  const found = await hrefs(page, 'Does not belong');
  const excerpts = await page.locator('.search-excerpt').allTextContents();
  expect([found, excerpts].flat().join(' ')).not.toMatch(/Does not belong to it:/);
  await page.context().close();
});

test('without scripts the link leads to a page that says so and lists every section', async () => {
  const { page } = await openPage(pages.browser, { javaScriptEnabled: false });
  await page.goto(`${pages.site.origin}/`);
  await page.locator('site-search a').click();
  // Text selectors pass over a noscript element.
  await expect
    .poll(() => page.locator('noscript p').allInnerTexts(), { timeout: 10_000 })
    .toEqual([expect.stringContaining('Searching needs JavaScript')]);
  await page.locator('noscript a[href$="#server-side-extract"]').click();
  await page.waitForURL(`${pages.site.origin}/chapters/instrument/#server-side-extract`);
  await page.context().close();
});

/** Addresses that the search page finds, from the top of the site. */
async function hrefs(page: Page, words: string): Promise<string[]> {
  await page.getByRole('searchbox').fill('');
  await page.locator('.search-hint').waitFor();
  await page.getByRole('searchbox').fill(words);
  await page.locator('.search-count:not(:empty)').waitFor();
  return page
    .locator('.search-place')
    .evaluateAll((all) =>
      all.map((link) => (link as HTMLAnchorElement).pathname + (link as HTMLAnchorElement).hash),
    );
}
