import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, onTestFailed, test } from 'vitest';
import { PROGRESS_VERSION } from '#api/progress-file.ts';
import { isAlive } from '#runtimes/process/identity.ts';
import { readRecords } from '#runtimes/state/processes.ts';
import { overflow, violations } from './accessibility.ts';
import { openBrowser, openPage } from './browser.ts';
import { type Course, newCourse } from './course.ts';
import { learner, titleOf } from './learner.ts';
import { difference, textsBelow, textsOf } from './module-texts.ts';

// One learner goes through the whole lab, so each test goes on from the one before it.
const FILE = 'internal/storefront/orders_client.go';
const screenshots = resolve(import.meta.dirname, '../screenshots');
let course: Course;
let browser: Browser;
let page: Page;
let complaints: string[];
let me: ReturnType<typeof learner>;
const workspace = () => join(course.state, 'workspaces/split-trace');

beforeAll(async () => {
  mkdirSync(screenshots, { recursive: true });
  course = await newCourse();
  browser = await openBrowser();
  ({ page, complaints } = await openPage(browser));
  me = learner(page);
  // The link lets in the browser before anything is built; the page then shows what is being waited for.
  const link = await course.start();
  await page.goto(link);
  await page.getByRole('heading', { level: 1, name: /tracing/ }).waitFor({ timeout: 120_000 });
  expect(page.url()).toBe(`${course.origin}/`);
  await page.getByRole('link', { name: 'Instrument', exact: true }).waitFor();
  // The chapter's second lab: the bench begins with the lab whose step is asked for.
  await page.goto(`${course.origin}/chapters/instrument/#step-split-trace-baseline`);
  await me.ready(14 * 60_000);
});

// What follows a step that failed would only wait for what cannot come; pictures and accessibility go on.
let stuckAt: string | undefined;
beforeEach(({ task }) => {
  if (stuckAt) throw new Error(`The learner did not get past “${stuckAt}”.`);
  onTestFailed(() => {
    if (!/accessible|picture|complained/.test(task.name)) stuckAt = task.name;
  });
});

afterAll(async () => {
  await browser?.close();
  await course?.end();
});

test('the chapter is there with its diagram, its steps and its bench', async () => {
  await page.getByRole('heading', { level: 1, name: 'Instrument' }).waitFor();
  await page.locator('course-diagram svg:visible').first().waitFor();
  expect(await page.locator('lab-step[data-lab="split-trace"]').count()).toBe(3);
  expect(await me.bench.getByRole('tab').allInnerTexts()).toEqual([
    'Terminal',
    'Files',
    'Traces',
    'Logs',
    'Checks',
  ]);
});

test('Run buttons put whole commands into the terminal: a checkout, then its trace', async () => {
  const [checkout, fetch] = [0, 1].map((nth) => me.step('baseline').locator('run-command').nth(nth));
  expect(await checkout!.locator('code').first().textContent()).toContain('lab checkout');
  await checkout!.getByRole('button', { name: 'Run in the terminal' }).click();
  await expect
    .poll(() => me.screen(), { timeout: 15_000 })
    .toMatch(/status\s+201.*order\s+[0-9a-f-]{36}.*trace\s+[0-9a-f]{32}/s);
  await fetch!.getByRole('button', { name: 'Run in the terminal' }).click();
  // Which services are in the trace by now is not said: the payment is taken up after the answer.
  await expect.poll(() => me.screen(), { timeout: 15_000 }).toMatch(/storefront .*\[server\]/s);
});

test('typing in the terminal works, and a half-typed line is not run over', async () => {
  await me.type('echo "sum $((40 + 2))"');
  await expect.poll(() => me.screen()).toContain('sum 42');
  await page.keyboard.type('echo half a li');
  const run = me.step('baseline').locator('run-command').first();
  await run.getByRole('button', { name: 'Run in the terminal' }).click();
  await run.getByRole('button', { name: 'Run in a new terminal' }).waitFor();
  await page.locator('span-terminal:not([hidden]) .xterm-screen').click();
  await page.keyboard.press('Control+C');
});

