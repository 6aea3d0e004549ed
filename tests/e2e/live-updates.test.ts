import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openPage } from './browser.ts';
import { builtPages } from './built-pages.ts';
import { learner } from './learner.ts';
import { attemptOf, partOf, type ScriptedBench, scriptBench } from './scripted-bench.ts';

// What is drawn anew under a reader’s hands must leave the keyboard, the selection and the place where they are.
const pages = builtPages();
let page: Page;
let complaints: string[];
let bench: ScriptedBench;
let me: ReturnType<typeof learner>;

beforeEach(async () => {
  ({ page, complaints } = await openPage(pages.browser));
  bench = await scriptBench(page);
  me = learner(page);
  await page.goto(`${pages.site.origin}/chapters/instrument/#step-split-trace-baseline`);
  await me.ready(10_000);
});
afterEach(async () => {
  // A save that finds another version on disk is refused by design; the browser notes the answer by itself.
  expect(complaints.filter((text) => !text.includes('409 (Conflict)'))).toEqual([]);
  await page.context().close();
});

test('the status panel keeps the keyboard and an open log while parts change', async () => {
  await me.status().click();
  const panel = page.locator('.status-panel');
  const row = panel.locator('[data-service="orders"]');
  await row.getByRole('button', { name: 'Log' }).click();
  await row.locator('pre').waitFor();
  await row.getByRole('button', { name: 'Restart' }).focus();
  await mark(page);
  bench.send({ type: 'part', part: partOf('orders', 'starting') });
  bench.send({ type: 'part', part: partOf('jaeger', 'ready', { memory: 2 ** 26 }) });
  await panel.getByText('starting').waitFor();
  await panel.getByText('64 MB').waitFor();
  expect(await hasFocus(page)).toBe(true);
  expect(await row.locator('pre').textContent()).toBe('one line');
});

test('a notice that goes leaves the keyboard at the next one', async () => {
  bench.send({ type: 'part', part: partOf('collector', 'dead', { reason: 'ended' }) });
  bench.send({ type: 'part', part: partOf('orders', 'dead', { reason: 'ended' }) });
  const notices = page.locator('notice-bar li');
  await notices.nth(1).getByRole('button', { name: 'Restart' }).focus();
  await mark(page);
  bench.send({ type: 'part', part: partOf('collector', 'ready') });
  await expect.poll(() => notices.count()).toBe(1);
  expect(await hasFocus(page)).toBe(true);
  expect(await notices.textContent()).toContain('orders is down');
});

test('the checks panel keeps keyboard, open lists and selection while the lab is read again', async () => {
  bench.view.attempts = [attemptOf(1, 'break', 'fail', 'Still one trace')];
  const copy = { time: 0, title: 'before', reason: 'reset-step', folder: '/k' } as const;
  const files = ['a.go'];
  bench.view.copies = [{ ...copy, files, id: 'one' }];
  bench.send({ type: 'lab', lab: 'split-trace' });
  await me.tab('Checks');
  await me.bench.getByText('Kept copies of your files (1)').click();
  await select(page, 'lab-checks:not([hidden]) .verdict dd');
  await me.bench.locator('[data-step="mend"], [data-step]').last().focus();
  await mark(page);
  bench.view.copies = [
    { ...copy, files, id: 'two' },
    { ...copy, files, id: 'one' },
  ];
  bench.view.attempts = [attemptOf(2, 'break', 'pass', 'Two traces'), ...bench.view.attempts];
  bench.send({ type: 'lab', lab: 'split-trace' });
  await me.bench.getByText('Kept copies of your files (2)').waitFor();
  expect(await hasFocus(page)).toBe(true);
  expect(await selection(page)).toBe('Observed.');
  expect(await me.bench.locator('details.kept').getAttribute('open')).not.toBeNull();
  expect(await me.bench.locator('.attempts button').count()).toBe(2);
});

test('a new verdict takes the place of the one before, with the id of its own trace', async () => {
  const first = attemptOf(1, 'break', 'pass', 'One');
  bench.view.attempts = [{ ...first, verdict: { ...first.verdict, checkTrace: 'a'.repeat(32) } }];
  bench.send({ type: 'lab', lab: 'split-trace' });
  await me.tab('Checks');
  await me.card.getByRole('button', { name: 'trace aaaaaaaa…' }).waitFor();
  const second = attemptOf(2, 'break', 'pass', 'Two');
  const attempt = { ...second, verdict: { ...second.verdict, checkTrace: 'b'.repeat(32) } };
  bench.send({ type: 'check', lab: 'split-trace', step: 'break', state: 'done', attempt });
  await me.card.getByRole('heading', { name: 'Two' }).waitFor();
  expect(await me.card.locator('.verdict-meta button').textContent()).toBe('trace bbbbbbbb…');
});

test('log lines keep a selection and the place of reading, and follow the newest where the end is in view', async () => {
  const log = (count: number, text: string) => {
    for (let at = 0; at < count; at++)
      bench.send({ type: 'log', part: 'orders', time: Date.now(), text: `${text} ${at}` });
  };
  await me.tab('Logs');
  log(100, 'early');
  const lines = me.bench.locator('.log-lines');
  await lines.getByText('early 99').waitFor();
  const gap = () => lines.evaluate((box) => box.scrollHeight - box.scrollTop - box.clientHeight);
  expect(await gap()).toBeLessThan(2);
  log(100, 'later');
  await lines.getByText('later 99').waitFor();
  expect(await gap()).toBeLessThan(2);
  await lines.evaluate((box) => {
    box.scrollTop = 200;
  });
  await select(page, '.log-line:nth-child(12) .log-text');
  const chosen = await selection(page);
  log(100, 'latest');
  await lines.getByText('latest 99').waitFor({ state: 'attached' });
  expect(await lines.evaluate((box) => box.scrollTop)).toBe(200);
  expect([chosen, await selection(page)]).toEqual([chosen, chosen]);
  expect(chosen).toContain('early');
});

