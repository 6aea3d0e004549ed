import { execFileSync } from 'node:child_process';
import unicode11 from '@xterm/addon-unicode11';
import headless from '@xterm/headless';
import { expect, test } from 'vitest';
import { countLikeShells } from '#terminal/client/widths.ts';
import { createHistory } from '#terminal/server/history.ts';
import { takeSnapshot } from '#terminal/server/viewers/snapshot.ts';

function newScreen() {
  const terminal = new headless.Terminal({ cols: 20, rows: 4, allowProposedApi: true });
  countLikeShells(terminal, unicode11.Unicode11Addon);
  return terminal;
}

const drawn = (terminal: ReturnType<typeof newScreen>, bytes: Uint8Array | string) =>
  new Promise<void>((resolve) => terminal.write(bytes, resolve));

test.for([
  ['a', 1],
  ['é', 1],
  ['e\u0301', 1],
  ['漢', 2],
  ['🚀', 2],
  ['🫠', 2],
  ['🪿', 2],
  ['⚠\ufe0f', 1],
  ['–', 1],
  ['│', 1],
] as const)('%s takes %i columns', async ([text, columns]) => {
  const terminal = newScreen();
  await drawn(terminal, text);
  expect(terminal.buffer.active.cursorX).toBe(columns);
  terminal.dispose();
});

test('a snapshot restores a line of wide characters at the columns the program drew them at', async () => {
  const history = createHistory(20, 4);
  const text = '🚀🫠漢字é x\r\n0123456789🚀🚀🚀🚀🚀!';
  history.append(new TextEncoder().encode(text));
  const { bytes } = await takeSnapshot(history.view(), history.modes);
  const [live, restored] = [newScreen(), newScreen()];
  await drawn(live, text);
  await drawn(restored, bytes);
  const cells = (terminal: typeof live) =>
    [0, 1, 2].map((row) =>
      Array.from({ length: 20 }, (_, column) => {
        const cell = terminal.buffer.active.getLine(row)!.getCell(column)!;
        return `${cell.getChars() || ' '}${cell.getWidth()}`;
      }),
    );
  expect(cells(restored)).toEqual(cells(live));
  expect(restored.buffer.active.cursorX).toBe(live.buffer.active.cursorX);
  // Ten columns of digits and five rockets fill the line; what follows stands on the next.
  expect(cells(live)[2]![0]).toBe('!1');
});

test('bash counts them in the same way', async () => {
  const words = ['漢字', '🚀', '🚀🚀', 'é–ü'];
  const script = `for word in ${words.join(' ')}; do printf '%s' "$word" | wc -L; done`;
  const env = { ...process.env, LC_ALL: 'C.UTF-8' };
  const counted = countedBy(script, env);
  if (!counted) return;
  for (const [index, word] of words.entries()) {
    const terminal = newScreen();
    await drawn(terminal, word);
    expect([word, terminal.buffer.active.cursorX]).toEqual([word, counted[index]]);
    terminal.dispose();
  }
});

/** Columns by `wc -L` of GNU, which asks the C library as readline does; other systems have no such option. */
function countedBy(script: string, env: NodeJS.ProcessEnv): number[] | undefined {
  if (process.platform !== 'linux') return undefined;
  return execFileSync('bash', ['-c', script], { env, encoding: 'utf8' }).trim().split('\n').map(Number);
}