test('a checkout is one trace, and all services log its id', async () => {
  await me.tab('Traces');
  await me.bench.getByRole('button', { name: 'Send a checkout' }).click();
  await me.bench.getByText(/storefront answered 201; one trace with this order/).waitFor();
  expect(await me.bench.locator('article.trace').count()).toBe(1);
  await me.bench.getByText('All services log the same trace id.').waitFor();
  for (const service of ['storefront', 'catalog', 'orders', 'payments-worker']) {
    expect(await me.bench.locator(`.wf-row[data-service="${service}"]`).count()).toBeGreaterThan(0);
  }
});

test('step baseline passes', async () => {
  expect(await me.check('baseline')).toMatchObject({ word: 'Passed' });
  await me.step('baseline').getByText('✓ passed').waitFor();
});

test('step break, nothing changed: not yet, the trace is still joined', async () => {
  const verdict = await me.check('break');
  expect([verdict.word, verdict.title]).toEqual(['Not yet', await titleOf('break', 'still-joined')]);
  await expect.poll(() => me.card.locator('.waterfall').count()).toBeGreaterThan(0);
});

test('lab check in the terminal gives the verdict the page then shows, and the exit code says it too', async () => {
  await me.tab('Terminal');
  await me.bench.getByRole('button', { name: 'New terminal' }).click();
  // The one before greets with the same words, and is shown until the new one is there.
  await me.bench.locator('span-terminal[hidden]').first().waitFor({ state: 'attached' });
  const said = async () => (await me.screen()).replaceAll(/\s+/g, ' ');
  await expect.poll(said, { timeout: 20_000 }).toContain('Spanwise: type lab help for what you can do here.');
  await me.type('lab check break; echo "ended with $?"');
  await expect.poll(said, { timeout: 60_000 }).toMatch(/◐ Not yet attempt \d+, .* ended with 1/);
  const [, attempt] = /attempt (\d+),/.exec(await said())!;
  expect(await said()).toMatch(/orders POST \/orders \[server\].*Evidence/);
  await me.tab('Checks');
  await me.card.locator('.verdict-meta', { hasText: `Attempt ${attempt},` }).waitFor();
  expect(await me.card.locator('h3').textContent()).toBe(await titleOf('break', 'still-joined'));
  await me.tab('Terminal');
  await me.type('clear; lab status | grep -F "Not yet"; lab chek');
  await expect
    .poll(said, { timeout: 20_000 })
    .toContain(`Not yet: ${await titleOf('break', 'still-joined')}`);
  await expect.poll(said, { timeout: 20_000 }).toContain('Did you mean lab check?');
  await me.bench.locator('[data-close]').last().click();
  await me.bench.locator('.term-tabs [data-choose]').first().click();
  await expect.poll(said).toContain('sum 42');
});

test('a compile error is the verdict and opens the file at its line', async () => {
  await me.tab('Files');
  await me.deleteLine('otelhttp.NewTransport');
  const verdict = await me.check('break');
  expect([verdict.word, verdict.title]).toEqual([
    'Not yet',
    await titleOf('break', 'does-not-build', 'storefront'),
  ]);
  await me.tab('Files');
  const place = me.bench.locator('.file-remarks button', { hasText: `${FILE}:` });
  await place.waitFor();
  const notices = me.bench.locator('notice-bar', {
    hasText: 'storefront did not compile: orders_client.go line',
  });
  await notices.getByRole('button', { name: 'Open the line' }).click();
  expect(await me.bench.locator('lab-files:not([hidden]) .cm-activeLine').textContent()).toContain(
    'contrib/instrumentation/net/http/otelhttp',
  );
});

test('without the transport step break passes, and a checkout is two traces with two log ids', async () => {
  await me.deleteLine('contrib/instrumentation/net/http/otelhttp');
  await me.saved();
  expect(readFileSync(join(workspace(), FILE), 'utf8')).not.toContain('otelhttp');
  // What is saved is what the button sends to, though nobody has built it yet.
  await me.tab('Traces');
  await me.bench.getByRole('button', { name: 'Send a checkout' }).click();
  await me.bench
    .getByText(/Built what was saved and restarted storefront\. .* 2 traces with this order/)
    .waitFor({ timeout: 60_000 });
  expect(await me.bench.locator('article.trace').count()).toBe(2);
  await me.bench.getByText('All on one time axis, from the earliest start.').waitFor();
  await me.bench.getByText('The services log 2 different trace ids.').waitFor();
  const verdict = await me.check('break');
  expect(verdict).toMatchObject({ word: 'Passed' });
});

