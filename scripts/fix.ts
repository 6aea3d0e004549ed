import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isPage, oneSentenceALine } from '../src/cli/house/sentence-lines.ts';
import { readTree } from '../src/cli/house/tree.ts';
import { endSignal } from '../src/cli/setup/end-signal.ts';
import { goFolders } from '../src/cli/setup/go-folders.ts';
import { nodeTool } from '../src/cli/setup/node-tool.ts';
import { runTool } from '../src/cli/setup/run-tool.ts';

// Repairs what can be repaired without thinking; `npm run verify` tells what is left.
const root = resolve(import.meta.dirname, '..');
const [node, biome] = nodeTool(root, 'node_modules/@biomejs/biome/bin/biome', 'check', '--write');
const signal = endSignal();
const runs = [
  await runTool(node, biome, { cwd: root, signal, show: true }),
  await runTool('gofmt', ['-w', ...goFolders(root)], { cwd: root, signal, show: true }),
];
for (const page of readTree(root).files.filter(isPage)) {
  const text = readFileSync(join(root, page), 'utf8');
  const mended = oneSentenceALine(text);
  if (mended !== text) writeFileSync(join(root, page), mended);
}
process.exitCode = runs.every(({ ok }) => ok) ? 0 : 1;
