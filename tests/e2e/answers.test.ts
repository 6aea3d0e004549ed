import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { AnswerField } from '#course/answers/answer-field.ts';
import { overflow, violations } from './accessibility.ts';
import { openPage } from './browser.ts';
import { builtPages } from './built-pages.ts';
import { learner } from './learner.ts';
import { type ScriptedBench, scriptBench } from './scripted-bench.ts';

const STEP = 'baseline';
const FIELDS: AnswerField[] = [
  {
    ...{ id: 'trace', kind: 'trace', label: 'Trace of your checkout' },
    help: 'The id that storefront logs, or `lab trace` draws: 32 digits.',
  },
  { id: 'service', kind: 'service', label: 'Service that took the time' },
  { id: 'wait', kind: 'number', unit: 'ms', label: 'How long the customer waited' },
  {
    ...{ id: 'cause', kind: 'choice', label: 'What took the time' },
    choices: [
      { id: 'statement', text: 'A statement is slow by itself' },
      { id: 'retries', text: 'The callee refuses and is asked again' },
    ],
  },
  { id: 'zeros-sent', kind: 'text', label: 'Header you sent', group: 'A trace id of zeros' },
  { id: 'zeros-trace', kind: 'trace', label: 'Trace it was recorded in', group: 'A trace id of zeros' },
];
const screenshots = resolve(import.meta.dirname, '../screenshots');
const pages = builtPages();
let page: Page;
let complaints: string[];
let bench: ScriptedBench;

beforeAll(() => {
  mkdirSync(screenshots, { recursive: true });
});
/** A page at the Checks tab of a lab whose first step has questions. */
async function opened(typed: Record<string, string> = {}) {
  const { page, complaints } = await openPage(pages.browser);
  const bench = await scriptBench(page);
  bench.typed = typed;
  bench.view.steps[0]!.answers = FIELDS;
  const me = learner(page);
  await page.goto(`${pages.site.origin}/chapters/instrument/#step-split-trace-baseline`);
  await me.ready(10_000);
  await me.tab('Checks');
  await me.choose(STEP);
  await field(page, 'Trace of your checkout').waitFor();
  return { page, complaints, bench };
}

const form = (of: Page) => of.locator('lab-checks:not([hidden])').getByRole('form', { name: 'Your answers' });
const field = (of: Page, label: string) => form(of).getByLabel(label);
const note = (of: Page) => form(of).getByRole('status');

beforeEach(async () => {
  ({ page, complaints, bench } = await opened());
});
afterEach(async () => {
  // Calls that fail by design are noted by the browser itself.
  expect(complaints.filter((text) => !/409 \(Conflict\)|net::ERR_FAILED/.test(text))).toEqual([]);
  await page.context().close();
});

test('the file of answers is made with the first one: before, no mark says that something is wrong with it', async () => {
  const trouble = { kind: 'missing', words: 'It is not there.' } as const;
  bench.view.files.push({ path: 'answers.yaml', version: 'missing', changed: false, trouble });
  await page.reload();
  const me = learner(page);
  await me.ready(10_000);
  await me.tab('Files');
  const tab = me.bench.locator('.file-list button[data-path="answers.yaml"]');
  await tab.waitFor();
  expect(await tab.locator('.file-mark').textContent()).toBe('');
});

test('answers are typed with the keyboard alone, saved by themselves, and what is wrong stands beside the field', async () => {
  bench.remarks = { wait: '“long” is no number; write one such as 805, 805 ms or 0.8 s.' };
  expect(await form(page).locator('.answer-help code').textContent()).toBe('lab trace');
  await field(page, 'Trace of your checkout').focus();
  for (const text of ['4bf92f3577b34da6a3ce929d0e0e4736', 'catalog', 'long']) {
    await page.keyboard.type(text);
    await page.keyboard.press('Tab');
  }
  await expect.poll(() => note(page).textContent()).toBe('Saved');
  expect(bench.typed).toEqual({
    ...{ trace: '4bf92f3577b34da6a3ce929d0e0e4736', service: 'catalog', wait: 'long' },
  });
  const wait = field(page, 'How long the customer waited');
  expect(await wait.getAttribute('aria-invalid')).toBe('true');
  const described = await wait.getAttribute('aria-describedby');
  expect(await page.locator(`#${described}`).textContent()).toContain('is no number');
  await field(page, 'What took the time').selectOption('A statement is slow by itself');
  await expect.poll(() => bench.typed['cause']).toBe('statement');
  expect(await form(page).getByRole('group', { name: 'A trace id of zeros' }).count()).toBe(1);
  expect(await violations(page, 'lab-checks:not([hidden])')).toEqual([]);
  await form(page).screenshot({ path: join(screenshots, 'answers-light.png') });
  await learner(page).theme('dark');
  expect(await violations(page, 'lab-checks:not([hidden])')).toEqual([]);
  await form(page).screenshot({ path: join(screenshots, 'answers-dark.png') });
});

