import puppeteer, { type Browser, type KeyInput, type Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { findProgram } from '../../scripts/bootstrap/find-program.mjs';
import { firefox as system } from '../../scripts/bootstrap/programs.mjs';

/** Whether to skip a test of Firefox, and why. */
export function withoutFirefox(): [boolean, string] {
  return [findProgram(system) === undefined, 'Firefox is not installed (apt install firefox-esr)'];
}

/** Starts the system's Firefox. Without 3D the terminal draws as text in the page, which a test can read. */
export function openFirefox(): Promise<Browser> {
  return puppeteer.launch({
    browser: 'firefox',
    executablePath: findProgram(system)!,
    defaultViewport: { width: 1440, height: 900 },
    extraPrefsFirefox: {
      'webgl.disabled': true,
      // Lets the test read the clipboard without the button that Firefox shows to people; writing is as for them.
      'dom.events.testing.asyncClipboard': true,
    },
  });
}

/** What a learner does in a page in Firefox, by its keyboard and its mouse. */
export function firefoxLearner(page: Page) {
  const rows = () =>
    page.$$eval('span-terminal:not([hidden]) .xterm-rows > div', (found) =>
      found.map((row) => (row.textContent ?? '').replaceAll('\u00a0', ' ').trimEnd()),
    );
  const press = async (keys: string) => {
    const held = keys.split('+') as KeyInput[];
    const last = held.pop()!;
    for (const key of held) await page.keyboard.down(key);
    await page.keyboard.press(last);
    for (const key of held.reverse()) await page.keyboard.up(key);
  };
  const focusTerminal = () => page.click('span-terminal:not([hidden]) .xterm-screen');
  return {
    press,
    focusTerminal,
    screen: async () => (await rows()).join('\n'),
    async until(pattern: RegExp, timeout = 30_000): Promise<void> {
      await expect.poll(async () => (await rows()).join('\n'), { timeout }).toMatch(pattern);
    },
    async typeLine(text: string): Promise<void> {
      await focusTerminal();
      await page.keyboard.type(text);
      await page.keyboard.press('Enter');
    },
    inTerminal: () => page.evaluate(() => document.activeElement?.closest('span-terminal') != null),
    copied: () => page.evaluate(() => navigator.clipboard.readText()),
    copy: (text: string) => page.evaluate((given) => navigator.clipboard.writeText(given), text),
    /** Where a printed text stands in the window, and the width of a cell. */
    async placeOf(text: string): Promise<{ x: number; y: number; cell: number }> {
      const lines = await rows();
      const row = lines.findIndex((line) => line.includes(text));
      expect(row, `${text} in\n${lines.join('\n')}`).toBeGreaterThanOrEqual(0);
      const box = await page.$eval('span-terminal:not([hidden]) .xterm-screen', (screen) => {
        const probe = document.createElement('span');
        probe.textContent = 'W'.repeat(100);
        screen.querySelector('.xterm-rows > div')!.append(probe);
        const cell = probe.getBoundingClientRect().width / 100;
        probe.remove();
        const { x, y, height } = screen.getBoundingClientRect();
        return { x, y, height, cell };
      });
      const { cell } = box;
      const column = lines[row]!.indexOf(text) + 0.5;
      return { x: box.x + column * cell, y: box.y + ((row + 0.5) * box.height) / lines.length, cell };
    },
    /** Presses the first button in view with these words. */
    async button(words: string, within = 'body'): Promise<void> {
      const found = await page.waitForFunction(
        (name, place) =>
          [...document.querySelectorAll<HTMLElement>(`${place} :is(button, [role="tab"])`)].find(
            (one) => one.checkVisibility() && one.textContent?.trim().startsWith(name),
          ),
        {},
        words,
        within,
      );
      await (found as NonNullable<typeof found>).asElement()!.press('Enter');
    },
    text: (selector: string) =>
      page.$eval(selector, (element) => (element.textContent ?? '').replaceAll(/\s+/g, ' ').trim()),
  };
}
