import { resolve } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { loadFindings } from '#course/load/load-findings.ts';

const labs = resolve(import.meta.dirname, '../../labs');

/** What a learner does in the page, by the words on it. */
export function learner(page: Page) {
  const bench = page.getByRole('complementary', { name: /^Bench:/ });
  const card = bench.locator('article.verdict');
  return {
    bench,
    card,
    tab: (name: string) => bench.getByRole('tab', { name, exact: true }).click(),
    status: () => page.locator('status-button button.status-toggle'),
    ready: (timeout: number) =>
      page
        .locator('status-button')
        // Ready, and perhaps with something saved that does not run yet.
        .getByText(/Bench ready|Saved, not yet running/)
        .first()
        .waitFor({ timeout }),
    step: (id: string): Locator => page.locator(`lab-step[data-step="${id}"]`),
    /** Presses a step's check button in the text and waits for the verdict of a new attempt. */
    async check(step: string): Promise<{ word: string; title: string; text: string }> {
      const before = (await card.count()) > 0 ? await card.locator('.verdict-meta').textContent() : '';
      await page
        .locator(`lab-step[data-step="${step}"]`)
        .getByRole('button', { name: 'Check this step' })
        .click();
      const fresh = bench.locator('.verdict-meta').filter({ hasText: /Attempt/ });
      await page.waitForFunction(
        ([was]) => {
          const now = document
            .querySelector('article.verdict .verdict-meta')
            ?.textContent?.replace(/\s+/g, ' ')
            .trim();
          return now !== undefined && now !== was;
        },
        [(before ?? '').replace(/\s+/g, ' ').trim()],
        { timeout: 60_000 },
      );
      await fresh.waitFor({ state: 'attached' });
      return {
        word: (await card.locator('.verdict-word').textContent())!.replace(/^\W+/, '').trim(),
        title: (await card.locator('h3').textContent())!.trim(),
        text: (await card.textContent())!,
      };
    },
    /** The terminal in view, as lines of text. */
    async screen(): Promise<string> {
      return (await bench.locator('span-terminal:not([hidden]) .xterm-rows > div').allTextContents()).join(
        '\n',
      );
    },
    async type(text: string): Promise<void> {
      await bench.locator('span-terminal:not([hidden]) .xterm-screen').click();
      await page.keyboard.type(`${text}\n`);
    },
    /** Puts the caret on the first line of the editor that holds `text` and deletes that line. */
    async deleteLine(text: string): Promise<void> {
      await bench.locator('lab-files:not([hidden]) .cm-line', { hasText: text }).first().click();
      await page.keyboard.press('Control+Shift+K');
    },
    /** Presses the header's switch until the page has this theme. */
    async theme(wanted: 'light' | 'dark'): Promise<void> {
      const now = await page.evaluate(() => document.documentElement.dataset['theme']);
      if (now !== wanted) await page.locator('theme-switch button').click();
    },
    /** Opens a step in the list of the Checks tab. */
    async choose(step: string): Promise<void> {
      const choice = bench.locator(`.step-choice[data-step="${step}"]`);
      if ((await choice.getAttribute('aria-expanded')) !== 'true') await choice.click();
    },
    /** Presses a button that asks first; gives what it says of each file. */
    async ask(button: string | RegExp): Promise<string[]> {
      await bench.getByRole('button', { name: button }).click();
      const changes = page.getByRole('dialog').locator('.changes > li');
      await changes.first().waitFor();
      return Promise.all(
        (await changes.all()).map(async (change) => {
          const words = await change.locator('.change-word').textContent();
          return `${await change.locator('code').first().textContent()} ${words}`;
        }),
      );
    },
    async answer(button: string | RegExp): Promise<void> {
      await page.getByRole('dialog').getByRole('button', { name: button }).click();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    },
    noted: (words: RegExp) => bench.locator('.check-note', { hasText: words }).waitFor(),
    async undo(): Promise<void> {
      await bench.locator('.check-note').getByRole('button', { name: 'Undo' }).click();
      await bench.locator('.check-note', { hasText: /The files are restored/ }).waitFor();
    },
    /** Restores a kept copy from the list, after looking at what is asked. */
    async restore(title: string): Promise<void> {
      const list = bench.locator('details.kept');
      if ((await list.getAttribute('open')) === null) await list.locator('summary').click();
      const copy = list.locator('li', { hasText: title }).first();
      await copy.getByRole('button', { name: 'Restore' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Restore' }).click();
      await bench.locator('.check-note', { hasText: /The files are restored/ }).waitFor();
    },
    editor: () => bench.locator('lab-files:not([hidden]) .cm-content'),
    saved: () => bench.locator('lab-files:not([hidden])').getByText('Saved', { exact: true }).waitFor(),
  };
}

/** The learner-visible title of a finding, from the lab's own file or the one all labs have in common. */
export async function titleOf(step: string, finding: string, service = ''): Promise<string> {
  const findings = await loadFindings(labs, 'split-trace');
  const title = (findings[step]?.[finding] ?? findings['any']?.[finding])?.title;
  if (!title) throw new Error(`No findings.yaml has a title for ${finding} in step ${step}.`);
  return title.replace('{service}', service);
}
