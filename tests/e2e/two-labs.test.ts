import { mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadLab } from '#course/load/load-lab.ts';
import { overflow, violations } from './accessibility.ts';
import { openBrowser, openPage } from './browser.ts';
import { type Course, newCourse } from './course.ts';
import { learner } from './learner.ts';
import { copyWithTwoLabs } from './two-labs-repository.ts';

// One learner goes through it, so each test goes on from the one before it.
const FILE = 'internal/storefront/orders_client.go';
const OTHER_FILE = 'internal/storefront/catalog_client.go';
const screenshots = resolve(import.meta.dirname, '../screenshots');
let copy: ReturnType<typeof copyWithTwoLabs>;
let course: Course;
let browser: Browser;
let page: Page;
let complaints: string[];
let me: ReturnType<typeof learner>;

const text = (lab: string, file = FILE) => readFileSync(join(course.state, 'workspaces', lab, file), 'utf8');
const choice = () => page.getByRole('combobox', { name: 'Lab' });
const panel = (tab: 'files' | 'checks', lab: string): Locator =>
  page.locator(`lab-${tab}[data-lab="${lab}"]`);
const step = (lab: string, id: string) => page.locator(`#step-${lab}-${id}`);
const notices = () => page.locator('notice-bar');

// No page shows it: its title comes from the server.
const { title } = await loadLab(resolve(import.meta.dirname, '../../labs'), 'read-a-trace');
const RUNS_FIRST = `The services run the files of “${title}”.`;

/** Checks a step of a lab and gives the words of its new verdict. */
async function check(lab: string, id: string): Promise<string> {
  const meta = panel('checks', lab).locator('.verdict-meta');
  const before = (await meta.count()) > 0 ? await meta.textContent() : '';
  const button = step(lab, id).getByRole('button', { name: 'Check this step' });
  await button.scrollIntoViewIfNeeded();
  const top = async () => (await button.boundingBox())!.y;
  const at = await top();
  await button.click();
  await expect
    .poll(async () => ((await meta.count()) > 0 ? await meta.textContent() : ''), { timeout: 60_000 })
    .not.toBe(before);
  // The verdict comes into sight, and the text that is read beside it stays where it was but for a line that says so.
  expect(Math.abs((await top()) - at)).toBeLessThan(80);
  const words = await panel('checks', lab).locator('.verdict-word').textContent();
  return words!.replace(/^\W+/, '').trim();
}

beforeAll(async () => {
  mkdirSync(screenshots, { recursive: true });
  copy = copyWithTwoLabs();
  course = await newCourse({ from: copy.folder });
  browser = await openBrowser();
  ({ page, complaints } = await openPage(browser));
  me = learner(page);
  await page.goto(await course.start());
  await page.getByRole('link', { name: 'Instrument', exact: true }).click({ timeout: 120_000 });
  await me.ready(14 * 60_000);
});

afterAll(async () => {
  await browser?.close();
  await course?.end();
  copy?.remove();
});

test('the bench begins with the first lab and offers the other', async () => {
  expect(await choice().locator('option').allInnerTexts()).toEqual(['Take one piece away', 'Lost headers']);
  expect(await choice().inputValue()).toBe('split-trace');
  // Nothing of it was run yet: the bench starts with the first lab of the course.
  expect(await notices().textContent()).toContain(RUNS_FIRST);
});

test('what is typed for one lab is of that lab alone', async () => {
  await me.tab('Files');
  await panel('files', 'split-trace').getByRole('button', { name: 'catalog_client.go' }).click();
  await panel('files', 'split-trace').locator('.cm-line', { hasText: 'package storefront' }).waitFor();
  await panel('files', 'split-trace').locator('.cm-line').first().click();
  await page.keyboard.press('Control+Home');
  await page.keyboard.type('// mine\n');
  await panel('files', 'split-trace').getByText('Saved', { exact: true }).waitFor();
  expect(text('split-trace', OTHER_FILE)).toMatch(/^\/\/ mine\n/);
  expect(text('lost-headers', OTHER_FILE)).not.toContain('// mine');
});

test('it follows whoever reads to a step of the other lab, and says whose files run', async () => {
  await page.locator('main h1').click();
  await step('lost-headers', 'mend').scrollIntoViewIfNeeded();
  await step('lost-headers', 'mend').evaluate((element) => element.scrollIntoView({ block: 'center' }));
  await expect.poll(() => choice().inputValue()).toBe('lost-headers');
  expect(await panel('files', 'split-trace').isVisible()).toBe(false);
  await panel('files', 'lost-headers').locator('.cm-content', { hasText: 'package storefront' }).waitFor();
  expect(await panel('files', 'lost-headers').locator('.cm-content').textContent()).not.toContain('// mine');
  expect(await notices().textContent()).toContain(RUNS_FIRST);
  await page.screenshot({ path: join(screenshots, 'two-labs-files.png') });
});