test('log lines that are read, chosen or have the keyboard stay, however many come', async () => {
  const log = (count: number, text: string) => {
    for (let at = 0; at < count; at++)
      bench.send({ type: 'log', part: 'orders', time: Date.now(), text: `${text} ${at}`, traceId: `${at}` });
  };
  await me.tab('Logs');
  log(450, 'early');
  const lines = me.bench.locator('.log-lines');
  await lines.getByText('early 449', { exact: false }).waitFor();
  const top = () =>
    lines.evaluate((box) => {
      const at = box.getBoundingClientRect().top;
      const line = [...box.children].find((one) => one.getBoundingClientRect().bottom > at + 1);
      return line?.querySelector('.log-text')?.textContent?.trim();
    });
  await lines.evaluate((box) => {
    box.scrollTop = box.scrollHeight / 2;
  });
  const before = await top();
  log(450, 'later');
  await lines.getByText('later 449').waitFor({ state: 'attached' });
  expect(await top()).toBe(before);
  await lines.locator('.log-line').nth(60).locator('[data-trace]').focus();
  await mark(page);
  await select(page, '.log-line:nth-child(70) .log-text');
  const chosen = await selection(page);
  log(450, 'latest');
  await lines.getByText('latest 449').waitFor({ state: 'attached' });
  expect([await hasFocus(page), await selection(page)]).toEqual([true, chosen]);
  await me.bench.getByRole('button', { name: 'To the newest line' }).click();
  await lines.getByText('latest 449').waitFor();
  await expect.poll(() => lines.locator('.log-line').count(), { timeout: 15_000 }).toBe(400);
});

test('the editor keeps what is typed, and saves it when the learner goes to another file', async () => {
  const [first = '', second = ''] = bench.files.keys();
  await me.tab('Files');
  await me.bench.locator('lab-files:not([hidden]) .cm-line').last().click();
  await page.keyboard.type('typed');
  bench.files.set(second, 'package other\n');
  bench.send({ type: 'file', lab: 'split-trace', path: second, version: 'package other\n', changed: true });
  await me.bench.locator('.file-list').getByText('changed').waitFor();
  await page.keyboard.type(' on');
  await me.bench.locator(`[data-path="${second}"]`).click();
  await me.bench.locator('lab-files:not([hidden]) .cm-line', { hasText: 'package other' }).waitFor();
  await expect.poll(() => bench.files.get(first)).toContain('typed on');
  await me.bench.locator(`[data-path="${first}"]`).click();
  await me.bench.locator('lab-files:not([hidden]) .cm-line', { hasText: 'typed on' }).waitFor();
});

test('two rows of files have no empty line between, and a word that comes moves nothing', async () => {
  await page.getByRole('combobox', { name: 'Lab' }).selectOption('instrument-catalog');
  await me.tab('Files');
  const panel = me.bench.locator('lab-files:not([hidden])');
  await panel.locator('.cm-line').first().waitFor();
  const places = () =>
    panel.locator('.file-list button, .file-tools button').evaluateAll((buttons) =>
      buttons.map((button) => {
        const { left, top, height } = button.getBoundingClientRect();
        return [left, top, height].map(Math.round);
      }),
    );
  const before = await places();
  const rows = [...new Set(before.map(([, top]) => top!))];
  expect(rows.length).toBeGreaterThan(2);
  // A name, and half a line for what becomes of the file.
  expect(rows[1]! - rows[0]!).toBeLessThanOrEqual(32);
  await panel.locator('.cm-line').first().click();
  await page.keyboard.type('typed');
  await panel.locator('.file-mark', { hasText: 'saving' }).first().waitFor();
  expect(await places()).toEqual(before);
});

test('a file changed under the learner’s hands is asked about, and what was typed is kept', async () => {
  const [first = ''] = bench.files.keys();
  await me.tab('Files');
  await me.bench.locator('lab-files:not([hidden]) .cm-line').last().click();
  bench.files.set(first, 'package theirs\n');
  await page.keyboard.type('mine');
  await me.bench.getByText('This file was changed outside the editor').waitFor();
  expect(bench.files.get(first)).toBe('package theirs\n');
  await me.bench.getByRole('button', { name: 'Keep what I typed' }).click();
  await expect.poll(() => bench.files.get(first)).toContain('mine');
  await me.bench.getByText('This file was changed outside the editor').waitFor({ state: 'hidden' });
});

/** Remembers the element that has the keyboard now. */
async function mark(from: Page): Promise<void> {
  await from.evaluate(() => Object.assign(window, { marked: document.activeElement }));
}

function hasFocus(from: Page): Promise<boolean> {
  return from.evaluate(() => {
    const { marked } = window as unknown as { marked: Element };
    return marked !== document.body && marked.isConnected && document.activeElement === marked;
  });
}

/** Selects the text of the first element that fits, as with the mouse. */
async function select(from: Page, selector: string): Promise<void> {
  await from
    .locator(selector)
    .first()
    .evaluate((element) => getSelection()?.selectAllChildren(element));
}

function selection(from: Page): Promise<string> {
  return from.evaluate(() => String(getSelection()));
}
