import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { overflow, violations } from './accessibility.ts';
import { openBrowser, openPage } from './browser.ts';
import { type Course, newCourse } from './course.ts';
import { learner } from './learner.ts';

// A machine without Docker, on which the bench was to run on a cluster.
let course: Course;
let browser: Browser;
let page: Page;
let complaints: string[];
let me: ReturnType<typeof learner>;
const panel = () => page.locator('.status-panel');
const place = (name: RegExp) => panel().getByRole('button', { name });
const runtime = () => page.evaluate(() => document.documentElement.dataset['runtime']);

beforeAll(async () => {
  course = await newCourse({
    args: ['--runtime', 'kind', '--cluster', 'spanwise'],
    without: ['docker', 'kind', 'kubectl', 'helm'],
  });
  browser = await openBrowser();
  ({ page, complaints } = await openPage(browser));
  me = learner(page);
  await page.goto(await course.start());
  await page.getByRole('link', { name: 'Instrument', exact: true }).click({ timeout: 120_000 });
});

afterAll(async () => {
  await browser?.close();
  await course?.end();
});

test('one message says what is missing, and one button runs the bench on this machine instead', async () => {
  const trouble = me.bench.locator('notice-bar');
  await trouble.getByText(/The bench stopped at “Check this machine”/).waitFor({ timeout: 60_000 });
  expect(await trouble.textContent()).toContain('Docker: docker is not on the PATH. What helps: ');
  expect(await runtime()).toBe('kind');
  await trouble.getByRole('button', { name: 'Run on this machine instead' }).click();
  const asked = page.getByRole('dialog');
  expect(await asked.getByRole('heading').textContent()).toBe('Run the bench on this machine?');
  await asked.getByRole('button', { name: 'Move to this machine' }).click();
  await me.ready(14 * 60_000);
  expect(await runtime()).toBe('local');
  expect(await me.check('baseline')).toMatchObject({ word: 'Passed' });
});

test('the status panel says where the bench runs and what a move does, by keyboard alone', async () => {
  await me.status().focus();
  await page.keyboard.press('Enter');
  expect(await place(/this machine/).getAttribute('aria-pressed')).toBe('true');
  expect(await place(/kind cluster/).getAttribute('aria-pressed')).toBe('false');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('kind cluster “spanwise”');
  await page.keyboard.press('Enter');
  const asked = page.getByRole('dialog');
  await asked.getByText('What runs on this machine is stopped.').waitFor();
  expect(await violations(page, 'dialog')).toEqual([]);
  await page.keyboard.press('Escape');
  await asked.waitFor({ state: 'detached' });
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('kind cluster “spanwise”');
  expect(await panel().isVisible()).toBe(true);
  expect(await violations(page, '.status-panel')).toEqual([]);
});

test('a move that cannot be is refused with what is missing, and the bench goes on', async () => {
  await place(/kind cluster/).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Move to the cluster' }).click();
  const note = panel().locator('runtime-switch [role="status"]');
  await note.getByText(/so nothing was changed/).waitFor();
  const words = await note.textContent();
  expect(words).toContain('The bench cannot run on the kind cluster “spanwise” yet');
  for (const name of ['Docker', 'kind', 'kubectl', 'helm']) expect(words).toContain(`${name}: `);
  expect(await place(/this machine/).getAttribute('aria-pressed')).toBe('true');
  expect(await violations(page, '.status-panel')).toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByText('Bench ready').waitFor();
  expect(await me.check('baseline')).toMatchObject({ word: 'Passed' });
});

test('on a phone and in the dark the panel fits', async () => {
  await page.setViewportSize({ width: 390, height: 844 });
  await me.theme('dark');
  await me.status().click();
  expect(await overflow(page)).toBe(0);
  expect(await violations(page, '.status-panel')).toEqual([]);
  expect(complaints.filter((complaint) => !complaint.includes('/api/bench/runtime'))).toEqual([]);
});

test('the next start’s flag wins over what was chosen in the page, and it is told', async () => {
  expect(course.output()).toContain('The bench is changed to this machine, as asked in the page.');
  await course.kill();
  await course.start();
  expect(course.output()).toContain('The bench runs on the kind cluster “spanwise”, as --runtime says');
});