test('a check of each lab judges its own files, whichever ran before', async () => {
  expect(await check('lost-headers', 'mend')).toBe('Not yet');
  await expect.poll(() => notices().isVisible()).toBe(false);
  await page.screenshot({ path: join(screenshots, 'two-labs-verdict.png') });
  expect(await check('split-trace', 'baseline')).toBe('Passed');
  expect(await choice().inputValue()).toBe('split-trace');
  expect(await check('lost-headers', 'mend')).toBe('Not yet');
  await step('split-trace', 'baseline').locator('.step-state', { hasText: 'passed' }).waitFor();
  expect(await step('split-trace', 'mend').locator('.step-state').textContent()).toBe('');
});

test('chosen by hand, a lab is as it was left: open file, typed text, verdict', async () => {
  await choice().selectOption('split-trace');
  expect(await panel('checks', 'split-trace').locator('.verdict-word').textContent()).toContain('Passed');
  await me.tab('Files');
  expect(await panel('files', 'split-trace').locator('.cm-content').textContent()).toContain('// mine');
  await choice().selectOption('lost-headers');
  await me.tab('Checks');
  expect(await panel('checks', 'lost-headers').locator('.verdict-word').textContent()).toContain('Not yet');
  expect(await panel('checks', 'lost-headers').locator('.kept').count()).toBe(0);
});

test('having one solved changes its files, its marks and its copies, and nothing of the other; Undo brings them back', async () => {
  const before = { own: text('lost-headers'), other: text('split-trace') };
  await panel('checks', 'lost-headers').getByRole('button', { name: 'Solve it for me' }).click();
  await me.answer('Replace my files');
  await panel('checks', 'lost-headers')
    .getByText(/Step 1 is solved.*Restarted: storefront/)
    .waitFor();
  expect(text('lost-headers')).not.toBe(before.own);
  expect(text('split-trace')).toBe(before.other);
  await step('lost-headers', 'mend').getByText('solved, not passed').waitFor();
  expect(await step('split-trace', 'mend').locator('.step-state').textContent()).toBe('');
  expect(await panel('checks', 'split-trace').locator('.kept').count()).toBe(0);
  expect(await check('lost-headers', 'mend')).toBe('Passed');
  await panel('checks', 'lost-headers').getByText('Kept copies of your files (1)').click();
  await panel('checks', 'lost-headers').getByRole('button', { name: 'Restore' }).click();
  await me.answer('Restore');
  await panel('checks', 'lost-headers')
    .getByText(/The files are restored/)
    .waitFor();
  expect(text('lost-headers')).toBe(before.own);
});

test('terminals say whose workspace they are in, and a command of a lab runs in one of its own', async () => {
  const said = async () => (await me.screen()).replaceAll(/\s+/g, ' ');
  await me.tab('Terminal');
  await me.bench.getByText('This terminal is in the workspace of “Take one piece away”.').waitFor();
  await page.screenshot({ path: join(screenshots, 'two-labs-terminal.png') });
  await step('lost-headers', 'mend').getByRole('button', { name: 'Run in the terminal' }).click();
  await expect.poll(said, { timeout: 15_000 }).toMatch(/in \S+\/workspaces\/lost-headers/);
  expect(await me.bench.locator('.term-tabs').textContent()).toMatch(
    /shell\s+split-trace.*shell 2\s+lost-headers/s,
  );
  await me.type('clear; lab status | head -1; cd ../split-trace; lab status | head -1');
  await expect.poll(said, { timeout: 15_000 }).toMatch(/Lost headers .*Take one piece away/);
  await choice().selectOption('split-trace');
  expect(await me.bench.locator('.term-elsewhere').isVisible()).toBe(false);
  expect(await me.bench.locator('.term-tabs [aria-pressed="true"]').textContent()).toMatch(
    /shell\s+split-trace/,
  );
});

test('the bench opens again at the lab worked at last, and runs its files', async () => {
  await course.kill();
  const link = await course.start();
  ({ page, complaints } = await openPage(browser));
  me = learner(page);
  await page.goto(link);
  await page.goto(`${course.origin}/chapters/instrument/`);
  await me.ready(2 * 60_000);
  expect(await choice().inputValue()).toBe('lost-headers');
  expect(await notices().isVisible()).toBe(false);
  await me.tab('Checks');
  expect(await panel('checks', 'lost-headers').locator('.verdict-word').textContent()).toContain('Passed');
});

test.each([
  [1440, 900, 'light'],
  [1440, 900, 'dark'],
  [390, 844, 'light'],
] as const)('at %i by %i pixels, %s: accessible, nothing cut off', async (width, height, theme) => {
  await page.setViewportSize({ width, height });
  await me.theme(theme);
  if (width < 900) await page.getByRole('button', { name: 'Bench: Lost headers' }).click();
  expect(await choice().isVisible()).toBe(true);
  await page.screenshot({ path: join(screenshots, `two-labs-${width}-${theme}.png`) });
  expect(await violations(page)).toEqual([]);
  expect(await overflow(page)).toBeLessThanOrEqual(0);
});

test('the page complained of nothing', () => {
  expect(complaints).toEqual([]);
});
