import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { overflow, violations } from './accessibility.ts';
import { openPage } from './browser.ts';
import { builtPages } from './built-pages.ts';
import { learner } from './learner.ts';
import { hello, partOf, type ScriptedBench, scriptBench } from './scripted-bench.ts';

// Whatever happens to the server, the disk and the page: what is typed is on disk, or there is a word about it.
const screenshots = resolve(import.meta.dirname, '../screenshots');
const LONG = Array.from({ length: 120 }, (_, at) => `// line ${at} ${'x'.repeat(200)}`).join('\n');
const pages = builtPages();
let page: Page;
let complaints: string[];
let bench: ScriptedBench;
let me: ReturnType<typeof learner>;
let first: string;
let second: string;

const files = () => me.bench.locator('lab-files:not([hidden])');
const state = (words: string | RegExp) => files().locator('.file-state', { hasText: words }).waitFor();
const button = (path: string) => files().locator('.file-list button', { hasText: path.split('/').at(-1)! });

/** Waits as long as a busy machine needs. */
const poll = <T>(look: () => T) => expect.poll(look, { timeout: 20_000 });

beforeAll(() => {
  mkdirSync(screenshots, { recursive: true });
});
beforeEach(async () => {
  ({ page, complaints } = await openPage(pages.browser));
  bench = await scriptBench(page);
  [first = '', second = ''] = bench.files.keys();
  me = learner(page);
});
afterEach(async () => {
  // Calls that the scripts refuse or leave without an answer; the browser notes these by itself.
  expect(complaints.filter((text) => !/409|422|ERR_FAILED|WebSocket/.test(text))).toEqual([]);
  await page.context().close();
});

test('a check does not judge a text that is in conflict, names the file, and asks', async () => {
  await open();
  await conflict();
  await me.step('break').getByRole('button', { name: 'Check this step' }).click();
  const word = me.bench.locator('.not-judged');
  await word.getByText('Not checked: some of your text is not on disk').waitFor();
  expect(await word.textContent()).toContain(first);
  expect(bench.asked).toEqual([]);
  await poll(() => word.evaluate((element) => document.activeElement === element)).toBe(true);
  expect(await violations(page, 'span-bench')).toEqual([]);
  await page.screenshot({ path: join(screenshots, 'files-not-judged.png') });
  await word.getByRole('button', { name: `Open ${first.split('/').at(-1)}` }).click();
  await files().getByRole('button', { name: 'Keep what I typed' }).click();
  await me.saved();
  await me.tab('Checks');
  await me.bench.getByRole('button', { name: 'Save and check' }).click();
  await poll(() => bench.asked).toEqual(['/api/labs/split-trace/steps/break/check']);
});

test('a checkout and a build ask before they run other text than the learner sees', async () => {
  await open();
  await conflict();
  await me.tab('Traces');
  await me.bench.getByRole('button', { name: 'Send a checkout' }).click();
  await page.getByRole('dialog').getByText(first).waitFor();
  await me.answer('Cancel');
  await me.tab('Files');
  await files().getByRole('button', { name: 'Build and restart' }).click();
  await page.getByRole('dialog').getByText(first).waitFor();
  expect(bench.asked).toEqual([]);
  await me.answer('Build what is on disk');
  await state('Restarted: storefront, orders');
});

test('a command of a step asks before it runs on other text than the learner sees, and leads to the file', async () => {
  await open();
  await conflict();
  const run = me.step('baseline').locator('run-command').first();
  const press = () => run.getByRole('button', { name: 'Run in the terminal' }).click();
  await press();
  await page.getByRole('dialog').getByText(first).waitFor();
  expect(await violations(page, 'dialog.ask')).toEqual([]);
  await me.answer('Cancel');
  await run.getByText('Not run.').waitFor();
  await press();
  await me.answer(`Open ${first.split('/').at(-1)}`);
  await me.editor().and(page.locator(':focus')).waitFor();
  expect(bench.asked).toEqual([]);
  await press();
  await me.answer('Run it all the same');
  await run.getByText('Sent to the terminal.').waitFor();
  expect(bench.asked).toEqual([expect.stringMatching(/commands\/.*\/run$/)]);
});

test('a file one has left is saved too, with what was typed while its save was under way', async () => {
  await open();
  bench.slow = 800;
  await typeAtEnd('one');
  await state('Saving');
  await page.keyboard.type(' two');
  await button(second).click();
  await poll(() => bench.files.get(first)).toContain('one two');
  await button(first).click();
  await me.saved();
});

