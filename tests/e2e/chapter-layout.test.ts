import { expect, test } from 'vitest';
import { openPage } from './browser.ts';
import { builtPages } from './built-pages.ts';

const pages = builtPages();

test.each([1920, 1440, 820, 390])(
  'every part of a chapter begins at one edge, at %i pixels',
  async (width) => {
    const { page } = await openPage(pages.browser, { viewport: { width, height: 900 } });
    for (const slug of ['why-tracing', 'instrument']) {
      await page.goto(`${pages.site.origin}/chapters/${slug}/`);
      await openFolds(page);
      const edges = await page.locator('.prose').evaluate((text) => {
        const parts = [...text.children].filter((part) => part.getBoundingClientRect().width > 2);
        const line = text.querySelector(':scope > p')!.getBoundingClientRect();
        return parts
          .filter((part) => {
            const { left, right } = part.getBoundingClientRect();
            return Math.abs(left - line.left) > 1 || right > line.right + 1;
          })
          .map(({ outerHTML }) => outerHTML.slice(0, 60));
      });
      expect(edges).toEqual([]);
    }
    await page.context().close();
  },
);

test('code shows the characters that were typed, and a full stop stays with its term', async () => {
  const { page } = await openPage(pages.browser);
  for (const slug of ['pipeline', 'instrument']) {
    await page.goto(`${pages.site.origin}/chapters/${slug}/`);
    await openFolds(page);
    const joined = await page
      .locator('pre, code, samp, kbd, .expressive-code .code')
      .evaluateAll(
        (all) => all.filter((one) => getComputedStyle(one).fontVariantLigatures !== 'none').length,
      );
    expect(joined).toBe(0);
    const apart = await page.locator('glossary-term').evaluateAll((terms) =>
      terms.flatMap((term) => {
        const stop = term.lastChild;
        if (stop?.nodeType !== Node.TEXT_NODE || stop.textContent?.trim() === '') return [];
        const range = document.createRange();
        range.selectNodeContents(stop);
        const gap =
          range.getBoundingClientRect().left - term.querySelector('button')!.getBoundingClientRect().right;
        return Math.abs(gap) > 2 ? [term.textContent?.slice(0, 20)] : [];
      }),
    );
    expect(apart).toEqual([]);
  }
  await page.context().close();
});

test('without a script a question of order lists what is ordered, and nothing looks for a bench', async () => {
  const { page } = await openPage(pages.browser, { javaScriptEnabled: false });
  await page.goto(`${pages.site.origin}/chapters/why-tracing/`);
  const question = page.locator('.plain-quiz > li', { hasText: 'Put the steps into the order' });
  expect(await question.locator(':scope > ul > li').count()).toBe(4);
  for (const path of ['/', '/search/']) {
    await page.goto(`${pages.site.origin}${path}`);
    expect(await page.getByText('Looking for the bench').isVisible()).toBe(false);
  }
  await page.context().close();
});

async function openFolds(page: { evaluate: (open: () => void) => Promise<void> }): Promise<void> {
  await page.evaluate(() => {
    for (const part of document.querySelectorAll('details')) part.open = true;
  });
}
