import { resolve } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DrawingPage, openDrawingPage } from '#cli/diagrams/drawing-page.ts';
import { findProgram } from '../../scripts/bootstrap/find-program.mjs';
import { chromium } from '../../scripts/bootstrap/programs.mjs';
import { openBrowser, openPage } from './browser.ts';

const root = resolve(import.meta.dirname, '../..');
let drawer: DrawingPage;
let browser: Browser;

beforeAll(async () => {
  drawer = await openDrawingPage(root, findProgram(chromium)!);
  browser = await openBrowser();
});
afterAll(async () => {
  await drawer?.close();
  await browser?.close();
});

const drawn = (code: string) =>
  drawer.draw({
    ...{ page: 'index.mdx', line: 1, title: 'The shop', description: 'What calls what.' },
    ...{ code, form: 'wide', file: 'the-shop.svg' },
  });

test('no line crosses the title of a group that it enters from above', async () => {
  const svg = await drawn(
    'flowchart TB\n  a --> receiver\n  subgraph Collector\n    receiver --> b[a wide exporter]\n  end',
  );
  const { page } = await openPage(browser);
  await page.setContent(svg);
  const gaps = await page.evaluate(() => {
    const title = [...document.querySelectorAll('text')].find(
      ({ textContent }) => textContent === 'Collector',
    )!;
    const box = title.getBoundingClientRect();
    const lines = [...document.querySelectorAll('path')].filter((path) => !path.closest('marker'));
    return lines.map((path) => {
      const toScreen = path.getScreenCTM()!;
      const points = Array.from({ length: Math.ceil(path.getTotalLength()) }, (_, at) =>
        path.getPointAtLength(at).matrixTransform(toScreen),
      );
      const isIn = points.some(({ x, y }) => x > box.left && x < box.right && y > box.top && y < box.bottom);
      return isIn ? 'crosses' : 'passes';
    });
  });
  expect(gaps).toEqual(['passes', 'passes']);
  await page.context().close();
});

test('where a title has no place, the diagram is refused, and the author is told', async () => {
  const code =
    'flowchart TB\n  a --> b\n  subgraph group [A title that is far wider than the box in its group]\n    b\n  end\n  b --> c';
  await expect(drawn(code)).rejects.toThrowErrorMatchingInlineSnapshot(
    `[Error: The diagram “The shop” has no place for the title “A title that is far wider than the box in its group” that no line crosses, at the upper or the lower edge of its group. Give the group a shorter title, or fewer lines from outside.]`,
  );
});
