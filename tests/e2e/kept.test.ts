import { readFileSync } from 'node:fs';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { PROGRESS_VERSION, ProgressFileSchema } from '#api/progress-file.ts';
import { overflow, violations } from './accessibility.ts';
import { openPage } from './browser.ts';
import { builtPages } from './built-pages.ts';
import { learner } from './learner.ts';
import { attemptOf, type ScriptedBench, scriptBench } from './scripted-bench.ts';

/** How long a busy machine may take to come to what is waited for. */
const SOON = { timeout: 15_000 };
const CHAPTER = '/chapters/instrument/';
const pages = builtPages();

/** A profile of its own, with a bench behind its pages. */
async function machine(options: BrowserContextOptions = {}): Promise<{ page: Page; bench: ScriptedBench }> {
  const { page } = await openPage(pages.browser, options);
  const bench = await scriptBench(page);
  await page.route('**/api/progress/*', async (route) => {
    const empty = {
      format: 'spanwise-progress',
      version: PROGRESS_VERSION,
      exported: 1,
      attempts: [],
      marks: [],
      hints: [],
    };
    if (route.request().method() === 'GET') return route.fulfill({ json: { ...empty, reading: {} } });
    const { reading } = ProgressFileSchema.parse(route.request().postDataJSON());
    return route.fulfill({ json: { attempts: 0, marks: 0, known: 0, reading } });
  });
  return { page, bench };
}

test('what was read and answered goes with the progress file, and comes back in another browser', async () => {
  const here = await machine();
  await here.page.goto(pages.site.origin + CHAPTER);
  await learner(here.page).ready(20_000);
  await answerFirst(here.page, 0);
  await learner(here.page).tab('Checks');
  const [download] = await Promise.all([
    here.page.waitForEvent('download'),
    here.page.getByRole('link', { name: 'Save my progress' }).click(),
  ]);
  const path = await download.path();
  const file = ProgressFileSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  expect(Object.values(file.reading['instrument']?.quiz ?? {})).toMatchObject([{ tries: 1 }]);

  const there = await machine();
  await there.page.goto(pages.site.origin + CHAPTER);
  await learner(there.page).ready(20_000);
  await learner(there.page).tab('Checks');
  await there.page
    .locator('lab-checks[data-lab="split-trace"] lab-keep input[type="file"]')
    .setInputFiles(path);
  await there.page.getByText(/and 1 answer were added/).waitFor();
  // Seen at once, and after a reload.
  const score = there.page.locator('.quiz-head').getByText('not answered yet');
  await score.waitFor();
  await there.page
    .locator('course-quiz#quiz form.question')
    .first()
    .locator('.outcome', { hasText: /Right|Not right/ })
    .waitFor();
  await there.page.reload();
  await score.waitFor();
  await Promise.all([here, there].map(({ page }) => page.context().close()));
});

test('after a reload and on the front page there is a way on, first to the open step, else to the text', async () => {
  const { page, bench } = await machine();
  await page.goto(pages.site.origin + CHAPTER);
  await learner(page).ready(20_000);
  expect(await page.locator('.site-header course-continue a').count()).toBe(0);
  const [first, second] = bench.view.steps;
  first!.passed = true;
  bench.view.current = second!.id;
  bench.view.attempts = [attemptOf(1, first!.id, 'pass', 'Yes')];
  await page.goto(pages.site.origin);
  const way = page.locator('main course-continue').getByRole('link', { name: /^Continue at step 2 of “/ });
  await page
    .locator('.site-header')
    .getByRole('link', { name: /^Continue at step 2 of “/ })
    .waitFor();
  await way.click();
  await page.waitForURL(`${pages.site.origin}${CHAPTER}#step-split-trace-${second!.id}`);
  await page.locator(`#step-split-trace-${second!.id}`).getByRole('heading').waitFor();
  // On a telephone the word of the bench stands whole beside the way on.
  await page.setViewportSize({ width: 390, height: 844 });
  const line = page.locator('.status-line');
  expect(await line.evaluate((one) => one.scrollWidth - one.clientWidth)).toBe(0);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page
    .locator('.chapter-end')
    .getByText(/1 of \d steps are passed\. Left: step 2/)
    .waitFor();
  await page.context().close();
});