test('step mend, not mended: still split, with both traces as evidence', async () => {
  const verdict = await me.check('mend');
  expect([verdict.word, verdict.title]).toEqual(['Not yet', await titleOf('mend', 'still-split')]);
  await expect.poll(() => me.card.locator('.waterfall').count()).toBe(2);
  await me.card.getByRole('button', { name: /hint/ }).click();
  await me.card.getByText('Hint 1 of 3').waitFor();
});

test.each(['light', 'dark'] as const)(
  'the chapter with its verdict is kept as a picture, %s',
  async (colorScheme) => {
    await me.theme(colorScheme);
    await me.step('mend').scrollIntoViewIfNeeded();
    await page.screenshot({ path: join(screenshots, `chapter-verdict-${colorScheme}.png`) });
    expect(await violations(page)).toEqual([]);
  },
);

test.each(['Terminal', 'Files', 'Traces', 'Logs', 'Checks'])(
  'the %s tab is accessible in both themes',
  async (tab) => {
    await me.tab(tab);
    for (const colorScheme of ['light', 'dark'] as const) {
      await me.theme(colorScheme);
      expect(await violations(page, 'span-bench')).toEqual([]);
    }
    await me.theme('light');
  },
);

test('resetting the file puts the start of the step back, and Undo the learner’s text', async () => {
  const mine = `// my own line\n${readFileSync(join(workspace(), FILE), 'utf8')}`;
  writeFileSync(join(workspace(), FILE), mine);
  await me.tab('Files');
  await expect.poll(() => me.editor().textContent()).toContain('my own line');
  await me.bench.getByRole('button', { name: 'Reset file' }).click();
  await me.answer('Reset the file');
  await expect.poll(() => me.editor().textContent(), { timeout: 10_000 }).not.toContain('my own line');
  expect(await textsBelow(workspace())).toEqual(await textsOf('mend', 'start'));
  await me.bench.locator('lab-files:not([hidden])').getByRole('button', { name: 'Undo' }).click();
  await me.noted(/The files are restored/);
  expect(readFileSync(join(workspace(), FILE), 'utf8')).toBe(mine);
});

// At each step with work in the workspace that no step has: a file changed, one added that would not compile beside
// the course's, one deleted.
test.each([
  ['baseline', 1],
  ['break', 2],
  ['mend', 3],
])('at step %s the files go to its start and its solution, and all come back', async (step, number) => {
  const before = await textsBelow(workspace());
  writeFileSync(join(workspace(), FILE), `${before[FILE]}// at ${step}\n`);
  writeFileSync(
    join(workspace(), 'internal/storefront/mine.go'),
    'package storefront\n\nvar mine = absent\n',
  );
  rmSync(join(workspace(), 'internal/storefront/catalog_client.go'));
  const mine = await textsBelow(workspace());
  await me.tab('Checks');
  await me.choose(step);

  expect(await me.ask(/^(Go to|Reset) this step$/)).toEqual(difference(mine, await textsOf(step, 'start')));
  expect(await violations(page, 'dialog')).toEqual([]);
  await me.answer(/^(Go to|Reset) step/);
  await me.noted(new RegExp(`You are at the start of step ${number}\\. .* (Restarted|Running)`));
  expect(await textsBelow(workspace())).toEqual(await textsOf(step, 'start'));
  await me.undo();
  expect(await textsBelow(workspace())).toEqual(mine);

  if (step !== 'baseline') {
    await me.choose(step);
    expect(await me.ask('Solve it for me')).toEqual(difference(mine, await textsOf(step, 'solution')));
    await me.answer('Cancel');
    expect(await textsBelow(workspace())).toEqual(mine);
    await me.ask('Solve it for me');
    await me.answer('Replace my files');
    await me.noted(new RegExp(`Step ${number} is solved\\. .* (Restarted|Running)`));
    expect(await textsBelow(workspace())).toEqual(await textsOf(step, 'solution'));
    expect(await me.check(step)).toMatchObject({ word: 'Passed' });
  }
  if (step === 'mend') await me.step('mend').getByText('solved, not passed').waitFor();
  // Left and come back to: the copies are in the list, and the files come back from there too.
  await page.reload();
  await me.tab('Checks');
  if (step !== 'baseline') await me.restore(`before step ${number} was solved`);
  expect(await textsBelow(workspace())).toEqual(mine);
  rmSync(join(workspace(), 'internal/storefront/mine.go'));
  for (const path of [FILE, 'internal/storefront/catalog_client.go'])
    writeFileSync(join(workspace(), path), before[path]!);
});

