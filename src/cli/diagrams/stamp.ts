import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DrawingForm } from '#course/prose/drawing-file.ts';
import { lookOf } from './look.ts';

/** Grows when drawings are written in another way, so that all of them are made again. */
const FORMAT = 4;

const { version } = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../node_modules/mermaid/package.json'), 'utf8'),
) as { version: string };

/** The first line of a drawing: what it was made from, as a hash of the diagram's text, the look and Mermaid's version. */
export function stampLine(code: string, form: DrawingForm): string {
  const hash = createHash('sha256').update(
    JSON.stringify([FORMAT, lookOf(code, form), version, code.trim()]),
  );
  return `<!-- Drawn by npm run diagrams, from ${hash.digest('hex').slice(0, 16)} -->`;
}
