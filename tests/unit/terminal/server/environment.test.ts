import { expect, test } from 'vitest';
import { shellEnvironment } from '#terminal/server/environment.ts';
import { clampSize } from '#terminal/sizing.ts';

test('a shell gets the short list, the caller’s variables and the marks', () => {
  const source = {
    PATH: '/bin',
    HOME: '/home/x',
    LC_ALL: 'C',
    TZ: 'UTC',
    NODE_OPTIONS: 'canary',
    KUBECONFIG: 'canary',
    SSH_AUTH_SOCK: 'canary',
    GITHUB_TOKEN: 'canary',
    LD_PRELOAD: 'canary',
    BASH_ENV: 'canary',
    SPANWISE_INSTANCE: 'canary',
    TERM: 'canary',
  };
  expect(
    shellEnvironment({ source, extra: { TEMPO_URL: 'http://t' }, terminal: 't1', instance: 'i1' }),
  ).toEqual({
    PATH: '/bin',
    HOME: '/home/x',
    LC_ALL: 'C',
    TZ: 'UTC',
    TEMPO_URL: 'http://t',
    TERM: 'xterm-256color',
    COLORTERM: 'truecolor',
    SPANWISE_INSTANCE: 'i1',
    SPANWISE_TERMINAL: 't1',
  });
});

test('the course’s commands come before all others, whatever else is on PATH', () => {
  const shell = (source: Record<string, string>, extra: Record<string, string> = {}) =>
    shellEnvironment({ source, extra, commands: '/state/commands', terminal: 't', instance: 'i' });
  expect(shell({ PATH: '/mine' })).toMatchObject({
    PATH: '/state/commands:/mine',
    SPANWISE_COMMANDS: '/state/commands',
  });
  expect(shell({})['PATH']).toBe('/state/commands:/usr/local/bin:/usr/bin:/bin');
  expect(shell({ PATH: '/mine' }, { PATH: '/runtime:/mine' })['PATH']).toBe('/state/commands:/runtime:/mine');
});

test.for([
  [
    { cols: 80, rows: 24 },
    { cols: 80, rows: 24 },
  ],
  [
    { cols: -3, rows: 0 },
    { cols: 2, rows: 1 },
  ],
  [
    { cols: 1e9, rows: 300.5 },
    { cols: 500, rows: 200 },
  ],
  [{ cols: Number.NaN, rows: 5 }, undefined],
  [{ cols: 5, rows: Number.POSITIVE_INFINITY }, undefined],
] as const)('size %j becomes %j', ([wish, size]) => {
  expect(clampSize(wish)).toEqual(size);
});
