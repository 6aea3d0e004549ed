import { expect, test } from 'vitest';
import { violations } from './accessibility.ts';
import { openPage } from './browser.ts';
import { builtPages } from './built-pages.ts';

const pages = builtPages();

test('a term shows its definition on hover, on focus and on a touch, and Escape closes it', async () => {
  const { page } = await openPage(pages.browser);
  await page.goto(`${pages.site.origin}/chapters/instrument/`);
  const term = page.getByRole('button', { name: 'propagation', exact: true });
  const note = page.locator('#term-context-propagation');
  // A page that moves while it loads takes the term from under the pointer, which then has to come again.
  await expect
    .poll(
      async () => {
        await page.mouse.move(0, 0);
        await term.hover();
        await page.waitForTimeout(500);
        return note.isVisible();
      },
      { timeout: 20_000 },
    )
    .toBe(true);
  expect(await violations(page, 'glossary-term')).toEqual([]);
  await note.getByRole('link', { name: 'Glossary' }).hover();
  // Long enough for a definition that follows the pointer to be gone.
  await page.waitForTimeout(400);
  expect(await note.isVisible()).toBe(true);
  await page.keyboard.press('Escape');
  await note.waitFor({ state: 'hidden' });
  await page.mouse.move(0, 0);
  await page.locator('h1').click();
  // Focus that came by key, as from the term before it.
  await page.keyboard.press('Tab');
  await term.focus();
  await note.waitFor();
  expect(
    await term.evaluate((one) => document.getElementById(one.getAttribute('aria-describedby')!)?.textContent),
  ).toMatch(/^context propagation Passing the trace context/);
  await page.context().close();
});

test('a touch opens a definition inside the window, and without scripts a click does', async () => {
  const phone = { viewport: { width: 390, height: 844 } };
  for (const more of [{ hasTouch: true }, { javaScriptEnabled: false }]) {
    const { page } = await openPage(pages.browser, { ...phone, ...more });
    await page.goto(`${pages.site.origin}/chapters/instrument/`);
    const term = page.getByRole('button', { name: 'propagation', exact: true });
    await ('hasTouch' in more ? term.tap() : term.click());
    const box = (await page.locator('#term-context-propagation').boundingBox())!;
    expect([box.x >= 0, box.x + box.width <= 390, box.y >= 0, box.y + box.height <= 844]).toEqual([
      true,
      true,
      true,
      true,
    ]);
    await page.context().close();
  }
});

test('each term is marked once a chapter', async () => {
  const { page } = await openPage(pages.browser);
  for (const slug of ['why-tracing', 'instrument', 'pipeline']) {
    await page.goto(`${pages.site.origin}/chapters/${slug}/`);
    const targets = await page
      .locator('.term')
      .evaluateAll((all) => all.map((one) => one.getAttribute('popovertarget')));
    expect(targets.length).toBeGreaterThan(2);
    expect(new Set(targets).size).toBe(targets.length);
  }
  await page.context().close();
});

test('a heading has a link that copies its address', async () => {
  const { page } = await openPage(pages.browser, { permissions: ['clipboard-read', 'clipboard-write'] });
  await page.goto(`${pages.site.origin}/chapters/instrument/`);
  const heading = page.getByRole('heading', { name: 'Server side: extract', exact: true });
  await heading.getByRole('link', { name: 'Link to this section' }).click();
  await heading.getByText('Link copied').waitFor();
  const address = `${pages.site.origin}/chapters/instrument/#server-side-extract`;
  expect([page.url(), await page.evaluate(() => navigator.clipboard.readText())]).toEqual([address, address]);
  await page.context().close();
});