describe('without a bench', () => {
  test('the section being read is marked and kept, leafing is not reading, and the end says what is left', async () => {
    const { page } = await openPage(pages.browser);
    await page.goto(pages.site.origin + CHAPTER);
    await page.getByRole('heading', { name: 'The way out' }).evaluate((heading) => heading.scrollIntoView());
    const current = page.locator('.rail [aria-current="location"]');
    await expect.poll(() => current.textContent(), SOON).toBe('The way out');
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    await expect.poll(() => current.textContent(), SOON).toBe('Questions');
    await page.locator('.chapter-end').getByRole('heading', { name: 'Done, and still to do' }).waitFor();
    await page.locator('.chapter-end').getByRole('link', { name: 'Recognising it in production' }).waitFor();
    expect(await page.locator('.rail [data-progress-of="instrument"]').textContent()).not.toBe('read');
    await page.goto(pages.site.origin);
    await page
      .locator('.site-header')
      .getByRole('link', { name: 'Continue at “Questions” in chapter 04' })
      .waitFor();
    expect(await violations(page)).toEqual([]);
    await page.context().close();
  });

  test('the way on stands whole in the header at usual widths', async () => {
    const { page } = await openPage(pages.browser);
    await page.goto(`${pages.site.origin}/chapters/why-tracing/`);
    const longest = 'Reading a trace without being fooled';
    await page.getByRole('heading', { name: longest }).evaluate((heading) => heading.scrollIntoView());
    await expect
      .poll(() => page.locator('.rail [aria-current="location"]').textContent(), SOON)
      .toBe(longest);
    await page.goto(`${pages.site.origin}/chapters/mental-model/`);
    const way = page.locator('.site-header .continue');
    await way.getByText(`Continue at “${longest}” in chapter 01`).waitFor();
    for (const width of [1920, 1440, 1280, 1024, 900]) {
      await page.setViewportSize({ width, height: 800 });
      const cut = await way.evaluate((link) => {
        const [box, header, mark] = [
          link,
          link.closest('.site-header')!,
          document.querySelector('.wordmark')!,
        ].map((one) => one.getBoundingClientRect()) as [DOMRect, DOMRect, DOMRect];
        const text = link.querySelector('span')!;
        return {
          text: Math.max(text.scrollWidth - text.clientWidth, 0),
          header: box.top < header.top || box.bottom > header.bottom || box.left < mark.right,
        };
      });
      expect([width, cut]).toEqual([width, { text: 0, header: false }]);
      expect(await overflow(page)).toBeLessThanOrEqual(0);
    }
    await page.context().close();
  });

  test('one at a time begins at the first question that is not right; what was chosen stays to be seen', async () => {
    const { page } = await openPage(pages.browser);
    await page.goto(pages.site.origin + CHAPTER);
    const quiz = page.locator('course-quiz#quiz');
    const ids = await quiz
      .locator('form.question')
      .evaluateAll((forms) =>
        forms.map((form) => JSON.parse((form as HTMLElement).dataset['question'] ?? '').id as string),
      );
    await page.evaluate((id) => {
      const quiz = { [id]: { answer: ['x'], right: true, tries: 1 } };
      localStorage.setItem(
        'spanwise.progress',
        JSON.stringify({ version: 1, chapters: { instrument: { read: 1, quiz } } }),
      );
    }, ids[0]!);
    await page.reload();
    await quiz.getByRole('button', { name: 'One at a time' }).click();
    await quiz.getByText(`2 of ${ids.length}`, { exact: true }).waitFor();
    await quiz.getByRole('button', { name: 'All at once' }).click();
    const words = await answerFirst(page, 1);
    expect(
      words.every((word) =>
        /^((The|Part of the) answer, and you (chose|did not choose) it|You chose this, but it is not (part of )?the answer|Not (part of )?the answer, and not chosen)\.$/.test(
          word,
        ),
      ),
    ).toBe(true);
    const form = quiz.locator('form.question').nth(1);
    expect(await form.locator('.choice[data-taken="yes"]').count()).toBe(1);
    expect(await violations(page, 'course-quiz#quiz')).toEqual([]);
    await page.context().close();
  });
});

describe('a browser that keeps nothing', () => {
  const breaks = {
    forbidden: () =>
      Object.defineProperty(window, 'localStorage', {
        get: () => {
          throw new DOMException('no', 'SecurityError');
        },
      }),
    full: () => {
      Storage.prototype.setItem = () => {
        throw new DOMException('full', 'QuotaExceededError');
      };
    },
  };
  test.each(['forbidden', 'full'] as const)('storage is %s: all works, and it is said once', async (how) => {
    const { page, complaints } = await openPage(pages.browser);
    await page.addInitScript(breaks[how]);
    await page.goto(pages.site.origin);
    const notice = page.locator('storage-notice').getByText('last until you leave it');
    if (how === 'forbidden') {
      await notice.waitFor();
      await page.locator('storage-notice').getByRole('button', { name: 'Close' }).press('Enter');
      expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('MAIN');
    }
    await page.locator('theme-switch button').click();
    await page.getByRole('link', { name: /^Begin with chapter/ }).click();
    await answerFirst(page, 0);
    await page.locator('.quiz-head').getByText('not answered yet').waitFor();
    // A visit that began without room for anything was told so on its first page.
    expect(await notice.count()).toBe(how === 'forbidden' ? 0 : 1);
    expect(complaints.filter((text) => !text.includes('/api/hello'))).toEqual([]);
    await page.context().close();
  });

  test('what is said of it does not lie on the bench', async () => {
    const { page } = await openPage(pages.browser);
    await scriptBench(page);
    await page.addInitScript(breaks.forbidden);
    await page.goto(`${pages.site.origin}/chapters/instrument/`);
    const said = await page.locator('storage-notice p').boundingBox();
    const bench = await page.locator('span-bench').boundingBox();
    expect(said!.x + said!.width).toBeLessThan(bench!.x);
    await page.locator('.bench-tabs').getByRole('tab', { name: 'Files' }).click();
    await page.context().close();
  });
});

/** Answers a question by its first choice, whichever kind it is of; gives the words before the reasons. */
async function answerFirst(page: Page, index: number): Promise<string[]> {
  const form = page.locator('course-quiz#quiz form.question').nth(index);
  const field = form.locator('input').first();
  if ((await field.getAttribute('type')) === 'text') await field.fill('1');
  else await field.check();
  await form.getByRole('button', { name: 'Answer' }).click();
  await form.getByRole('button', { name: 'Try again' }).waitFor();
  return form.locator('.because:visible b').allTextContents();
}