test('a step is skipped, the lab begun again, and both taken back', async () => {
  const mine = await textsBelow(workspace());
  await me.choose('baseline');
  await me.ask('Reset the lab');
  await me.answer('Reset the lab');
  await me.noted(/The lab is at its start/);
  expect(await textsBelow(workspace())).toEqual(await textsOf('baseline', 'start'));
  await me.choose('break');
  await me.ask('Skip it');
  await me.answer('Skip step 2');
  await me.noted(/Step 2 is skipped/);
  expect(await textsBelow(workspace())).toEqual(await textsOf('mend', 'start'));
  await me.restore('before the lab was reset');
  expect(await textsBelow(workspace())).toEqual(mine);
});

test('an answer of the learner’s own passes step mend', async () => {
  writeFileSync(join(workspace(), FILE), (await textsOf('break', 'start'))[FILE]!);
  expect(await me.check('mend')).toMatchObject({ word: 'Passed' });
  await me.step('mend').getByText('✓ passed').waitFor();
});

test('a part that is down is said above the steps, and restarted from there', async () => {
  const notices = me.bench.locator('notice-bar');
  const restart = notices.getByRole('button', { name: 'Restart' });
  // Spanwise starts it again by itself, later each time: it is ended until there is time to press the button.
  await expect
    .poll(
      async () => {
        for (const { part, pid } of readRecords(course.state).filter(isAlive))
          if (part === 'collector') process.kill(pid, 'SIGKILL');
        return restart.isVisible();
      },
      { timeout: 20_000, interval: 200 },
    )
    .toBe(true);
  await notices.getByText(/The Collector is down: ended by SIGKILL/).waitFor();
  await restart.click();
  await notices.waitFor({ state: 'hidden' });
  await me.ready(20_000);
});

test('the record goes out as a file and comes in again', async () => {
  await me.tab('Checks');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    me.bench.getByRole('link', { name: 'Save my progress' }).click(),
  ]);
  const file = await download.path();
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
    format: 'spanwise-progress',
    version: PROGRESS_VERSION,
  });
  await me.bench
    .locator('lab-checks[data-lab="split-trace"] lab-keep input[type="file"]')
    .setInputFiles(file);
  await me.bench.getByText(/Added 0 attempts and 0 marks\. \d+ were here already/).waitFor();
  const other = join(course.state, 'other.json');
  writeFileSync(other, '{"format":"spanwise-progress","version":99}');
  await me.bench
    .locator('lab-checks[data-lab="split-trace"] lab-keep input[type="file"]')
    .setInputFiles(other);
  await me.bench.getByText(/made by a newer version of Spanwise/).waitFor();
});

test('an edit made in the terminal shows in the editor', async () => {
  await me.tab('Files');
  await me.saved();
  await me.tab('Terminal');
  await me.type(`echo '// seen from outside' >> ${FILE}; kept=yes-$((6 * 7))`);
  await me.tab('Files');
  await me.bench
    .locator('lab-files:not([hidden])')
    .getByText(/Changed outside the editor/)
    .waitFor();
  expect(readFileSync(join(workspace(), FILE), 'utf8')).toContain('seen from outside');
});

/** What lies on disk; the page hears of it within two seconds, and saves after a pause. */
const onDisk = () => readFileSync(join(workspace(), FILE), 'utf8');