test('no listing is cut off, on a telephone either, and goes by the path that the steps give', async () => {
  const { page } = await openPage(pages.browser, { viewport: { width: 390, height: 844 } });
  await page.goto(`${pages.site.origin}/chapters/instrument/`);
  const listings = page.locator('main .expressive-code');
  const cut = listings
    .locator('pre')
    .evaluateAll((all) => all.filter((one) => one.scrollWidth > one.clientWidth + 1).length);
  expect(await cut).toBe(0);
  await listings.getByText('internal/storefront/orders_client.go', { exact: true }).first().waitFor();
  expect(await listings.getByText('labs/bookstore').count()).toBe(0);
  await page.context().close();
});

test('the chapters around lead on without a script', async () => {
  const { page } = await openPage(pages.browser, { javaScriptEnabled: false });
  await page.goto(`${pages.site.origin}/chapters/pipeline/`);
  const around = page.getByRole('navigation', { name: 'The chapters around this one' });
  await around.getByRole('link', { name: /^Previous\s+02/ }).click();
  await page.waitForURL(`${pages.site.origin}/chapters/mental-model/`);
  await around.getByRole('link', { name: /^Next\s+03/ }).click();
  await page.waitForURL(`${pages.site.origin}/chapters/pipeline/`);
  await page.context().close();
});

test('the list of chapters opens over a page that has no bench', async () => {
  const { page } = await openPage(pages.browser, { viewport: { width: 390, height: 844 } });
  await page.goto(`${pages.site.origin}/chapters/pipeline/`);
  const rail = page.getByRole('navigation', { name: 'Chapters', exact: true });
  await page.getByRole('button', { name: 'Chapters', exact: true }).click();
  await rail.getByRole('link', { name: 'Is it working?' }).click();
  await rail.waitFor({ state: 'hidden' });
  await page.context().close();
});

test('on paper: no controls, answers folded, what was recorded whole', async () => {
  const { page } = await openPage(pages.browser, { colorScheme: 'dark' });
  await page.goto(`${pages.site.origin}/chapters/why-tracing/`);
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  for (const part of [
    '.site-header',
    '.rail',
    '.bench-region',
    '.question-actions',
    '.heading-link',
    '.neighbours',
  ])
    expect(await page.locator(part).first().isVisible()).toBe(false);
  expect(await page.locator('course-quiz form.question').first().isVisible()).toBe(true);
  expect(await page.locator('.because:visible').count()).toBe(0);
  const cut = await page
    .locator('.recorded-output')
    .evaluateAll(
      (all) =>
        all.filter((one) => one.scrollHeight > one.clientHeight + 1 || one.scrollWidth > one.clientWidth + 1)
          .length,
    );
  expect(cut).toBe(0);
  expect(await page.locator('body').evaluate((body) => getComputedStyle(body).color)).toBe('rgb(28, 32, 37)');
  await page.context().close();
});

test('on paper a long output stands in columns, whole', async () => {
  const { page } = await openPage(pages.browser);
  await page.goto(`${pages.site.origin}/chapters/scrub/`);
  await page.emulateMedia({ media: 'print' });
  const long = page.locator('.recorded-output').filter({ hasText: 'messaging.message.body.size' }).first();
  expect(await long.evaluate((one) => getComputedStyle(one).columnCount)).toBe('2');
  expect(await long.evaluate((one) => one.scrollHeight <= one.clientHeight + 1)).toBe(true);
  expect(await long.evaluate((one) => one.scrollWidth <= one.clientWidth + 1)).toBe(true);
  await page.context().close();
});

test('the front page poses a recorded case, which can be solved without a script', async () => {
  const { page } = await openPage(pages.browser, { javaScriptEnabled: false });
  await page.goto(`${pages.site.origin}/`);
  const verdict = page.locator('.mystery .verdict');
  expect(await verdict.isVisible()).toBe(false);
  await page.getByText('From storefront to catalog').click();
  expect(await verdict.isVisible()).toBe(false);
  await page.getByText('From storefront to orders').click();
  await verdict.waitFor();
  expect(await verdict.getByText('Observed').isVisible()).toBe(true);
  await page.context().close();
});
