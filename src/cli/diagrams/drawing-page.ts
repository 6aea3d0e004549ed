import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { drawingId } from '#course/prose/drawing-file.ts';
import type { Drawing } from './course-diagrams.ts';
import { readDrawing, renderDiagram } from './drawn-node.ts';
import { lookOf } from './look.ts';
import { placeTitles } from './place-titles.ts';
import { writeDrawing } from './write-drawing.ts';

/** A page of a browser, without a network, that draws diagrams. */
export interface DrawingPage {
  draw(drawing: Drawing): Promise<string>;
  close(): Promise<void>;
}

/** Opens it with the font of the site, so that a label is measured as readers will see it. */
export async function openDrawingPage(root: string, executablePath: string): Promise<DrawingPage> {
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const browser = await chromium.launch({ executablePath, args: [...asRoot, '--disable-gpu'] });
  try {
    const page = await browser.newPage();
    await page.setContent(
      `<style>${await fontFace(root)}</style><p style="font:14px 'Inter Variable'">a</p>`,
    );
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    await page.addScriptTag({ path: join(root, 'node_modules/mermaid/dist/mermaid.min.js') });
    return {
      async draw({ title, description, code, form }) {
        const id = `drawing-${drawingId(title)}${form === 'narrow' ? '-narrow' : ''}`;
        await page.evaluate(renderDiagram, { code, look: lookOf(code, form) });
        const crossed = await page.evaluate(placeTitles);
        if (crossed.length > 0) throw new Error(titleCrossed(title, crossed));
        return writeDrawing(await page.evaluate(readDrawing), { id, title, description });
      },
      close: () => browser.close(),
    };
  } catch (error) {
    await browser.close();
    throw error;
  }
}

function titleCrossed(drawing: string, titles: readonly string[]): string {
  return `The diagram “${drawing}” has no place for the title “${titles.join('”, “')}” that no line crosses, at the upper or the lower edge of its group. Give the group a shorter title, or fewer lines from outside.`;
}

async function fontFace(root: string): Promise<string> {
  const file = 'node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2';
  const font = (await readFile(join(root, file))).toString('base64');
  return `@font-face{font-family:"Inter Variable";font-weight:100 900;src:url(data:font/woff2;base64,${font})}`;
}
