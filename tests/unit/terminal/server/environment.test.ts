import { expect, test } from 'vitest';
import { shellEnvironment } from '#terminal/server/environment.ts';
import { clampSize } from '#terminal/sizing.ts';

test('a shell gets the short list, the caller’s variables and the marks', () => {
  const source = {
    PATH: '/bin',
    HOME: '/home/x',
    LC_ALL: 'en_GB.UTF-8',
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
    LC_ALL: 'en_GB.UTF-8',
    TZ: 'UTC',
    TEMPO_URL: 'http://t',
    TERM: 'xterm-256color',
    COLORTERM: 'truecolor',
    SPANWISE_INSTANCE: 'i1',
    SPANWISE_TERMINAL: 't1',
  });
});

const shell = (source: Record<string, string>, extra: Record<string, string> = {}) =>
  shellEnvironment({ source, extra, commands: '/state/commands', terminal: 't', instance: 'i' });

test('builds in a shell find the modules, the proxy and the certificates that the server finds', () => {
  const source = {
    GOMODCACHE: '/mods',
    GOPROXY: 'http://127.0.0.1:9',
    GOFLAGS: '-mod=mod',
    https_proxy: 'http://proxy:1',
    SSL_CERT_FILE: '/certs.pem',
    GOOGLE_API_KEY: 'canary',
    GITLAB_TOKEN: 'canary',
    GO111MODULE: 'on',
    http_proxy_password: 'canary',
  };
  const kept = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== 'canary'));
  expect(shell(source)).toMatchObject(kept);
  expect(Object.values(shell(source))).not.toContain('canary');
});

test('behind a proxy the bench itself is reached without it', () => {
  const hosts = 'corp.example,localhost,127.0.0.1,::1';
  expect(shell({ HTTPS_PROXY: 'http://p', NO_PROXY: 'corp.example, localhost' })).toMatchObject({
    NO_PROXY: 'corp.example,localhost,127.0.0.1,::1',
  });
  expect(shell({ http_proxy: 'http://p', no_proxy: 'corp.example' })).toMatchObject({
    no_proxy: hosts,
    NO_PROXY: hosts,
  });
  expect(shell({ http_proxy: 'http://p', no_proxy: '*' })['no_proxy']).toBe('*');
  expect(shell({})).not.toHaveProperty('NO_PROXY');
});

test.for([
  [{}, { LC_CTYPE: 'C.UTF-8' }],
  [{ LANG: 'de_DE.UTF-8' }, { LANG: 'de_DE.UTF-8' }],
  [{ LANG: 'en_US.utf8' }, { LANG: 'en_US.utf8' }],
  [{ LANG: 'POSIX' }, { LANG: 'POSIX', LC_CTYPE: 'C.UTF-8' }],
  [
    { LC_ALL: 'C', LANG: 'en_US.UTF-8' },
    { LANG: 'C', LC_CTYPE: 'C.UTF-8' },
  ],
  [
    { LC_ALL: '', LANG: 'en_US.UTF-8' },
    { LC_ALL: '', LANG: 'en_US.UTF-8' },
  ],
] as const)('the characters of a shell with %j are UTF-8', ([given, expected]) => {
  const found = Object.entries(shell(given)).filter(([name]) => /^(LANG|LC_)/.test(name));
  const charset = process.platform === 'darwin' ? { LC_CTYPE: 'UTF-8' } : {};
  expect(Object.fromEntries(found)).toEqual('LC_CTYPE' in expected ? { ...expected, ...charset } : expected);
});

test('the course’s commands come before all others, whatever else is on PATH', () => {
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