test('in the text of the step it fits a narrow page, and shows what is typed in the panel', async () => {
  await field(page, 'Service that took the time').fill('orders');
  // No lab of the course has questions yet, so that the built page has no place for them.
  await page.evaluate((step) => {
    const form = document.createElement('step-answers');
    Object.assign(form.dataset, { lab: 'split-trace', step, place: 'text' });
    document.querySelector(`lab-step[data-step="${step}"] .step-actions`)!.before(form);
  }, STEP);
  await page.setViewportSize({ width: 390, height: 900 });
  const inText = page.locator('lab-step step-answers');
  await inText.scrollIntoViewIfNeeded();
  expect(await inText.getByLabel('Service that took the time').inputValue()).toBe('orders');
  expect(await overflow(page)).toBe(0);
  expect(await violations(page, 'lab-step')).toEqual([]);
  await page.screenshot({ path: join(screenshots, 'answers-390.png') });
});

test('a check that is pressed right after the last key is sent what was typed', async () => {
  let asked: string | undefined;
  await page.route('**/check', (route) => {
    asked = bench.typed['service'];
    return route.fulfill({ json: { title: 'Not now.' }, status: 409 });
  });
  await field(page, 'Service that took the time').fill('orders');
  await page.locator(`lab-checks:not([hidden]) [data-check="${STEP}"]`).click();
  await expect.poll(() => asked).toBe('orders');
});

test('a check that would not judge an answer leads to its question', async () => {
  bench.away = true;
  await field(page, 'Service that took the time').fill('orders');
  await page.locator(`lab-checks [data-check="${STEP}"]`).click();
  const word = page.locator('lab-checks .not-judged');
  await word.getByRole('button', { name: 'Go to the question' }).click();
  await field(page, 'Service that took the time').and(page.locator(':focus')).waitFor();
  bench.away = false;
});

test('an answer that could not be saved before the page went is there when it is opened again', async () => {
  bench.away = true;
  await field(page, 'Service that took the time').fill('catalog');
  await page.goto('about:blank');
  expect(bench.typed).toEqual({});
  bench.away = false;
  await reopen();
  await expect.poll(() => bench.typed['service'], { timeout: 20_000 }).toBe('catalog');
  expect(await field(page, 'Service that took the time').inputValue()).toBe('catalog');
});

async function reopen(): Promise<void> {
  const me = learner(page);
  await page.goto(`${pages.site.origin}/chapters/instrument/#step-split-trace-baseline`);
  await me.ready(10_000);
  await me.tab('Checks');
  await me.choose(STEP);
  await field(page, 'Service that took the time').waitFor();
}

test('an outage loses nothing that was typed, and says so until it is saved', async () => {
  bench.away = true;
  await field(page, 'Service that took the time').fill('orders');
  await expect.poll(() => note(page).textContent()).toContain('it is kept here and tried again');
  expect(await field(page, 'Service that took the time').inputValue()).toBe('orders');
  expect(bench.typed).toEqual({});
  bench.away = false;
  await expect.poll(() => note(page).textContent(), { timeout: 10_000 }).toBe('Saved');
  expect(bench.typed['service']).toBe('orders');
});

test('two pages stay in step; where both have typed, the learner chooses', async () => {
  const other = await opened(bench.typed);
  const told = () =>
    other.bench.send({
      ...{ type: 'file', lab: 'split-trace', path: 'answers.yaml', version: 'x', changed: true },
    });
  await field(page, 'Service that took the time').fill('orders');
  await expect.poll(() => note(page).textContent()).toBe('Saved');
  told();
  const theirs = field(other.page, 'Service that took the time');
  await expect.poll(() => theirs.inputValue()).toBe('orders');
  other.bench.away = true;
  await theirs.fill('catalog');
  await expect.poll(() => note(other.page).textContent()).toContain('kept here');
  await field(page, 'Service that took the time').fill('storefront');
  await expect.poll(() => bench.typed['service']).toBe('storefront');
  other.bench.away = false;
  const conflict = form(other.page).getByRole('alert');
  await expect.poll(() => conflict.textContent(), { timeout: 10_000 }).toContain('changed to “storefront”');
  await form(other.page).screenshot({ path: join(screenshots, 'answers-conflict.png') });
  await conflict.getByRole('button', { name: 'Keep mine' }).click();
  await expect.poll(() => bench.typed['service']).toBe('catalog');
  expect(await theirs.evaluate((element) => element === document.activeElement)).toBe(true);
  await other.page.context().close();
});