test('while the server is away every file says so, nothing is called saved, and all is saved when it is back', async () => {
  await open();
  bench.away = true;
  await typeAtEnd('first');
  await state(/Not saved\s+The server did not answer/);
  await button(second).click();
  const line = files().locator('.file-state');
  // Once for the file in view, and once for the one that was to be opened.
  await poll(async () => (await line.textContent())?.match(/did not answer/g)?.length).toBe(2);
  bench.away = false;
  bench.send(hello());
  await me.saved();
  expect(await line.textContent()).not.toContain('did not answer');
  await button(second).click();
  await me.bench.locator('lab-files:not([hidden]) .cm-line', { hasText: second }).waitFor();
  bench.away = true;
  await typeAtEnd('second');
  await state(/Not saved\s+The server did not answer/);
  await poll(() => button(second).textContent()).toContain('not saved');
  expect(await files().locator('[data-part="announced"]').textContent()).toContain('is not saved.');
  await page.screenshot({ path: join(screenshots, 'files-away.png') });
  bench.away = false;
  // It is tried again later and later.
  await poll(() => [bench.files.get(first), bench.files.get(second)]).toEqual([
    expect.stringContaining('first'),
    expect.stringContaining('second'),
  ]);
  await me.saved();
});

test('a change from outside leaves the cursor and the place in view, and can be undone', async () => {
  bench.files.set(first, LONG);
  await open();
  await me.bench.locator('lab-files:not([hidden]) .cm-scroller').evaluate((box) => box.scrollTo(0, 900));
  await me.bench
    .locator('lab-files:not([hidden]) .cm-line', { hasText: 'line 50 ' })
    .click({ position: { x: 60, y: 5 } });
  await page.keyboard.type('TYPED');
  await me.saved();
  const top = () =>
    me.bench
      .locator('lab-files:not([hidden]) .cm-line', { hasText: 'TYPED' })
      .evaluate((line) => line.getBoundingClientRect().top);
  const before = await top();
  bench.outside(first, `// formatted\n${bench.files.get(first)}\n// end\n`);
  await state(/Changed outside the editor/);
  expect(Math.abs((await top()) - before)).toBeLessThan(3);
  expect(await me.bench.locator('lab-files:not([hidden]) .cm-activeLine').textContent()).toContain('TYPED');
  await page.keyboard.type('ON');
  await me.bench.locator('lab-files:not([hidden]) .cm-line', { hasText: 'TYPEDON' }).waitFor();
  // One for each pause in typing, which a busy machine makes itself; there is nothing before the first.
  for (let undo = 0; undo < 12; undo++) await page.keyboard.press('Control+z');
  await poll(() => bench.files.get(first)).toBe(LONG);
});

test('changes of other lines are joined; of two texts of the same lines the one not taken is kept', async () => {
  bench.files.set(first, 'a\nb\nc\nd\n');
  await open();
  bench.slow = 1_000;
  await me.bench.locator('lab-files:not([hidden]) .cm-line', { hasText: 'd' }).click();
  await page.keyboard.press('End');
  await page.keyboard.type(' mine');
  bench.outside(first, 'a theirs\nb\nc\nd\n');
  await poll(() => bench.files.get(first)).toBe('a theirs\nb\nc\nd mine\n');
  bench.slow = 0;
  await page.keyboard.type('!');
  bench.outside(first, 'a theirs\nb\nc\nd other\n');
  await files().getByRole('button', { name: 'Take the one on disk' }).click();
  await files().getByText('The text that you had typed is kept').waitFor();
  await me.saved();
  await page.screenshot({ path: join(screenshots, 'files-kept.png') });
  await files().getByRole('button', { name: 'Put it in' }).click();
  await poll(() => bench.files.get(first)).toBe('a theirs\nb\nc\nd mine!\n');
});

test('a file with Windows line ends is not changed by being looked at, and keeps them', async () => {
  bench.files.set(first, '\uFEFFpackage x\r\n\r\n// end\r\n');
  await open();
  await me.saved();
  bench.outside(first, `${bench.files.get(first)}// from outside\r\n`);
  await me.bench.locator('lab-files:not([hidden]) .cm-line', { hasText: '// from outside' }).waitFor();
  expect(await files().locator('[data-part="conflict"]').count()).toBe(0);
  await button(second).click();
  await me.bench.locator('lab-files:not([hidden]) .cm-line', { hasText: second }).waitFor();
  expect(bench.files.get(first)).toBe('\uFEFFpackage x\r\n\r\n// end\r\n// from outside\r\n');
  await button(first).click();
  await typeAtEnd('typed');
  await expect
    .poll(() => bench.files.get(first))
    .toBe('\uFEFFpackage x\r\n\r\n// end\r\n// from outside\r\ntyped');
});

test('words that could not be saved before the page was left are offered when it is opened again', async () => {
  await open();
  await typeAtEnd('// saved');
  await me.saved();
  bench.away = true;
  await typeAtEnd('// last words');
  await page.goto('about:blank');
  bench.away = false;
  await open();
  await files().getByText('Text that you typed and that was not saved is kept').waitFor();
  expect(await button(first).textContent()).toContain('text kept');
  await files().getByRole('button', { name: 'Put it in' }).click();
  await poll(() => bench.files.get(first)).toContain('// last words');
  await me.saved();
  await page.reload();
  await me.tab('Files');
  await me.saved();
  expect(await files().getByRole('button', { name: 'Put it in' }).count()).toBe(0);
});

