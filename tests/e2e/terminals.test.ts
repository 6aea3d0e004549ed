import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { startServer } from '../server/start-server.ts';
import { violations } from './accessibility.ts';
import { openBrowser, openPage } from './browser.ts';
import { learner } from './learner.ts';

// The real pages and real shells on a server whose bench starts nothing: what is tested here needs no services.
const repository = resolve(import.meta.dirname, '../..');
const screenshots = resolve(repository, 'tests/screenshots');
const FILE = 'internal/storefront/orders_client.go';
const MOD = 'Control+Shift';
let browser: Browser;
let home: string;
let before: Record<string, string | undefined>;
let server: Awaited<ReturnType<typeof startServer>>;
let context: BrowserContext;
let page: Page;
let me: ReturnType<typeof learner>;

beforeAll(async () => {
  mkdirSync(screenshots, { recursive: true });
  browser = await openBrowser();
});
afterAll(() => browser?.close());

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'spanwise-home-'));
  // Shells take these from the server, which is this process: nobody's own set-up is part of the test.
  before = { HOME: process.env['HOME'], SHELL: process.env['SHELL'] };
  Object.assign(process.env, { HOME: home, SHELL: '/bin/bash' });
  server = await startServer({ course: { labs: join(repository, 'labs'), site: join(repository, 'dist') } });
  ({ page } = await openPage(browser));
  context = page.context();
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: origin() });
  me = learner(page);
  await page.goto(server.server.newLink());
  await page.goto(`${origin()}/chapters/instrument/#step-split-trace-baseline`);
});
afterEach(async () => {
  await context?.close();
  await server?.end();
  Object.assign(process.env, before);
  rmSync(home, { recursive: true, force: true });
});

