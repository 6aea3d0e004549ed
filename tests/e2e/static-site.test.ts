import { resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { loadQuiz } from '#course/load/load-quiz.ts';
import { isKeyed, type KeyedQuestion } from '#course/quiz/question.ts';
import { overflow, violations } from './accessibility.ts';
import { openPage } from './browser.ts';
import { builtPages } from './built-pages.ts';

const PAGES = [
  '/',
  '/chapters/why-tracing/',
  '/chapters/mental-model/',
  '/chapters/pipeline/',
  '/chapters/instrument/',
  '/chapters/across-the-queue/',
  '/chapters/sampling/',
  '/chapters/scrub/',
  '/reference/glossary/',
  '/reference/findings/',
  '/search/',
  '/404.html',
];
const quiz = await loadQuiz(resolve(import.meta.dirname, '../../content/chapters/04-instrument'));
const keyed = quiz.questions.filter(isKeyed);
const questions = keyed.filter(({ place }) => place === 'end');
const pages = builtPages();

// Each test has a page of its own, in which nothing is timed: two at once keep both cores of a small machine at work.
describe.concurrent.each(PAGES)('%s without a server', (path) => {
  test.each([
    [1440, 'light'],
    [1440, 'dark'],
    [390, 'light'],
    [390, 'dark'],
  ] as const)('at %i pixels, %s: accessible, nothing cut off, no complaint', async (width, colorScheme) => {
    const { page, complaints } = await openPage(pages.browser, {
      viewport: { width, height: 844 },
      colorScheme,
    });
    await page.goto(pages.site.origin + path, { waitUntil: 'networkidle' });
    // Only colours differ in the dark.
    expect(await violations(page, 'html', colorScheme === 'dark' ? ['color-contrast'] : undefined)).toEqual(
      [],
    );
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    // Every page asks once whether there is a bench; the browser notes the 404 by itself.
    expect(complaints.filter((text) => !text.includes('/api/hello'))).toEqual([]);
    await page.context().close();
  });
});

test.concurrent.each(PAGES)('%s at 820 pixels: nothing cut off', async (path) => {
  const { page } = await openPage(pages.browser, { viewport: { width: 820, height: 844 } });
  await page.goto(pages.site.origin + path);
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  await page.context().close();
});

test('the chapter says how to get a bench', async () => {
  const { page } = await openPage(pages.browser);
  await page.goto(`${pages.site.origin}/chapters/instrument/`);
  await page.getByRole('heading', { name: 'These labs run on your machine' }).waitFor();
  expect(await page.getByRole('button', { name: 'Run in the terminal' }).first().isVisible()).toBe(false);
  await page.context().close();
});

test('what was recorded at the start of a step that asks for a change says so', async () => {
  const { page } = await openPage(pages.browser, { javaScriptEnabled: false });
  await page.goto(`${pages.site.origin}/chapters/across-the-queue/`);
  const said = (step: string) =>
    page.locator(`#step-across-the-queue-${step} .recorded-date`).first().textContent();
  expect(await said('stop')).toMatch(/^Recorded on /);
  expect(await said('carry')).toMatch(/^Recorded before the change, on /);
  await page.context().close();
});

test('code in what a chapter says of the next pages is set as code', async () => {
  const { page } = await openPage(pages.browser, { javaScriptEnabled: false });
  await page.goto(`${pages.site.origin}/chapters/sampling/`);
  expect(await page.locator('.chapter-end li code').allTextContents()).toEqual(['th', 'rv']);
  await page.context().close();
});

test('the quiz judges, explains, lets retry, and keeps results over a reload', async () => {
  const { page } = await openPage(pages.browser);
  await page.goto(`${pages.site.origin}/chapters/instrument/`);
  const forms = page.locator('course-quiz#quiz form.question');
  expect(await forms.count()).toBe(questions.length);
  expect(questions.length).toBeGreaterThanOrEqual(5);
  const first = forms.first();
  await answer(page, 0, questions[0]!, false);
  await first.getByText('✗ Not right').waitFor();
  // Only why that answer is wrong, so that a second try is one; the rest when it is asked for.
  expect(await first.locator('.because:visible').count()).toBeLessThan(2);
  expect(await first.locator('[data-belongs="yes"]').count()).toBe(0);
  await first.getByRole('button', { name: 'Show the answer' }).click();
  expect(await first.locator('.because:visible').count()).toBeGreaterThan(1);
  await first.getByRole('button', { name: 'Try again' }).click();
  for (const [index, question] of questions.entries()) {
    await answer(page, index, question, true);
    await forms.nth(index).getByText('✓ Right').waitFor();
  }
  await page.getByText(`${questions.length} of ${questions.length} right`).waitFor();
  await page.reload();
  await page.getByText(`${questions.length} of ${questions.length} right`).waitFor();
  await page.context().close();
});

test('without scripts the questions stand as a list with their answers folded', async () => {
  const { page } = await openPage(pages.browser, { javaScriptEnabled: false });
  await page.goto(`${pages.site.origin}/chapters/instrument/`);
  expect(await page.locator('.plain-quiz > li').count()).toBe(keyed.length);
  expect(await page.locator('.plain-quiz details[open]').count()).toBe(0);
  await page.context().close();
});

test('a reader without a server chooses the runtime that a chapter speaks of, for every page', async () => {
  const { page } = await openPage(pages.browser);
  const parts = (name: string) => page.locator(`on-runtime[data-runtime="${name}"]`);
  const visible = async (name: string) =>
    (await parts(name).evaluateAll((all) => all.filter((part) => (part as HTMLElement).checkVisibility())))
      .length;
  await page.goto(`${pages.site.origin}/chapters/pipeline/`);
  await parts('local').first().getByRole('button', { name: 'On a cluster' }).click();
  expect(await visible('local')).toBe(0);
  expect(await visible('kind')).toBe(await parts('kind').count());
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('On a cluster');
  expect(await violations(page)).toEqual([]);
  await page.reload();
  await parts('kind').first().getByRole('button', { name: 'On this machine' }).click();
  expect([(await visible('local')) > 0, await visible('kind')]).toEqual([true, 0]);
  await page.context().close();
});

test('without scripts a chapter shows what is true on either runtime', async () => {
  const { page } = await openPage(pages.browser, { javaScriptEnabled: false });
  await page.goto(`${pages.site.origin}/chapters/pipeline/`);
  const heads = page.locator('on-runtime:visible .on-runtime-head');
  expect(new Set(await heads.allTextContents())).toEqual(new Set(['On this machine', 'On a cluster']));
  await page.context().close();
});

/** Answers as a reader does; wrongly means: the first choice that is not right. */
async function answer(page: Page, index: number, question: KeyedQuestion, rightly: boolean): Promise<void> {
  const form = page.locator('course-quiz#quiz form.question').nth(index);
  if ('choices' in question) {
    for (const choice of question.choices) {
      const input = form.locator(`input[value="${choice.id}"]`);
      const wanted = rightly
        ? Boolean(choice.right)
        : choice === question.choices.find(({ right }) => !right);
      if (question.kind === 'several') await input.setChecked(wanted);
      else if (wanted) await input.check();
    }
  } else if ('items' in question) {
    for (const [place, item] of question.items.entries()) {
      const at = () =>
        form
          .locator('.order > li')
          .evaluateAll(
            (list, id) => list.findIndex((li) => (li as HTMLElement).dataset.partId === id),
            item.id,
          );
      while ((await at()) > place) await form.locator(`[data-part-id="${item.id}"] [data-move="-1"]`).click();
    }
  } else {
    await form.locator('input').fill('accept' in question ? question.accept[0]! : String(question.answer));
  }
  await form.getByRole('button', { name: 'Answer' }).click();
}
