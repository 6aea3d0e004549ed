import type { Page } from 'playwright-core';
import { beforeEach, expect, test } from 'vitest';
import { violations } from './accessibility.ts';
import { openPage } from './browser.ts';
import { builtPages } from './built-pages.ts';
import { learner } from './learner.ts';
import { attemptOf, partOf, type ScriptedBench, scriptBench } from './scripted-bench.ts';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const LAB = 'split-trace';
const pages = builtPages();
let page: Page;
let bench: ScriptedBench;
let me: ReturnType<typeof learner>;

beforeEach(async () => {
  ({ page } = await openPage(pages.browser));
  bench = await scriptBench(page);
  me = learner(page);
  await page.goto(`${pages.site.origin}/chapters/instrument/#step-split-trace-baseline`);
  await me.ready(10_000);
  return () => page.context().close();
});
test('what is saved and does not run is said in the header, on the step, above the tabs and in Files', async () => {
  const stale = partOf('storefront', 'ready', { build: { state: 'stale', errors: [] } });
  bench.send({ type: 'part', part: stale });
  const waiting = [{ path: 'collector.yaml', state: 'waiting' as const }];
  bench.send({ type: 'running', running: { lab: LAB, whole: true, waiting } });
  const words = 'Saved, not yet running: storefront and collector.yaml';
  await me.status().getByText(words).waitFor();
  const note = me.step('break').locator('.step-actions [data-part="note"]');
  await note.getByText(`${words}.`).waitFor();
  await note.getByRole('button', { name: 'Build and restart' }).waitFor();
  const bar = me.bench.locator('notice-bar');
  await bar.getByText(`${words}.`).waitFor();
  await me.tab('Files');
  await me.bench.locator('lab-files:not([hidden])').getByText('not yet running').waitFor();
  // The editor must not move while somebody types.
  expect(await bar.isVisible()).toBe(false);
  bench.send({ type: 'part', part: { ...stale, build: { state: 'current', errors: [] } } });
  bench.send({ type: 'running', running: { lab: LAB, whole: true } });
  await me.ready(5_000);
  expect(await note.textContent()).toBe('');
});

test('the first edit of a lab whose files do not run says so, with the button that builds them', async () => {
  bench.send({ type: 'running', running: { lab: 'elsewhere', whole: true } });
  await me.tab('Files');
  const files = me.bench.locator('lab-files:not([hidden])');
  const note = me.step('break').locator('.step-actions [data-part="note"]');
  await me.bench.getByText(/^The services run the files of/).waitFor();
  expect([await note.textContent(), await files.getByText('not yet running').count()]).toEqual(['', 0]);
  const [path = ''] = bench.files.keys();
  bench.send({ type: 'file', lab: LAB, path, version: 'other', changed: true });
  await files.getByText('not yet running').waitFor();
  expect(await files.getByRole('button', { name: 'Build and restart' }).getAttribute('class')).toContain(
    'primary',
  );
  await note.getByText('Saved, not yet running: orders_client.go.').waitFor();
  await note.getByRole('button', { name: 'Build and restart' }).waitFor();
});

test('a lab of another chapter is named by its title', async () => {
  const other = { ...bench.view, id: 'elsewhere', title: 'A lab of another chapter' };
  await page.route('**/api/labs/elsewhere', (route) => route.fulfill({ json: other }));
  bench.send({ type: 'running', running: { lab: 'elsewhere', whole: true } });
  await me.bench.getByText('The services run the files of “A lab of another chapter”.').waitFor();
});

test('how a check goes on stands beside the step’s button, and not beside a command of it', async () => {
  bench.send({ type: 'check', lab: LAB, step: 'baseline', state: 'running', phase: 'Waiting for the spans' });
  const step = me.step('baseline');
  await step.locator('.step-actions').getByText('Checking: Waiting for the spans').waitFor();
  expect(await step.locator('run-command').allTextContents()).not.toContain('Checking');
  await me.tab('Checks');
  await me.bench.getByText('Checking step 1, See one checkout as one trace: Waiting for the spans').waitFor();
});

test('a trace id in a log line opens its trace, and so does one that is typed', async () => {
  await me.tab('Logs');
  await me.bench.locator('.log-count').waitFor();
  bench.send({
    type: 'log',
    part: 'storefront',
    time: 1,
    text: '{"msg":"checkout received"}',
    traceId: TRACE,
  });
  await me.bench.getByRole('button', { name: TRACE }).click();
  await me.bench
    .locator('lab-traces:not([hidden]) article.trace')
    .locator('.wf-outside', { hasText: 'started outside' })
    .waitFor();
  expect(await violations(page, 'lab-traces:not([hidden])')).toEqual([]);
  const other = 'a'.repeat(32);
  await me.bench
    .locator('lab-traces:not([hidden])')
    .getByLabel('Trace id, traceparent or TraceQL')
    .fill(`00-${other}-00f067aa0ba902b7-01`);
  await page.keyboard.press('Enter');
  await me.bench.locator('lab-traces:not([hidden]) .trace-id', { hasText: other }).first().waitFor();
  await me.bench
    .locator('lab-traces:not([hidden])')
    .getByLabel('Trace id, traceparent or TraceQL')
    .fill('checkout');
  await page.keyboard.press('Enter');
  await me.bench.getByText(/a trace id has 32 hex digits, and a query begins with/).waitFor();
});

test('a verdict is marked as soon as a file is another than it judged', async () => {
  const [path = ''] = bench.files.keys();
  const { version } = bench.view.files[0]!;
  bench.view.attempts = [{ ...attemptOf(1, 'break', 'fail', 'Joined'), files: { [path]: version } }];
  bench.send({ type: 'lab', lab: LAB });
  await me.tab('Checks');
  await me.card.getByRole('heading', { name: 'Joined' }).waitFor();
  expect(await me.card.locator('.verdict-older').count()).toBe(0);
  bench.send({ type: 'file', lab: LAB, path, version: 'other', changed: true });
  await me.card.getByText('Since this verdict orders_client.go changed.').waitFor();
  bench.send({ type: 'file', lab: LAB, path, version, changed: false });
  await expect.poll(() => me.card.locator('.verdict-older').count()).toBe(0);
});

test('a page loaded anew while its check went on leads to the verdict, with word and title in view', async () => {
  await me.step('break').getByRole('button', { name: 'Check this step' }).click();
  await me.bench.getByRole('tab', { name: 'Checks', selected: true }).waitFor();
  bench.view.attempts = [attemptOf(7, 'break', 'pass', 'It fell apart')];
  await me.tab('Logs');
  await page.reload();
  await me.bench.getByRole('tab', { name: 'Checks', selected: true }).waitFor();
  await me.card.getByRole('heading', { name: 'It fell apart' }).waitFor();
  await expect.poll(() => inView(page, '.verdict-word')).toBe(true);
  // Once it was shown, the next load begins as usual: where the reader was.
  await me.tab('Logs');
  await page.reload();
  await me.ready(10_000);
  await me.bench.getByRole('tab', { name: 'Logs', selected: true }).waitFor();
});

/** Whether an element lies within the panel that scrolls it. */
function inView(on: Page, selector: string): Promise<boolean> {
  return on.evaluate((sought) => {
    const box = document
      .querySelector(`lab-checks:not([hidden]) .verdict ${sought}`)
      ?.getBoundingClientRect();
    const panel = document.querySelector('lab-checks:not([hidden])')?.getBoundingClientRect();
    return !!box && !!panel && box.top >= panel.top - 1 && box.bottom <= panel.bottom + 1;
  }, selector);
}
