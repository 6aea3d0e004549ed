import type { Locator, Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { openPage } from './browser.ts';
import { builtPages } from './built-pages.ts';
import { learner } from './learner.ts';
import { attemptOf, partOf, type ScriptedBench, scriptBench } from './scripted-bench.ts';

// Every button of the page, and where the keyboard is after it was pressed by key: on the button, or at what it brought.
// The last test looks for buttons that are not in the table.
const BUTTONS: readonly [button: string, then: string][] = [
  ['.rail-toggle', 'stays'],
  ['.status-toggle', 'stays'],
  ['status-button [data-log], status-button [data-restart]', 'stays'],
  ['status-button [data-action="up"]', 'the status button, when it has gone'],
  ['runtime-switch [data-to]', 'stays; a dialog first'],
  ['button.term', 'stays; the definition opens beside it'],
  ['theme-switch button', 'stays'],
  ['storage-notice button, course-news [data-action]', 'the text, when the bar has gone'],
  ['.bench-tabs [role="tab"]', 'stays'],
  ['.bench-handle', 'stays'],
  ['.bench-collapse', 'stays; on a narrow page the handle'],
  ['notice-bar [data-mend]', 'what was said of it, then the next notice or the tab'],
  ['.term-tabs [data-choose], terminal-tabs [data-action="new"]', 'the terminal'],
  ['.term-close', 'the tab of the terminal shown now'],
  ['span-terminal button', 'the terminal'],
  ['[data-action="speak"]', 'the terminal'],
  ['[data-action="find"]', 'the words sought'],
  ['[data-action="help"]', 'the dialog, and back'],
  ['lab-files :is([data-use], [data-drop])', 'the editor'],
  ['lab-traces [type="submit"]', 'stays'],
  ['.file-list [data-path]', 'stays'],
  ['.file-remarks [data-path]', 'the editor, at the line'],
  ['lab-files [data-undo]', 'what was said of it, in Checks'],
  ['lab-files :is([data-action="compare"], [data-action="reset"], [data-action="deploy"])', 'stays'],
  ['lab-files :is([data-action="theirs"], [data-action="mine"])', 'the editor'],
  ['lab-files .cm-editor button', 'CodeMirror’s own'],
  ['lab-traces [data-action="checkout"], lab-traces [data-result], [data-copy]', 'stays'],
  ['lab-traces [data-trace]', 'the words sought in Logs'],
  ['lab-logs .log-parts button, .log-line [data-trace]', 'stays'],
  ['lab-logs [data-action="newest"]', 'the lines'],
  ['lab-checks [data-step], .attempts [data-attempt]', 'stays; the verdict'],
  ['lab-checks [data-check]', 'Cancel while it runs, then the verdict or what was said'],
  ['lab-checks [data-action="cancel"]', 'what was said'],
  ['lab-checks [data-hint]', 'the hint'],
  ['lab-checks [data-solution]', 'the solution'],
  ['lab-checks [data-action="close-solution"]', 'the button that showed it'],
  ['lab-checks [data-change], lab-checks [data-undo]', 'what was said; a dialog first'],
  ['lab-checks [data-open]', 'the editor'],
  ['lab-checks [data-unsaved]', 'the editor, or the field of the question'],
  ['lab-checks [data-logs]', 'the words sought in Logs'],
  ['lab-keep :is([data-restore], [data-action="reset-lab"])', 'what was said; a dialog first'],
  ['lab-keep [data-action="import"]', 'stays'],
  ['lab-step [data-action="check"]', 'as a check in the panel'],
  ['lab-step [data-action="files"]', 'the editor'],
  ['lab-step [data-action="begin"]', 'what was said, in Checks; a dialog first'],
  ['run-command :is([data-action="run"], [data-action="run-new"])', 'the terminal, or what was said'],
  ['run-command [data-action="copy"], .expressive-code .copy button', 'stays'],
  ['course-diagram button', 'the dialog, and back'],
  ['on-runtime button', 'its twin in the part shown'],
  ['trace-prediction :is([type="submit"], [data-action="recorded"])', 'the outcome'],
  ['trace-prediction [data-action="change"]', 'the guess'],
  ['language-tabs [role="tab"]', 'stays'],
  ['course-quiz [type="submit"]', 'Try again, beside the outcome'],
  ['course-quiz [data-action="retry"]', 'the answer'],
  ['course-quiz [data-action="answer"]', 'Try again, beside it'],
  ['course-quiz [data-move]', 'stays'],
  ['course-quiz#quiz [data-action="pace"]', 'stays'],
  ['course-quiz#quiz :is([data-action="previous"], [data-action="next"])', 'the question shown'],
];

const pages = builtPages();
let page: Page;
let bench: ScriptedBench;
let me: ReturnType<typeof learner>;

beforeAll(async () => {
  ({ page } = await openPage(pages.browser));
  bench = await scriptBench(page);
  me = learner(page);
  await page.goto(`${pages.site.origin}/chapters/instrument/#step-split-trace-baseline`);
  await me.ready(20_000);
});
test('a check: Cancel, then what was said; refused, the button; judged, the verdict', async () => {
  const { called: started } = await route('POST', '**/steps/*/check', 202);
  await me.tab('Checks');
  await press(me.bench.locator('[data-check]:visible').first());
  await started;
  const check = { type: 'check', lab: 'split-trace', step: bench.view.current } as const;
  bench.send({ ...check, state: 'running', phase: 'Waiting' });
  await focusIs('[data-action="cancel"]');
  const { called: cancelled } = await route('DELETE', '**/check', 204);
  await page.keyboard.press('Enter');
  await cancelled;
  bench.send({ ...check, state: 'cancelled' });
  await focusIs('.check-note');
  expect(await focused()).toContain('Cancelled');

  await route('POST', '**/steps/*/check', 409);
  await press(me.bench.locator('[data-check]:visible').first());
  await me.bench.locator('.check-note', { hasText: 'Refused.' }).waitFor();
  await focusIs('[data-check]');

  await route('POST', '**/steps/*/check', 202);
  await press(page.locator('lab-step[data-lab="split-trace"] [data-action="check"]').first());
  bench.send({ ...check, state: 'running', phase: 'Waiting' });
  await focusIs('[data-action="cancel"]');
  const attempt = attemptOf(7, bench.view.current, 'fail', 'Not so');
  bench.view.attempts = [attempt];
  bench.send({ ...check, state: 'done', attempt });
  await focusIs('.verdict');
});

test('a hint, a solution and what closes it; a change is where it was said', async () => {
  const step = bench.view.steps.find(({ edits }) => edits)!;
  bench.view.current = step.id;
  step.hints = ['One', 'Two', 'Three'];
  step.hintsLeft = 0;
  bench.send({ type: 'lab', lab: 'split-trace' });
  await route('GET', '**/changes?*', 200, { changes: [], seen: 'x' });
  await press(me.bench.locator('[data-solution]:visible').first());
  await focusIs('.solution');
  await press(me.bench.locator('[data-action="close-solution"]:visible'));
  await focusIs('[data-solution]');
  await route('POST', '**/reset', 200, { changes: [] });
  await press(me.bench.locator('[data-change="reset"]:visible'));
  await focusIs('.check-note');
  await press(me.bench.locator('[data-action="reset-lab"]:visible'));
  // It asks first, whatever there is to be lost.
  await press(page.locator('dialog.ask [value="yes"]'));
  await focusIs('.check-note');
  await press(page.locator('lab-step[data-lab="split-trace"] [data-action="begin"]').first());
  await focusIs('.check-note');
});

test('a notice: what became of it, then the next one, then the tab', async () => {
  bench.send({ type: 'part', part: partOf('orders', 'dead', { reason: 'ended' }) });
  bench.send({ type: 'part', part: partOf('tempo', 'dead', { reason: 'ended' }) });
  await route('POST', '**/api/parts/*/restart', 409);
  await page.locator('notice-bar li').nth(1).waitFor();
  await press(page.locator('notice-bar [data-mend="orders"]'));
  await focusIs('[data-key="orders"]');
  bench.send({ type: 'part', part: partOf('orders', 'ready') });
  await focusIs('[data-mend="tempo"]');
  bench.send({ type: 'part', part: partOf('tempo', 'ready') });
  await focusIs('.bench-tabs [aria-selected="true"]');
});

test('the status panel: its button, when the one pressed has gone', async () => {
  bench.send({ type: 'ready', ready: false, reason: 'stopped' });
  const phase = { id: 'go', title: 'Build', state: 'failed', elapsed: 1 } as const;
  bench.send({ type: 'phase', phase });
  await press(me.status());
  await route('POST', '**/api/runtime/up', 202);
  await press(page.locator('status-button [data-action="up"]'));
  bench.send({ type: 'phase', phase: { ...phase, state: 'running' } });
  await focusIs('.status-toggle');
  bench.send({ type: 'phase', phase: { ...phase, state: 'done' } });
  bench.send({ type: 'ready', ready: true });
  await page.keyboard.press('Escape');
});

test('a conflict of a file: the editor', async () => {
  const [first = ''] = bench.files.keys();
  await me.tab('Files');
  await me.bench.locator('lab-files:not([hidden]) .cm-line').last().click();
  bench.files.set(first, 'package theirs\n');
  await page.keyboard.type('mine');
  await press(me.bench.locator('[data-action="theirs"]'));
  await focusIs('.cm-content');
});

test('the quiz: try again, the answer, the question shown', async () => {
  const quiz = page.locator('course-quiz#quiz');
  const form = quiz.locator('form.question').first();
  await form.locator('input').nth(1).check();
  await press(form.locator('[type="submit"]'));
  await focusIs('[data-action="retry"]');
  const answer = form.locator('[data-action="answer"]');
  if (await answer.isVisible()) {
    await press(answer);
    await focusIs('[data-action="retry"]');
  }
  await page.keyboard.press('Enter');
  await focusIs('input:checked');
  await press(quiz.locator('[data-action="pace"]'));
  await focusIs('[data-action="pace"]');
  await press(quiz.locator('[data-action="next"]'));
  await expect
    .poll(
      () => page.evaluate(() => document.activeElement?.closest('form.question')?.matches(':not([hidden])')),
      { timeout: 15_000 },
    )
    .toBe(true);
  await press(quiz.locator('[data-action="pace"]'));
});

test('a prediction: what is said of the guess, and the guess again', async () => {
  const prediction = page.locator('trace-prediction').first();
  await prediction.locator('input').first().check();
  await press(prediction.locator('[type="submit"]'));
  await focusIs('trace-prediction .outcome');
  await press(prediction.locator('[data-action="change"]'));
  await focusIs('trace-prediction input');
});

test('the bar of the course: the text, when it has gone', async () => {
  bench.send({ type: 'course', news: 'pages' });
  await press(page.locator('course-news [data-action="later"]'));
  await focusIs('main');
});

test('a sheet that closes on a narrow page: its handle; a rail: where its link leads', async () => {
  await page.setViewportSize({ width: 390, height: 844 });
  const handle = page.locator('.bench-handle');
  if ((await handle.getAttribute('aria-expanded')) !== 'true') await press(handle);
  await press(page.locator('.bench-collapse'));
  await focusIs('.bench-handle');
  await press(page.locator('.rail-toggle'));
  await press(page.locator('.rail .sections a').nth(2));
  await focusIs('h2');
  await page.setViewportSize({ width: 1440, height: 900 });
});

test('every button of the page is in the table', async () => {
  for (const tab of ['Terminal', 'Files', 'Traces', 'Logs', 'Checks']) await me.tab(tab);
  bench.send({ type: 'course', news: 'pages' });
  bench.send({ type: 'part', part: partOf('orders', 'dead', { reason: 'ended' }) });
  await me.status().click();
  await page.locator('notice-bar [data-mend]').waitFor();
  const unknown = await page.evaluate(
    (known) =>
      [...document.querySelectorAll('button')]
        .filter((button) => !known.some((selector) => button.matches(selector)))
        .map((button) => button.outerHTML.slice(0, 160)),
    BUTTONS.map(([selector]) => selector),
  );
  expect(unknown).toEqual([]);
});

/** Puts the keyboard on a button and presses it by key. */
async function press(button: Locator): Promise<void> {
  await button.waitFor();
  await button.focus();
  await page.keyboard.press('Enter');
}

/** Waits until the keyboard is at an element that fits. */
async function focusIs(selector: string): Promise<void> {
  await expect
    .poll(
      () =>
        page.evaluate((wanted) => {
          const { activeElement } = document;
          return activeElement?.matches(wanted) ? wanted : activeElement?.outerHTML.slice(0, 160);
        }, selector),
      { timeout: 15_000 },
    )
    .toBe(selector);
}

function focused(): Promise<string> {
  return page.evaluate(() => document.activeElement?.textContent ?? '');
}

/** Answers calls of this kind from now on; `called` resolves with the first. */
async function route(
  method: string,
  pattern: string,
  status: number,
  body: object = {},
): Promise<{ called: Promise<void> }> {
  let seen = () => {};
  const first = new Promise<void>((resolve) => {
    seen = resolve;
  });
  await page.unroute(pattern);
  await page.route(pattern, async (call) => {
    if (call.request().method() !== method) return call.fallback();
    const problem = { title: 'Refused.' };
    await (status === 204
      ? call.fulfill({ status })
      : call.fulfill({ status, json: status < 400 ? body : problem }));
    seen();
  });
  return { called: first };
}