test('the last words before a page is closed are on disk', async () => {
  for (let round = 1; round <= 5; round++) {
    const other = await page.context().newPage();
    await other.goto(page.url());
    await other.getByRole('tab', { name: 'Files', exact: true }).click();
    await other.locator('.cm-line', { hasText: 'package storefront' }).click();
    await other.keyboard.press('Control+Home');
    await other.keyboard.type(`// last words ${round}\n`);
    await other.close({ runBeforeUnload: true });
    await expect.poll(onDisk, { timeout: 15_000 }).toContain(`// last words ${round}`);
  }
});

test('bytes that are not UTF-8 are refused with the reason, and what was typed meanwhile is saved when they are gone', async () => {
  // What was typed in the other pages has to be here, or it and what is typed now are about lines that touch.
  await expect.poll(() => me.editor().textContent(), { timeout: 15_000 }).toContain('last words 5');
  const mine = readFileSync(join(workspace(), FILE));
  const bytes = Buffer.concat([mine, Buffer.from('// caf\xe9\n', 'latin1')]);
  writeFileSync(join(workspace(), FILE), bytes);
  const files = me.bench.locator('lab-files:not([hidden])');
  await files.locator('.file-state', { hasText: /not UTF-8 \(line \d+\)/ }).waitFor();
  await me.bench.locator('lab-files:not([hidden]) .cm-line').first().click();
  await page.keyboard.type('typed all the same');
  await files.locator('.file-state', { hasText: 'Not saved' }).waitFor();
  expect(readFileSync(join(workspace(), FILE))).toEqual(bytes);
  writeFileSync(join(workspace(), FILE), mine);
  await expect.poll(onDisk, { timeout: 15_000 }).toContain('typed all the same');
  await me.saved();
  writeFileSync(join(workspace(), FILE), mine);
  await expect.poll(() => me.editor().textContent(), { timeout: 15_000 }).not.toContain('typed all the same');
});

test('a reloaded page finds its terminals as they were', async () => {
  await me.tab('Terminal');
  await me.type('echo "before $((40 + 2))"');
  await expect.poll(() => me.screen(), { timeout: 20_000 }).toContain('before 42');
  await page.reload();
  await me.ready(20_000);
  await me.tab('Terminal');
  await expect.poll(() => me.screen(), { timeout: 20_000 }).toContain('before 42');
  await me.type('echo "[$kept]"');
  await expect.poll(() => me.screen(), { timeout: 20_000 }).toContain('[yes-42]');
});

test('a killed server is noticed, its successor leaves nothing of it behind, and work and verdicts are there', async () => {
  const old = readRecords(course.state).filter(isAlive);
  expect(old.length).toBeGreaterThan(8);
  await me.tab('Checks');
  const attempts = await me.bench.locator('.attempts li').count();
  expect(attempts).toBeGreaterThan(6);
  await course.kill();
  await page
    .locator('status-button')
    .getByText(/does not answer/)
    .waitFor({ timeout: 15_000 });
  await course.start();
  await me.ready(60_000);
  expect(old.filter(isAlive)).toEqual([]);
  expect(readFileSync(join(workspace(), FILE), 'utf8')).toContain('seen from outside');
  await me.tab('Checks');
  await expect.poll(() => me.bench.locator('.attempts li').count()).toBe(attempts);
  await me.step('break').getByText('✓ passed').waitFor();
  expect(await me.check('mend')).toMatchObject({ word: 'Passed' });
});

test('at 390 pixels nothing is cut off and everything is accessible', async () => {
  await page.setViewportSize({ width: 390, height: 844 });
  for (const colorScheme of ['light', 'dark'] as const) {
    await me.theme(colorScheme);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    expect(await violations(page)).toEqual([]);
    await page.screenshot({ path: join(screenshots, `chapter-narrow-${colorScheme}.png`) });
  }
});

test('the page complained of nothing but what this test did to it', () => {
  const expected = [
    /ERR_CONNECTION_REFUSED|WebSocket connection|Failed to fetch/,
    /409 .*\/(commands\/checkout\/run|progress\/import)/,
    /422 .*\/files\//,
  ];
  expect(complaints.filter((text) => !expected.some((pattern) => pattern.test(text)))).toEqual([]);
});

test('ending the server ends everything it started', async () => {
  const all = readRecords(course.state);
  await course.end();
  expect(all.filter(isAlive)).toEqual([]);
  expect(existsSync(course.state)).toBe(false);
});
