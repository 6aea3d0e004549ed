import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Course, newCourse } from './course.ts';
import { firefoxLearner, openFirefox, withoutFirefox } from './firefox.ts';

// What browsers do in ways of their own, on a real bench: keys, clipboard, the end of a page, what a reload brings back.
const FILE = 'internal/storefront/orders_client.go';
/** Each lab of the chapter has files and an editor of its own; these are the ones that are seen. */
const FILES = 'lab-files:not([hidden])';
const EDITOR = `${FILES} .cm-content`;
let course: Course;
let browser: Browser;
let page: Page;
let me: ReturnType<typeof firefoxLearner>;
const complaints: string[] = [];
const onDisk = () => readFileSync(join(course.state, 'workspaces/split-trace', FILE), 'utf8');
const chapter = () => `${course.origin}/chapters/instrument/#step-split-trace-baseline`;

beforeAll(async () => {
  const [absent] = withoutFirefox();
  if (absent) return;
  course = await newCourse();
  browser = await openFirefox();
  // In the page it begins with a pressed Enter is told to the page and does nothing.
  page = await browser.newPage();
  page.setDefaultTimeout(60_000);
  page.setDefaultNavigationTimeout(60_000);
  page.on('pageerror', (error) => complaints.push(error instanceof Error ? error.message : String(error)));
  me = firefoxLearner(page);
  const link = await course.start();
  await page.goto(link);
  await page.goto(chapter());
});
afterAll(async () => {
  await browser?.close();
  await course?.end();
});
beforeEach(({ skip }) => skip(...withoutFirefox()));

