import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { runInShell } from '#cli/record/in-shell.ts';

const shell = (signal = new AbortController().signal) => ({
  ...{ cwd: tmpdir(), signal },
  env: { PATH: process.env['PATH']!, NO_COLOR: '1' },
});

test('lines are run in one shell on a terminal, and each keeps what it printed', async () => {
  const lines = [
    { id: 'set', run: 'WORD=hello' },
    { id: 'say', run: 'printf \'\\n%s \\n\\033[31mred\\033[0m\\n\\n\' "$WORD"' },
    { id: 'fail', run: 'cat no-such-file; false' },
    { id: 'ask', run: '[ -t 1 ] && echo terminal' },
  ];
  const outputs = await runInShell(lines, shell());
  expect(outputs.map(({ id, output }) => [id, output])).toEqual([
    ['set', ''],
    ['say', 'hello\nred'],
    ['fail', 'cat: no-such-file: No such file or directory'],
    ['ask', 'terminal'],
  ]);
});

test('without a line no shell is started', async () => {
  expect(await runInShell([], { ...shell(), cwd: '/no/such/folder' })).toEqual([]);
});

test('a line that does not end is ended by the signal', async () => {
  const ending = new AbortController();
  const running = runInShell([{ id: 'sleep', run: 'sleep 600' }], shell(ending.signal));
  setTimeout(() => ending.abort(new Error('enough')), 100);
  await expect(running).rejects.toThrow('enough');
});