test('a kept text of a file that the lab has no more is shown, copied and thrown away', async () => {
  await open();
  await page.evaluate(() => {
    const kept = { version: 1, path: 'internal/gone.go', text: 'package gone\n', time: 1, why: 'not-saved' };
    localStorage.setItem('spanwise.kept.split-trace.window.own.internal/gone.go', JSON.stringify(kept));
  });
  await page.reload();
  await me.tab('Files');
  const offer = files().locator('.file-choice', { hasText: 'internal/gone.go' });
  await offer.getByText('Show it').click();
  expect(await offer.locator('pre').textContent()).toBe('package gone\n');
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await offer.getByRole('button', { name: 'Copy it' }).click();
  await poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe('package gone\n');
  await offer.getByRole('button', { name: 'Throw it away' }).click();
  await offer.waitFor({ state: 'detached' });
  expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('gone')))).toEqual(
    [],
  );
});

test('a file that cannot be edited says why in its place, and the others go on', async () => {
  bench.refused.set(first, `${first} has 10240 KiB, and this editor takes at most 512.`);
  await open();
  await files().locator('.file-unreadable', { hasText: 'has 10240 KiB' }).waitFor();
  expect(await me.editor().isVisible()).toBe(false);
  await button(second).click();
  await typeAtEnd('typed');
  await poll(() => bench.files.get(second)).toContain('typed');
  await me.saved();
  bench.refused.delete(first);
  bench.outside(first, 'package small\n');
  await button(first).click();
  await me.bench.locator('lab-files:not([hidden]) .cm-line', { hasText: 'package small' }).waitFor();
});

test('one very long line is edited and saved like any other', async () => {
  bench.files.set(first, `short\n${'y'.repeat(400_000)}`);
  await open();
  await me.bench.locator('lab-files:not([hidden]) .cm-line', { hasText: 'short' }).click();
  await page.keyboard.type('typed ');
  await poll(() => bench.files.get(first)?.slice(0, 20)).toContain('typed');
});

test('another file opens at its beginning, and one that was left where it was', async () => {
  bench.files.set(first, LONG);
  bench.files.set(second, LONG);
  await open();
  const scroller = me.bench.locator('lab-files:not([hidden]) .cm-scroller');
  const place = () => scroller.evaluate((box) => [box.scrollLeft, Math.round(box.scrollTop)]);
  await scroller.evaluate((box) => box.scrollTo(400, 300));
  const left = await place();
  await button(second).click();
  await poll(place).toEqual([0, 0]);
  await button(first).click();
  await poll(place).toEqual(left);
});

test.each([1440, 390])('no button moves while words come and go, at %i pixels', async (width) => {
  await page.setViewportSize({ width, height: 844 });
  await open();
  const places = async () => [
    await files().locator('.file-tools').boundingBox(),
    await files().getByRole('button', { name: 'Reset file' }).boundingBox(),
    await files()
      .locator('.file-editor')
      .evaluate((box) => box.getBoundingClientRect().top),
    await button(second).boundingBox(),
  ];
  const before = await places();
  const build = (state: 'stale' | 'current') =>
    bench.send({
      ...{ type: 'part', part: partOf('storefront', 'ready', { build: { state, errors: [] } }) },
    });
  build('stale');
  await files().getByText('not yet running').waitFor();
  expect(await places()).toEqual(before);
  build('current');
  await files().getByRole('button', { name: 'Build and restart' }).click();
  await state('Restarted: storefront, orders');
  expect(await places()).toEqual(before);
  await conflict();
  expect(await places()).toEqual(before);
  for (const theme of ['light', 'dark'] as const) {
    await page.evaluate((wanted) => {
      document.documentElement.dataset['theme'] = wanted;
    }, theme);
    await page.screenshot({ path: join(screenshots, `files-conflict-${width}-${theme}.png`) });
  }
  expect(await violations(page, 'span-bench')).toEqual([]);
  expect(await overflow(page)).toBeLessThanOrEqual(0);
});

async function open(): Promise<void> {
  await page.goto(`${pages.site.origin}/chapters/instrument/#step-split-trace-baseline`);
  const handle = page.getByRole('button', { name: /^Bench: / });
  if (await handle.isVisible()) await handle.click();
  await me.tab('Files');
  await button(first).and(files().locator('[aria-current="true"]')).waitFor();
}

async function typeAtEnd(text: string): Promise<void> {
  await me.editor().focus();
  await page.keyboard.press('Control+End');
  await page.keyboard.type(text);
}

/** The learner types into the last line of the first file, which is another one on disk by then. */
async function conflict(): Promise<void> {
  await typeAtEnd('mine');
  bench.files.set(first, 'package theirs\n');
  await files().getByText('This file was changed outside the editor').waitFor();
}
