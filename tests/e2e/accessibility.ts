import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** What axe finds wrong with a page, or a part of it, as it is now, by all its rules or some: one line per element. */
export async function violations(page: Page, part = 'html', rules?: readonly string[]): Promise<string[]> {
  // Code that is seen and can be scrolled is made reachable by key when the page is idle, or was resized.
  await page
    .waitForFunction(
      () =>
        [...document.querySelectorAll('.expressive-code pre')].every(
          (code) =>
            !code.checkVisibility() ||
            code.scrollWidth <= code.clientWidth ||
            (code as HTMLElement).tabIndex === 0,
        ),
      undefined,
      { timeout: 20_000 },
    )
    // Then the look below says which ones are not.
    .catch(() => undefined);
  // In the page itself, and of what is as it should be nothing is told: carrying a selector for each of its elements
  // elsewhere takes as long as the rules.
  const axe = new AxeBuilder({ page })
    .include(part)
    .setLegacyMode(true)
    .options({ resultTypes: ['violations'] });
  const { violations } = await (rules ? axe.withRules([...rules]) : axe).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(
      ({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary?.split('\n')[1]?.trim()}`,
    ),
  );
}

/** How far the page is wider than its window, in pixels. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
