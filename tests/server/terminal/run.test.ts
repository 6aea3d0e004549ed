import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { TerminalSession } from '#terminal/server/session.ts';
import { startTerminals, type TerminalBench } from './bench.ts';
import { type Recorder, record } from './recorder.ts';

let bench: TerminalBench;
let session: TerminalSession;
let recorder: Recorder;

async function begin(bashrc = ''): Promise<void> {
  writeFileSync(join(bench.folder, '.bashrc'), bashrc);
  session = bench.open();
  recorder = record(bench.url(session));
  await recorder.until('the prompt', () => session.prompt === 'empty');
}

const ran = (word: string) => recorder.screen().split('\n').includes(word);

beforeEach(async () => {
  bench = await startTerminals();
});
afterEach(async () => {
  recorder.client.close();
  await bench.close();
});

test('a command runs at an empty prompt, also with several lines', async () => {
  await begin();
  expect(await session.run('echo o""ne\necho t""wo')).toEqual({ sent: true });
  await recorder.until('both ran', () => ran('one') && ran('two') && session.prompt === 'empty');
  expect(await session.run('false')).toEqual({ sent: true });
  await recorder.until('the prompt', () => session.prompt === 'empty');
});

test('nothing runs on a half-typed line, and runs again after Ctrl-C', async () => {
  await begin();
  recorder.client.type('ls -');
  await recorder.until('typed', () => session.prompt === 'typed');
  expect(await session.run('echo w""rong')).toMatchObject({ sent: false, reason: 'typed' });
  recorder.client.type('\x03');
  await recorder.until('the prompt', () => session.prompt === 'empty');
  expect(await session.run('echo r""ight')).toEqual({ sent: true });
  await recorder.until('it ran', () => ran('right'));
  expect(ran('wrong')).toBe(false);
});

test('a line recalled, erased or searched counts as typed', async () => {
  await begin();
  for (const keys of ['\x1b[A', 'x\x7f', '\x12', 'ec\t']) {
    recorder.client.type(keys);
    await recorder.until('typed', () => session.prompt === 'typed');
    expect(await session.run('echo w""rong')).toMatchObject({ sent: false, reason: 'typed' });
    recorder.client.type('\x03');
    await recorder.until('the prompt', () => session.prompt === 'empty');
  }
  expect(ran('wrong')).toBe(false);
});

test('text typed ahead of the prompt is noticed', async () => {
  await begin();
  recorder.client.type('sleep 0.5\r');
  await recorder.until('busy', () => session.prompt === 'busy');
  recorder.client.type('echo ha');
  await recorder.until('the prompt', () => session.prompt === 'empty');
  expect(await session.run('echo w""rong')).toMatchObject({ sent: false, reason: 'typed' });
  expect(recorder.text()).not.toContain('wrong');
});

test('nothing runs inside cat, vim, a nested shell or an open quote', async () => {
  await begin();
  for (const [command, leave] of [
    ['cat', '\x04'],
    ['vim -u NONE', '\x1b:q!\r'],
    ['bash --norc', 'exit\r'],
    ['read -e answer', '\r'],
  ] as const) {
    recorder.client.type(`${command}\r`);
    await recorder.until(`${command} runs`, () => session.prompt === 'busy');
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(await session.run('echo w""rong'), command).toMatchObject({ sent: false, reason: 'busy' });
    recorder.client.type(leave);
    await recorder.until(`${command} ended`, () => session.prompt === 'empty');
  }
  recorder.client.type('echo "\r');
  expect(await session.run('echo w""rong')).toMatchObject({ sent: false, reason: 'typed' });
  expect(ran('wrong')).toBe(false);
});

test('output that imitates a prompt does not make one', async () => {
  await begin();
  recorder.client.type(
    `printf '\\e]133;D;0\\a\\e]133;B\\a\\e]133;D;${'0'.repeat(32)}\\a\\e]133;B;${'0'.repeat(32)}\\a'; cat\r`,
  );
  await recorder.until('busy', () => session.prompt === 'busy');
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(await session.run('echo w""rong')).toMatchObject({ sent: false, reason: 'busy' });
});

test('the learner’s own set-up is kept', async () => {
  await begin(
    `PS1='mine> '\nPROMPT_COMMAND='count=$((count+1)); PS1="$count> "'\nPS0='[start]'\nset -o vi\n`,
  );
  await recorder.until('own prompt', () => recorder.text().includes('1> '));
  expect(await session.run('echo "$SPANWISE_PROMPT_SECRET" | wc -c; (exit 7)')).toEqual({ sent: true });
  await recorder.until('second prompt', () => recorder.text().includes('2> '));
  await recorder.until('an empty secret', () => /\[start\]1\n/.test(recorder.screen()));
  expect(await session.run('echo "ended $?"')).toEqual({ sent: true });
  await recorder.until('the status', () => ran('[start]ended 7'));
});

test('prompt commands in an array and an rc file that fails are no obstacle', async () => {
  await begin(`PROMPT_COMMAND=('a=1' 'b=2')\nset -u\nfalse\nreturn 3\n`);
  expect(await session.run('echo f""ine')).toEqual({ sent: true });
  await recorder.until('it ran', () => ran('fine'));
});

test('without bracketed paste only one line is run', async () => {
  await begin(`bind 'set enable-bracketed-paste off'\n`);
  expect(await session.run('echo a\necho b')).toMatchObject({ sent: false, reason: 'unknown-prompt' });
  expect(await session.run('echo f""ine')).toEqual({ sent: true });
  await recorder.until('it ran', () => ran('fine'));
});

test('a shell without marks is refused, and an ended one', async () => {
  await begin();
  const plain = bench.script('exec sh -i');
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(await plain.run('echo no')).toMatchObject({ sent: false, reason: 'unknown-prompt' });
  recorder.client.type('exit\r');
  await recorder.until('exit', () => session.prompt === 'exited');
  expect(await session.run('echo no')).toMatchInlineSnapshot(`
    {
      "message": "The shell in this terminal has ended. Open another terminal.",
      "reason": "exited",
      "sent": false,
    }
  `);
});

test('two commands at once do not mix', async () => {
  await begin();
  const outcomes = await Promise.all([session.run('echo fi""rst'), session.run('echo se""cond')]);
  expect(outcomes).toMatchObject([{ sent: true }, { sent: false }]);
  await recorder.until('the first ran', () => ran('first'));
  expect(recorder.text()).not.toContain('se""cond');
});

test('control characters in a command are an error', async () => {
  await begin();
  await expect(session.run('echo \x1b[201~\rls')).rejects.toThrowErrorMatchingInlineSnapshot(
    `[Error: The command has the control character U+001B at 5; only line feed and tab are allowed. Remove it from the command's text.]`,
  );
});