/** Waits as long as a busy machine needs. */
const poll = <T>(look: () => T) => expect.poll(look, { timeout: 30_000 });
const prompt = () => me.until(/split-trace[#$] *$/m, 60_000);
async function ready(): Promise<void> {
  await expect.poll(() => me.text('status-button'), { timeout: 14 * 60_000 }).toMatch(/Bench ready|not yet/);
}
async function typeAtEnd(text: string): Promise<void> {
  await page.focus(EDITOR);
  await me.press('Control+End');
  await page.keyboard.type(text);
}
async function openFiles(): Promise<void> {
  await me.button('Files', '.bench-tabs');
  await page.waitForSelector(`${FILES} .cm-line`);
}

test('what is selected is copied, and Ctrl+C interrupts where nothing is', async () => {
  await prompt();
  await me.typeLine('echo "take $((40+2)) away"; sleep 1000');
  await me.until(/^take 42 away/m);
  for (const key of ['Control+c', 'Control+Shift+C', 'Control+Insert']) {
    await me.copy('something else');
    const { x, y, cell } = await me.placeOf('take 42 away');
    await page.mouse.move(x - cell * 0.4, y);
    await page.mouse.down();
    await page.mouse.move(x + 6.4 * cell, y, { steps: 4 });
    await page.mouse.up();
    await me.press(key);
    await poll(me.copied).toBe('take 42');
  }
  expect(await me.screen()).not.toContain('^C');
  await me.focusTerminal();
  await me.press('Control+c');
  await me.until(/\^C\s+split-trace[#$]/);
});

test('each key pastes in one piece, and a program that runs each line is given several after a question', async () => {
  for (const [key, word] of [
    ['Control+v', 'one'],
    ['Control+Shift+V', 'two'],
    ['Shift+Insert', 'three'],
  ] as const) {
    await me.copy(`echo said-$((1+1))-${word}\necho next-${word}`);
    await me.press(key);
    await me.until(new RegExp(`echo next-${word}`));
    expect(await me.screen()).not.toContain(`said-2-${word}`);
    await page.keyboard.press('Enter');
    await me.until(new RegExp(`said-2-${word}`));
  }
  await me.typeLine('echo ready-$((1)); cat');
  await me.until(/ready-1/);
  await me.copy('first line\nsecond line\n');
  await me.press('Control+v');
  await page.waitForSelector('dialog[open] .paste-text');
  expect(await me.screen()).not.toContain('first line');
  await me.button('Paste', 'dialog[open]');
  await me.until(/second line[\s\S]*second line/);
  expect(await me.inTerminal()).toBe(true);
  await me.press('Control+c');
});

test('the line shown is the line typed, and a printed address tells where it leads', async () => {
  await me.typeLine('clear');
  await page.keyboard.type('echo é漢 ');
  await page.keyboard.sendCharacter('🚀');
  await page.keyboard.type('x');
  for (const key of ['ArrowLeft', 'ArrowLeft'] as const) await page.keyboard.press(key);
  await page.keyboard.type('y');
  await me.until(/echo é漢 y🚀x/);
  await me.press('Control+c');
  await me.typeLine(`clear; echo "s""ee ${course.origin}/chapters/pipeline/."`);
  await me.until(/see http/);
  const { x, y, cell } = await me.placeOf(course.origin);
  await page.mouse.move(x + 3 * cell, y, { steps: 3 });
  await poll(() => me.text('span-terminal:not([hidden]) .term-hint')).toBe(
    `Ctrl+click: ${course.origin}/chapters/pipeline/`,
  );
  const before = (await browser.pages()).length;
  await page.keyboard.down('Control');
  await page.mouse.click(x + 3 * cell, y);
  await page.keyboard.up('Control');
  await poll(async () => (await browser.pages()).length).toBe(before + 1);
  await (await browser.pages()).find((one) => one.url().includes('pipeline'))?.close();
  await page.bringToFront();
});

test('the keyboard leaves the shell, a full-screen program and a shell that has ended', async () => {
  // Two keys within 400 ms, which a busy machine may not manage at the first try.
  await poll(async () => {
    await me.focusTerminal();
    for (const key of ['Escape', 'Escape'] as const) await page.keyboard.press(key);
    return me.inTerminal();
  }).toBe(false);
  await me.typeLine('vim -u NONE');
  await me.until(/~\s+~/);
  for (const key of ['Control+Shift+Enter', 'Control+Shift+Home', 'Control+Shift+Escape']) {
    await me.focusTerminal();
    expect(await me.inTerminal()).toBe(true);
    await me.press(key);
    expect(await me.inTerminal(), key).toBe(false);
  }
  await me.typeLine(':q!');
  await prompt();
  await me.typeLine('exit 3');
  const again = 'span-terminal:not([hidden]) [data-action="again"]';
  await page.waitForSelector(again);
  await page.keyboard.press('Tab');
  expect(await page.$eval(again, (button) => button === document.activeElement)).toBe(true);
  await page.keyboard.press('Enter');
  await page.waitForSelector(again, { hidden: true });
  await prompt();
  await page.keyboard.type('echo "anew-$((40+2))"\n');
  await me.until(/anew-42/);
});

test('the last words before a page is left are on disk', async () => {
  for (const [at, leave] of (['close', 'elsewhere'] as const).entries()) {
    const other = await browser.newPage();
    await other.goto(chapter());
    const you = firefoxLearner(other);
    await you.button('Files', '.bench-tabs');
    await other.waitForSelector(`${FILES} .cm-line`);
    await other.focus(EDITOR);
    await you.press('Control+End');
    await other.keyboard.type(`// last-${at}`);
    if (leave === 'close') await other.close({ runBeforeUnload: true });
    else await other.goto('about:blank');
    await poll(onDisk).toContain(`// last-${at}`);
    if (leave !== 'close') await other.close();
  }
  await page.bringToFront();
});

test('a typed line is saved, and a change from outside can be undone', async () => {
  await openFiles();
  await typeAtEnd('// typed in Firefox');
  await poll(onDisk).toContain('// typed in Firefox');
  appendFileSync(join(course.state, 'workspaces/split-trace', FILE), '\n// from outside\n');
  await poll(() => me.text(EDITOR)).toContain('// from outside');
  await page.focus(EDITOR);
  await me.press('Control+z');
  await poll(onDisk).not.toContain('// from outside');
  expect(onDisk()).toContain('// typed in Firefox');
});

test('a check passes, and its verdict has the keyboard', async () => {
  await ready();
  await openFiles();
  const withoutTransport = onDisk()
    .split('\n')
    .filter((line) => !line.includes('otelhttp'))
    .join('\n');
  writeFileSync(join(course.state, 'workspaces/split-trace', FILE), withoutTransport);
  await poll(() => me.text(EDITOR)).not.toContain('otelhttp');
  await me.button('Check this step', 'lab-step[data-step="break"]');
  await expect.poll(() => me.text('article.verdict .verdict-word'), { timeout: 90_000 }).toContain('Passed');
  expect(await page.evaluate(() => document.activeElement?.matches('.verdict'))).toBe(true);
});

test('what is typed while the server is away is saved when it is back, after a reload too', async () => {
  await openFiles();
  await course.kill();
  await typeAtEnd('// while away');
  await poll(() => me.text(`${FILES} .file-state`)).toContain('Not saved');
  await course.start();
  await poll(onDisk).toContain('// while away');
  await page.reload();
  await openFiles();
  // The editor draws only what is in view, and its text comes after it.
  await poll(async () => {
    await page.focus(EDITOR);
    await me.press('Control+End');
    return me.text(EDITOR);
  }).toContain('// while away');
  expect(await me.text('lab-step[data-step="break"]')).toContain('passed');
});

test('localhost leads to the printed address, so that it is one learner; nothing complained', async () => {
  await page.goto(`http://localhost:${course.port}/chapters/pipeline/`);
  expect(page.url()).toBe(`${course.origin}/chapters/pipeline/`);
  // That the server is away is noted by the browser itself.
  expect(complaints.filter((text) => !/establish a connection/.test(text))).toEqual([]);
});
