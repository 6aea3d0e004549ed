import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import type { LabView } from '#api/lab-view.ts';
import { loadRecordedLab } from '#course/load/load-recordings.ts';
import { violations } from './accessibility.ts';
import { openPage } from './browser.ts';
import { builtPages } from './built-pages.ts';
import { learner } from './learner.ts';
import { scriptBench } from './scripted-bench.ts';

const CHAPTER = '/chapters/why-tracing/';
const PREDICTION = '#prediction-guess-sum-of-bars';
const pages = builtPages();

test('without a bench a guess is asked first, answered from the recording, and kept', async () => {
  const { page, complaints } = await openPage(pages.browser);
  await page.goto(pages.site.origin + CHAPTER, { waitUntil: 'networkidle' });
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
  const { page } = await openPage(pages.browser, { javaScriptEnabled: false });
  await page.goto(pages.site.origin + CHAPTER);
  const plain = page.locator('.plain-prediction');
  expect(await plain.count()).toBeGreaterThan(2);
  expect(await plain.locator('details[open]').count()).toBe(0);
  expect(await page.locator('trace-prediction').first().isVisible()).toBe(false);
  await page.context().close();
});

test('with a bench the answer waits for the step, and comes from the traces of the attempt', async () => {
  const recorded = await loadRecordedLab(resolve(import.meta.dirname, '../../labs/read-a-trace'));
  const { verdict, traces } = recorded!.steps.find(({ id }) => id === 'own-time')!;
  const { page, complaints } = await openPage(pages.browser);
  const bench = await scriptBench(page);
  const attempts: LabView['attempts'] = [];
  await page.route('**/api/labs/read-a-trace', (route) =>
    route.fulfill({ json: { ...bench.view, id: 'read-a-trace', attempts } }),
  );
  // What its steps ask is no part of this test.
  await page.route('**/api/labs/read-a-trace/steps/**', (route) =>
    route.fulfill({ json: { lab: 'read-a-trace', step: 'slow-hop', typed: {}, remarks: {} } }),
  );
  await page.route(`**/api/traces/${traces[0]!.traceId}`, (route) => route.fulfill({ json: traces[0] }));
  await page.goto(pages.site.origin + CHAPTER);
  await learner(page).ready(10_000);
  const prediction = page.locator(PREDICTION);
  await prediction.getByLabel('It is about four times').check();
  await prediction.getByRole('button', { name: 'Keep my guess' }).click();
  await prediction.getByText('Kept. Your own trace answers it').waitFor();
  expect(await prediction.locator('dd').count()).toBe(0);
  const place = { lab: 'read-a-trace', step: 'own-time' };
  const attempt = { ...place, id: 1, number: 1, time: 0, duration: 900, verdict };
  attempts.push(attempt);
  bench.send({ type: 'check', ...place, state: 'done', attempt });
  await prediction.getByText('✓ As you guessed').waitFor();
  await prediction.getByText('Your own trace', { exact: true }).waitFor();
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('a question within the text is judged there, kept, and no part of the questions at the end', async () => {
  const { page } = await openPage(pages.browser);
  await page.goto(pages.site.origin + CHAPTER, { waitUntil: 'networkidle' });
  const question = page.locator('#question-one-slow-checkout');
  await question.getByLabel('No. That one would have taken longer').check();
  await question.getByRole('button', { name: 'Answer' }).click();
  await question.getByText('✓ Right').waitFor();
  expect(await violations(page, '#question-one-slow-checkout')).toEqual([]);
  const score = page.locator('#quiz [data-part="score"]');
  expect(await score.textContent()).toContain('Answers are kept');
  await page.reload();
  await question.getByText('✓ Right').waitFor();
  await page.context().close();
});

test('tabs for languages: one stop of the Tab key, arrows between them, the choice kept for every page', async () => {
  const { page } = await openPage(pages.browser);
  await page.goto(pages.site.origin + CHAPTER, { waitUntil: 'networkidle' });
  const topic = page.locator('.in-your-language').first();
  await topic.locator('summary').click();
  const shown = () => topic.locator('[role="tabpanel"]:visible').getAttribute('data-language');
  expect(await shown()).toBe('java');
  await topic.getByRole('tab', { name: 'Java agent' }).focus();
  await page.keyboard.press('ArrowLeft');
  expect(await shown()).toBe('dotnet');
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  expect(await shown()).toBe('python');
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Python');
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('tabpanel');
  expect(await violations(page, '.in-your-language')).toEqual([]);
  await page.goto(`${pages.site.origin}/chapters/mental-model/`, { waitUntil: 'networkidle' });
  const other = page.locator('.in-your-language').first();
  await other.locator('summary').click();
  expect(await other.getByRole('tab', { selected: true }).textContent()).toBe('Python');
  await page.context().close();
});

test('without scripts all languages stand one after the other', async () => {
  const { page } = await openPage(pages.browser, { javaScriptEnabled: false });
  await page.goto(pages.site.origin + CHAPTER);
  const topic = page.locator('.in-your-language').first();
  await topic.locator('summary').click();
  expect(await topic.locator('h4:visible').allTextContents()).toEqual([
    'Java agent',
    'Python',
    'Node.js',
    '.NET',
  ]);
  await page.context().close();
});
