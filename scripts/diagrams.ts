import { resolve } from 'node:path';
import { drawDiagrams } from '#cli/diagrams/draw-diagrams.ts';
import { endSignal } from '../src/cli/setup/end-signal.ts';
import { findProgram } from './bootstrap/find-program.mjs';
import { chromium } from './bootstrap/programs.mjs';

if (process.argv.includes('--help')) {
  console.log(`npm run diagrams -- [--all]

Draws the Mermaid diagrams of chapters that have changed, in Chromium, into
diagrams/ beside each chapter. --all draws the others again, too.
`);
} else {
  const drawn = await drawDiagrams({
    root: resolve(import.meta.dirname, '..'),
    // The bootstrap has seen to it that there is one.
    browser: findProgram(chromium) ?? 'chromium',
    all: process.argv.includes('--all'),
    signal: endSignal(),
  });
  console.log(drawn.length > 0 ? drawn.join('\n') : 'Every diagram is drawn as its chapter has it.');
}
