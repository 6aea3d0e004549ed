import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** What axe finds wrong with a page, or a part of it, as it is now: one line per element. */
export async function violations(page: Page, part = 'html'): Promise<string[]> {
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
  // Of what is as it should be nothing is told: a selector for each of its elements takes longer than the rules.
  const { violations } = await new AxeBuilder({ page })
    .include(part)
    .options({ resultTypes: ['violations'] })
    .analyze();
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