const origin = () => `http://127.0.0.1:${server.port}`;
const terminal = () => me.bench.locator('span-terminal:not([hidden])');
const prompt = async () => {
  await expect.poll(() => me.screen(), { timeout: 30_000 }).toMatch(/split-trace[#$]/);
};
const until = (pattern: RegExp, timeout = 20_000) =>
  expect.poll(() => me.screen(), { timeout }).toMatch(pattern);
const focus = () => terminal().locator('.xterm-screen').click();
const copied = () => page.evaluate(() => navigator.clipboard.readText());
const copy = (text: string) => page.evaluate((given) => navigator.clipboard.writeText(given), text);
const inTerminal = () => page.evaluate(() => document.activeElement?.closest('span-terminal') !== null);

/** Where a text stands on the screen, and the width of a cell. */
async function placeOf(text: string): Promise<{ x: number; y: number; cell: number; height: number }> {
  const rows = await terminal().locator('.xterm-rows > div').allTextContents();
  const row = rows.findIndex((line) => line.replaceAll('\u00a0', ' ').includes(text));
  expect(row, `${text} in\n${rows.join('\n')}`).toBeGreaterThanOrEqual(0);
  const column = rows[row]!.replaceAll('\u00a0', ' ').indexOf(text);
  const box = (await terminal().locator('.xterm-screen').boundingBox())!;
  const cols = server.terminals.list('local')[0] ? await columns() : 80;
  const [cell, height] = [box.width / cols, box.height / rows.length];
  return { x: box.x + (column + 0.5) * cell, y: box.y + (row + 0.5) * height, cell, height };
}

async function columns(): Promise<number> {
  return terminal()
    .locator('.xterm-screen')
    .evaluate((screen) => {
      const row = screen.querySelector('.xterm-rows > div')!;
      const probe = document.createElement('span');
      probe.textContent = 'W'.repeat(100);
      row.append(probe);
      const width = probe.getBoundingClientRect().width / 100;
      probe.remove();
      return Math.round(screen.getBoundingClientRect().width / width);
    });
}

async function select(text: string): Promise<void> {
  const { x, y, cell } = await placeOf(text);
  await page.mouse.move(x - cell * 0.4, y);
  await page.mouse.down();
  await page.mouse.move(x + (text.length - 0.6) * cell, y, { steps: 4 });
  await page.mouse.up();
}

test('drawn by a graphics card too, a terminal has its size before the shell draws, and fills its place', async () => {
  const withCard = await openBrowser({ graphics: true });
  try {
    const { page: other } = await openPage(withCard);
    const wished = new Set<string>();
    other.on('websocket', (socket) =>
      socket.on('framesent', ({ payload }) => {
        const [, cols] = /"type":"(?:attach|resize)".*"cols":(\d+)/.exec(String(payload)) ?? [];
        if (cols) wished.add(cols);
      }),
    );
    await other.goto(server.server.newLink());
    await other.goto(`${origin()}/chapters/instrument/#step-split-trace-baseline`);
    const screen = other.locator('span-terminal:not([hidden]) .xterm-screen');
    await screen.locator('canvas').first().waitFor();
    await expect.poll(() => wished.size).toBe(1);
    const [cols] = wished;
    const free = () => screen.evaluate((one) => one.closest('.term-screen')!.clientWidth - one.clientWidth);
    // The scrollbar's room, and less than a letter; nothing else was wished until then.
    const letter = (await screen.evaluate((one) => one.clientWidth)) / Number(cols);
    await expect.poll(free).toBeLessThan(30 + letter);
    expect([...wished]).toEqual([cols]);
    await other.context().close();
  } finally {
    await withCard.close();
  }
});

test('what is selected is copied by each key, and Ctrl+C interrupts where nothing is', async () => {
  await prompt();
  await me.type('echo "take $((40+2)) away"; sleep 1000');
  await until(/take 42 away/);
  await select('take 42 away');
  await page.keyboard.press('Control+c');
  await expect.poll(copied).toBe('take 42 away');
  // The sleep goes on: the key copied. Pressed again, with nothing selected, it interrupts.
  await page.keyboard.press('Control+c');
  await until(/\^C\s+split-trace[#$]/);
  for (const key of ['Control+Shift+C', 'Control+Insert']) {
    await copy('something else');
    await select('take 42');
    await page.keyboard.press(key);
    await expect.poll(copied).toBe('take 42');
  }
  await page.screenshot({ path: join(screenshots, 'terminal-selection.png') });
  // A right click puts the selection under the browser's own menu, whose Copy and Paste then act on it.
  const { x, y, cell } = await placeOf('take 42');
  await page.mouse.click(x + 2 * cell, y, { button: 'right' });
  const under = await page.evaluate(
    ([left, top]) => (document.elementFromPoint(left!, top!) as HTMLTextAreaElement).value,
    [x + 2 * cell, y],
  );
  expect(under).toBe('take 42');
});

test('each key pastes, in one piece where the shell knows how to take it', async () => {
  await prompt();
  await focus();
  for (const [key, word] of [
    ['Control+v', 'one'],
    ['Control+Shift+V', 'two'],
    ['Shift+Insert', 'three'],
  ]) {
    await copy(`echo said-$((1+1))-${word}\necho next-${word}`);
    await page.keyboard.press(key!);
    await until(new RegExp(`echo next-${word}`));
    expect(await me.screen()).not.toContain(`said-2-${word}`);
    await page.keyboard.press('Enter');
    await until(new RegExp(`said-2-${word}`));
  }
});

test('a program that runs each line at once is given several only after a question', async () => {
  await prompt();
  await me.type('echo ready-$((1)); cat');
  await until(/ready-1/);
  await copy('first line\nsecond line\n');
  for (const answer of ['Cancel', 'Paste'] as const) {
    await page.keyboard.press('Control+v');
    const dialog = page.getByRole('dialog', { name: 'Paste 2 lines?' });
    await dialog.waitFor();
    expect(await dialog.locator('pre').textContent()).toContain('first line\nsecond line');
    expect(await me.screen()).not.toContain('first line');
    if (answer === 'Paste') await page.screenshot({ path: join(screenshots, 'terminal-paste.png') });
    await dialog.getByRole('button', { name: answer }).click();
    expect(await inTerminal()).toBe(true);
  }
  await until(/second line[\s\S]*second line/);
});

test('a place in a file opens the editor at its line, and an address the page it names', async () => {
  await prompt();
  await me.type(`clear; grep -n "func New" ${FILE}; echo "s""ee ${origin()}/chapters/pipeline/."`);
  await until(/see http/);
  const address = await placeOf(`${origin()}/chapters`);
  await page.mouse.move(address.x + 3 * address.cell, address.y, { steps: 3 });
  await terminal().getByText(`Ctrl+click: ${origin()}/chapters/pipeline/`).waitFor();
  await page.screenshot({ path: join(screenshots, 'terminal-link.png') });
  // A plain click is for selecting.
  await page.mouse.click(address.x + 3 * address.cell, address.y);
  expect(context.pages()).toHaveLength(1);
  const [opened] = await Promise.all([
    context.waitForEvent('page'),
    page.keyboard.down('Control').then(() => page.mouse.click(address.x + 3 * address.cell, address.y)),
  ]);
  await page.keyboard.up('Control');
  expect(opened.url()).toBe(`${origin()}/chapters/pipeline/`);
  await opened.close();

  await me.type(`clear; echo "x"" ${FILE}:7:2: wrong"`);
  await until(/x internal\/storefront\/orders_client.go:7:2/);
  const place = await placeOf(`${FILE}:7:2: wrong`);
  await page.mouse.move(place.x + 2 * place.cell, place.y, { steps: 3 });
  await terminal().getByText(`Ctrl+click: ${FILE} at line 7, in the editor`).waitFor();
  await page.keyboard.down('Control');
  await page.mouse.click(place.x + 2 * place.cell, place.y);
  await page.keyboard.up('Control');
  await me.bench.locator(`lab-files:not([hidden]) [data-path="${FILE}"][aria-current="true"]`).waitFor();
  const { folder } = server.labs.get('split-trace')!.workspace;
  const line = readFileSync(join(folder, FILE), 'utf8').split('\n')[6];
  await expect
    .poll(() => me.bench.locator('lab-files:not([hidden]) .cm-activeLine').textContent())
    .toBe(line);
});

test('an address outside is opened after a question, and one that lies about its target never', async () => {
  await prompt();
  await me.type(
    `clear; echo "a""t https://example.com/a"; printf '\\e]8;;javascript:alert(1)\\e\\\\trap\\e]8;;\\e\\\\ '; echo e""nd`,
  );
  await until(/at http[\s\S]*trap end/);
  for (const [text, title] of [
    ['https://example.com/a', 'Open this address?'],
    ['trap', undefined],
  ] as const) {
    const { x, y, cell } = await placeOf(text);
    await page.mouse.move(x + 2 * cell, y, { steps: 3 });
    await page.keyboard.down('Control');
    await page.mouse.click(x + 2 * cell, y);
    await page.keyboard.up('Control');
    if (title) {
      const dialog = page.getByRole('dialog', { name: title });
      expect(await dialog.locator('code').textContent()).toBe('https://example.com/a');
      await dialog.getByRole('button', { name: 'Cancel' }).click();
    }
  }
  expect(await page.getByRole('dialog').count()).toBe(0);
  expect(context.pages()).toHaveLength(1);
});

test('what was printed is searched, up and down, with a count, and Escape leads back', async () => {
  await prompt();
  await me.type('clear; for n in $(seq 1 300); do echo "row $n needle-$((n % 100))"; done');
  await until(/row 300/);
  await page.keyboard.press(`${MOD}+F`);
  const field = terminal().getByRole('textbox', { name: 'Find in the terminal' });
  await field.fill('needle-7 ');
  const count = terminal().locator('.term-find-count');
  await expect.poll(() => count.textContent()).toBe('Not found');
  await field.fill('needle-77');
  await expect.poll(() => count.textContent()).toBe('3 of 3');
  await until(/row 277 needle-77/);
  await page.screenshot({ path: join(screenshots, 'terminal-search.png') });
  await page.keyboard.press('Enter');
  await expect.poll(() => count.textContent()).toBe('2 of 3');
  await until(/row 177 needle-77/);
  await page.keyboard.press('Shift+Enter');
  await expect.poll(() => count.textContent()).toBe('3 of 3');
  expect(await violations(page, 'span-terminal')).toEqual([]);
  await page.keyboard.press('Escape');
  expect(await field.isVisible()).toBe(false);
  expect(await inTerminal()).toBe(true);
});

test('a screen reader is offered what is printed, and the choice is kept', async () => {
  await prompt();
  await me.type('echo "heard-$((40+2))"');
  await until(/heard-42/);
  expect(await terminal().locator('.xterm-accessibility').count()).toBe(0);
  const sign = me.bench.getByText('also given to a screen reader');
  expect(await sign.isVisible()).toBe(false);
  await me.bench.getByRole('button', { name: 'Give what terminals print to a screen reader' }).press('Enter');
  await expect.poll(() => terminal().locator('.term-screen').ariaSnapshot()).toContain('heard-42');
  await page.reload();
  await expect
    .poll(() => terminal().locator('.term-screen').ariaSnapshot(), { timeout: 20_000 })
    .toContain('heard-42');
  expect(await sign.isVisible()).toBe(true);
  await me.bench.getByRole('button', { name: 'Keys' }).click();
  const dialog = page.getByRole('dialog', { name: 'Keys and settings of the terminals' });
  expect(await dialog.getByRole('checkbox').isChecked()).toBe(true);
  expect(await violations(page, '.term-help')).toEqual([]);
  await page.screenshot({ path: join(screenshots, 'terminal-keys.png') });
});

test('the keyboard leaves the shell, a full-screen program and a shell that has ended', async () => {
  await prompt();
  await focus();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  expect(await inTerminal()).toBe(false);
  await me.type('vim -u NONE');
  await until(/~\s+~/);
  for (const key of ['Control+Shift+Enter', 'Control+Shift+Home', 'Control+Shift+Escape']) {
    await focus();
    expect(await inTerminal()).toBe(true);
    await page.keyboard.press(key);
    expect(await inTerminal(), key).toBe(false);
  }
  await focus();
  await page.keyboard.type(':q!\n');
  await prompt();
  await page.keyboard.type('exit 3\n');
  const again = terminal().getByRole('button', { name: 'Open a new terminal' });
  await again.waitFor();
  await page.keyboard.press('Tab');
  expect(await again.evaluate((button) => button === document.activeElement)).toBe(true);
  await focus();
  await page.keyboard.press('Enter');
  await again.waitFor({ state: 'detached' });
  await prompt();
  await page.keyboard.type('echo "anew-$((40+2))"\n');
  await until(/anew-42/);
  expect(server.terminals.list('local').map(({ name }) => name)).toEqual(['traffic', 'shell']);
  expect(await me.bench.locator('[data-choose]').allTextContents()).toEqual([
    'shell split-trace',
    'traffic split-trace',
  ]);
});

test('what was printed while another tab was shown is in view again', async () => {
  await prompt();
  await me.type('for i in $(seq 300); do echo "first-$i"; done\n');
  await until(/first-300/);
  for (const [lines, word] of [
    [3, 'few'],
    [200, 'many'],
    [3000, 'flood'],
  ] as const) {
    await me.type(`sleep 1; seq ${lines}; echo "${word}-$((40+2))"\n`);
    await me.tab('Files');
    await page.waitForTimeout(2500);
    await me.tab('Terminal');
    await until(new RegExp(`${word}-42`), 5000);
  }
});

test('lines stay in view when the place of the terminal changes while another tab is shown', async () => {
  await prompt();
  await me.type('clear; for i in $(seq 80); do echo "row-$i"; done\n');
  await until(/row-80/);
  const bottom = () =>
    terminal().evaluate((element) => {
      const box = element.querySelector('.term-screen')!.getBoundingClientRect();
      const rows = [...element.querySelectorAll('.xterm-rows > div')].filter((row) =>
        row.textContent?.trim(),
      );
      return Math.round(rows.at(-1)!.getBoundingClientRect().bottom - box.bottom);
    });
  for (const height of [700, 900, 600, 900]) {
    await me.tab('Files');
    await page.setViewportSize({ width: 1440, height });
    await page.waitForTimeout(300);
    await me.tab('Terminal');
    await until(/row-80/, 5000);
    await expect.poll(bottom, { timeout: 5000 }).toBeLessThanOrEqual(0);
    await me.type(`echo "at-${height}"; seq 3\n`);
    await until(new RegExp(`at-${height}\\s+1\\s+2\\s+3`), 5000);
    await me.type('for i in $(seq 80); do echo "row-$i"; done\n');
    await until(/row-80/);
  }
});

test('what a button runs is in view also where one has scrolled back', async () => {
  await prompt();
  await me.type('for i in $(seq 300); do echo "first-$i"; done\n');
  await until(/first-300/);
  await focus();
  for (let times = 0; times < 3; times++) await page.keyboard.press('Shift+PageUp');
  await expect.poll(() => me.screen()).not.toContain('first-300');
  await me.step('baseline').locator('run-command').first().getByRole('button', { name: 'Run' }).click();
  await until(/first-300[\s\S]*split-trace[#$] +\S/);
});

test('the terminal fits its place from the first line, and again with larger letters, which are kept', async () => {
  await prompt();
  const fits = async (time: string) => {
    await me.type(`clear; echo "${time}[$(tput cols)x$(tput lines)]"`);
    const size = new RegExp(`${time}\\[(\\d+)x(\\d+)\\]`);
    await until(size);
    const [, cols, lines] = size.exec(await me.screen())!;
    const screen = (await terminal().locator('.xterm-screen').boundingBox())!;
    const place = (await terminal().locator('.term-screen').boundingBox())!;
    const [cell, height] = [screen.width / Number(cols), screen.height / Number(lines)];
    // Room to the left of the first column, and the scrollbar's own to the right of the last.
    const right = place.x + place.width - screen.x - screen.width;
    const below = place.y + place.height - screen.y - screen.height;
    expect(right).toBeGreaterThanOrEqual(14);
    expect(right).toBeLessThan(15 + cell);
    expect(below).toBeGreaterThanOrEqual(0);
    expect(below).toBeLessThan(5 + height);
    return Number(cols);
  };
  const usual = await fits('first');
  await focus();
  for (let times = 0; times < 4; times++) await page.keyboard.press('Control+Alt+Equal');
  await expect
    .poll(() =>
      terminal()
        .locator('.xterm-rows')
        .evaluate((rows) => getComputedStyle(rows).fontSize),
    )
    .toBe('17px');
  const larger = await fits('second');
  expect(larger).toBeLessThan(usual);
  await page.reload();
  await until(/second\[\d/);
  expect(await fits('third')).toBe(larger);
});

test('two windows have the same terminals, type into the same shell, and what is closed stays closed', async () => {
  await prompt();
  const other = await context.newPage();
  await other.setViewportSize({ width: 1100, height: 700 });
  const you = learner(other);
  await Promise.all([
    other.goto(`${origin()}/chapters/instrument/#step-split-trace-baseline`),
    page.reload(),
  ]);
  await expect.poll(() => you.screen(), { timeout: 20_000 }).toMatch(/split-trace[#$]/);
  await expect.poll(() => me.screen(), { timeout: 20_000 }).toMatch(/split-trace[#$]/);
  expect(server.terminals.list('local').map(({ name }) => name)).toEqual(['shell', 'traffic']);
  await you.type('echo "from the other: $((40+2))"');
  await until(/from the other: 42/);
  await terminal()
    .getByText(/Another window with this terminal was used last/)
    .waitFor();
  await me.type('echo "and back: $((40+3))"');
  await expect.poll(() => you.screen()).toMatch(/and back: 43/);
  await you.bench
    .locator('span-terminal:not([hidden])')
    .getByText(/Another window/)
    .waitFor();
  expect(
    await terminal()
      .getByText(/Another window/)
      .isVisible(),
  ).toBe(false);

  await me.bench.getByRole('button', { name: 'New terminal' }).click();
  await you.bench.getByRole('button', { name: /^shell 2/ }).waitFor();
  await you.bench.getByRole('button', { name: /^traffic/ }).click();
  await expect.poll(() => you.screen(), { timeout: 20_000 }).toMatch(/split-trace[#$] *$/m);
  await other.keyboard.type('echo half');
  await me.bench.getByRole('button', { name: 'Close the terminal traffic' }).click();
  await you.bench.getByRole('button', { name: /^traffic/ }).waitFor({ state: 'detached' });
  // What is still being typed goes into no other shell, and the keyboard is at what says why.
  await other.keyboard.type(' a line\n');
  await other
    .locator('.term-problem:focus', { hasText: 'The terminal traffic was closed in another window.' })
    .waitFor();
  expect(await you.screen()).not.toContain('a line');
  await page.reload();
  await me.bench.getByRole('button', { name: /^shell 2/ }).waitFor();
  expect(server.terminals.list('local').map(({ name }) => name)).toEqual(['shell', 'shell 2']);
});

test('a shell whose own files take long says so until its prompt is there', async () => {
  appendFileSync(join(home, '.bashrc'), 'echo reading; while [ ! -e ~/go-on ]; do sleep 0.1; done\n');
  await me.bench.getByRole('button', { name: 'New terminal' }).click();
  await terminal().getByText('Starting your shell…').waitFor();
  await terminal()
    .getByText(/its own start-up files are still at work/)
    .waitFor();
  await page.screenshot({ path: join(screenshots, 'terminal-starting.png') });
  writeFileSync(join(home, 'go-on'), '');
  await prompt();
  await terminal().locator('.term-state').waitFor({ state: 'hidden' });
});

test.for(['light', 'dark'] as const)(
  'a picture in %s colours: prompt, long command, wide characters',
  async (theme) => {
    await prompt();
    await me.theme(theme);
    await me.type(`echo "long ${'and longer '.repeat(14)}"; echo '漢字 🚀 é–ü'; ls --color=always`);
    await until(/漢字/);
    await focus();
    await page.keyboard.type('echo 🚀x');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.type('y');
    await until(/echo y🚀x/);
    await page.screenshot({ path: join(screenshots, `terminal-${theme}.png`) });
  },
);
