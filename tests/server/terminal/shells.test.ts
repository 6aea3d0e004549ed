import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { TerminalSession } from '#terminal/server/session.ts';
import { startTerminals, type TerminalBench } from './bench.ts';
import { type Recorder, record } from './recorder.ts';

let bench: TerminalBench;
let recorder: Recorder;
beforeEach(async () => {
  bench = await startTerminals();
});
afterEach(async () => {
  recorder?.client.close();
  await bench.close();
});

/** The learner's files for each shell: an own prompt, and something that stays a long time. */
const SHELLS = {
  bash: { rc: '.bashrc', prompt: "PS1='mine> '\n" },
  zsh: { rc: '.zshrc', prompt: "PS1='mine> '\nbindkey -v\n" },
  fish: { rc: '.config/fish/config.fish', prompt: "function fish_prompt; echo -n 'mine> '; end\n" },
} as const;

for (const [name, { rc, prompt }] of Object.entries(SHELLS)) {
  describe(name, () => {
    beforeEach(({ skip }) => skip(...unless(name)));

    async function begin(text = '', env: Record<string, string> = {}): Promise<TerminalSession> {
      mkdirSync(join(bench.folder, '.config/fish'), { recursive: true });
      writeFileSync(join(bench.folder, rc), text);
      mkdirSync(join(bench.folder, 'work/internal/orders'), { recursive: true });
      const session = bench.open(
        { place: 'split-trace', cwd: join(bench.folder, 'work') },
        { SHELL: `/bin/${name}`, ...env },
      );
      recorder = record(bench.url(session));
      await recorder.until('the prompt', () => session.prompt === 'empty', 30_000);
      return session;
    }
    // fish overlooks a Ctrl-C that comes while it still draws the line.
    async function interrupt(session: TerminalSession): Promise<void> {
      for (let tries = 0; session.prompt !== 'empty' && tries < 20; tries++) {
        recorder.client.type('\x03');
        await recorder.until('the prompt', () => session.prompt === 'empty', 1000).catch(() => undefined);
      }
      expect(session.prompt).toBe('empty');
    }
    const ran = (word: string) => recorder.screen().split('\n').includes(word);
    const last = () => recorder.screen().trimEnd().split('\n').at(-1);

    test('a command runs at an empty prompt, and not on a half-typed line', async () => {
      const session = await begin();
      expect(await session.run('echo o""ne; echo t""wo')).toEqual({ sent: true });
      await recorder.until('both ran', () => ran('one') && ran('two') && session.prompt === 'empty');
      recorder.client.type('ls -');
      await recorder.until('typed', () => session.prompt === 'typed');
      expect(await session.run('echo w""rong')).toMatchObject({ sent: false, reason: 'typed' });
      // fish may already suggest how the line could go on.
      await recorder.until('the line', () => last()?.includes('ls -') === true);
      await interrupt(session);
      recorder.client.type('sleep 100\r');
      await recorder.until('busy', () => session.prompt === 'busy');
      expect(await session.run('echo w""rong')).toMatchObject({ sent: false, reason: 'busy' });
      await interrupt(session);
      expect(ran('wrong')).toBe(false);
    });

    test('the prompt is short: the lab and the folder in it', async () => {
      const session = await begin();
      await recorder.until('the prompt', () => /^split-trace[$%#>]$/.test(last() ?? ''));
      expect(await session.run('cd internal/orders')).toEqual({ sent: true });
      await recorder.until('the folder', () => /^split-trace\/internal\/orders[$%#>]$/.test(last() ?? ''));
    });

    test('the learner’s own prompt replaces it', async () => {
      const session = await begin(prompt);
      await recorder.until('own prompt', () => last() === 'mine>');
      expect(await session.run('echo f""ine')).toEqual({ sent: true });
      await recorder.until('it ran', () => ran('fine') && last() === 'mine>');
    });

    test('the secret of the marks, our variables and the server’s descriptors stay out', async () => {
      const session = await begin();
      expect(
        await session.run('env | grep -c SPANWISE_ >count; ls /proc/self/fd | wc -l >fds; env >all'),
      ).toEqual({ sent: true });
      await recorder.until('it ran', () => session.prompt === 'empty');
      const text = readFileSync(join(bench.folder, 'work/all'), 'utf8');
      expect(text).not.toMatch(/SPANWISE_(PROMPT|FISH|ZDOTDIR)|^ZDOTDIR/m);
      // The three of every program, and the folder that ls reads.
      if (process.platform === 'linux')
        expect(readFileSync(join(bench.folder, 'work/fds'), 'utf8').trim()).toBe('4');
    });

    test('accents and emoji stand as they were typed, without a locale', async () => {
      const session = await begin('', { LANG: '', LC_ALL: '' });
      recorder.client.type('echo é–ü 🚀 🫠x');
      await recorder.until('the line', () => last()?.endsWith('echo é–ü 🚀 🫠x') === true);
      recorder.client.type('\x1b[D\x1b[Dy\r');
      await recorder.until('the output', () => ran('é–ü 🚀 y🫠x') && session.prompt === 'empty');
      expect(recorder.screen()).toContain('echo é–ü 🚀 y🫠x');
    });

    test('Ctrl-S does not stop the output of a program', async () => {
      await begin();
      recorder.client.type('cat\r');
      await recorder.until('cat runs', () => recorder.prompts.at(-1) === 'busy');
      recorder.client.type('\x13still here\r');
      await recorder.until('its output', () => recorder.screen().includes('still here\n'));
    });
  });
}

test('in zsh the learner’s own ZDOTDIR is read', async ({ skip }) => {
  skip(...unless('zsh'));
  const folder = join(bench.folder, 'dots');
  mkdirSync(folder);
  writeFileSync(join(folder, '.zshenv'), 'export FROM_ENV=1\n');
  writeFileSync(join(folder, '.zshrc'), "PS1='dots> '\n");
  const session = bench.open({ place: 'x' }, { SHELL: '/bin/zsh', ZDOTDIR: folder });
  recorder = record(bench.url(session));
  await recorder.until(
    'own prompt',
    () => session.prompt === 'empty' && recorder.screen().includes('dots>'),
    30_000,
  );
  expect(await session.run('echo "$FROM_ENV $ZDOTDIR"')).toEqual({ sent: true });
  await recorder.until('both', () => recorder.screen().includes(`1 ${folder}`.slice(0, 40)));
});

test('in fish a line in the words of bash is refused with a way out', async ({ skip }) => {
  skip(...unless('fish'));
  const session = bench.open({}, { SHELL: '/bin/fish' });
  recorder = record(bench.url(session));
  await recorder.until('the prompt', () => session.prompt === 'empty', 30_000);
  for (const line of [
    'ID=$(date); echo "$ID"',
    'for one in a b; do echo $one; done',
    'twice() { "$@"; "$@"; }; twice date',
    'diff <(date) <(date)',
  ])
    expect(await session.run(line), line).toMatchObject({ sent: false, reason: 'other-shell' });
  expect(await session.run('env A=b date')).toEqual({ sent: true });
});

/** Whether to skip, and why. */
function unless(shell: string): [boolean, string] {
  try {
    execFileSync(shell, ['--version'], { stdio: 'ignore' });
    return [false, ''];
  } catch {
    return [true, `${shell} is not installed`];
  }
}
