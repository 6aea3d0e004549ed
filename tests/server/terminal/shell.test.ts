import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTerminalSessions } from '#terminal/server/sessions.ts';
import { startTerminals, type TerminalBench } from './bench.ts';
import { record } from './recorder.ts';

let bench: TerminalBench;

beforeEach(async () => {
  bench = await startTerminals();
});
afterEach(() => bench.close());

test('a shell sees none of the server’s secrets and no descriptors but its own', async () => {
  const canaries = {
    NODE_OPTIONS: '--trace-warnings',
    KUBECONFIG: '/canary/admin',
    SSH_AUTH_SOCK: '/canary/agent',
    AWS_SECRET_ACCESS_KEY: 'canary-key',
    SPANWISE_LINK_TOKEN: 'canary-token',
  };
  const sessions = createTerminalSessions({
    instance: 'i-1',
    environment: { ...process.env, HOME: bench.folder, ...canaries },
  });
  const opened = sessions.open({
    learner: 'a',
    name: 'one',
    cwd: bench.folder,
    env: { TEMPO_URL: 'http://tempo' },
  });
  if ('refused' in opened) throw new Error(opened.refused);
  const { session } = opened;
  const shown: string[] = [];
  const viewer = session.attach(
    {
      send: (frame) => shown.push(Buffer.from(frame.subarray(9)).toString()),
      buffered: () => 0,
      close: () => {},
    },
    { type: 'attach', version: 1, client: '0'.repeat(32), offset: null, input: 0, cols: 200, rows: 50 },
  )!;
  await wait(() => session.prompt === 'empty');
  viewer.input(0, Buffer.from('(env; ls -l /proc/self/fd; set) >seen; echo wri""tten\r'));
  await wait(() => shown.join('').includes('written'));
  const seen = readFileSync(`${bench.folder}/seen`, 'utf8');
  expect(seen).toContain('TEMPO_URL=http://tempo');
  expect(seen).toContain('SPANWISE_INSTANCE=i-1');
  expect(seen).not.toMatch(/canary|NODE_OPTIONS|KUBECONFIG|SSH_AUTH_SOCK/);
  const descriptors = [...seen.matchAll(/ (\d+) -> (\S+)/g)].filter(
    ([, , target]) => !target!.includes('/fd'),
  );
  expect(descriptors.map(([, number]) => number)).toEqual(['0', '1', '2']);
  await sessions.closeAll();
});

test('a terminal belongs to its learner, and there are only so many', async () => {
  const sessions = createTerminalSessions({ instance: 'i', environment: process.env, limit: 2 });
  const request = { name: 'x', cwd: bench.folder, env: {} };
  const first = sessions.open({ ...request, learner: 'a' });
  sessions.open({ ...request, learner: 'a' });
  expect(sessions.open({ ...request, learner: 'a' })).toMatchInlineSnapshot(`
    {
      "refused": "There are 2 terminals open, which is the most. Close one and try again.",
    }
  `);
  expect(sessions.open({ ...request, learner: 'b' })).toHaveProperty('session');
  const id = 'session' in first ? first.session.id : '';
  expect(id).toMatch(/^[0-9a-f]{32}$/);
  expect(sessions.find('b', id)).toBeUndefined();
  expect(await sessions.close('b', id)).toBe(false);
  expect(sessions.find('a', id)).toBeDefined();
  expect(await sessions.close('a', id)).toBe(true);
  expect(sessions.list('a')).toHaveLength(1);
  await sessions.closeAll();
});

test.for([
  ['plain', 'sleep 1000 & sleep 1000'],
  ['nohup', 'nohup sleep 1000 >/dev/null & sleep 1000'],
  ['setsid', 'setsid sleep 1000 & setsid -f sleep 1000; sleep 1000'],
  ['double fork', '( ( setsid sleep 1000 & ) & ); sleep 1000'],
  ['trap HUP', `bash -c 'trap "" HUP TERM INT; while :; do sleep 1000; done' & sleep 1000`],
  ['stopped', `bash -c 'kill -STOP $$; sleep 1000' & sleep 1000`],
  [
    'forking in a loop',
    `bash -c 'trap "" HUP; while :; do (sleep 0.01; sleep 1000) & sleep 0.01; done' & sleep 1000`,
  ],
])('closing leaves no process: %s', async ([, command]) => {
  const session = bench.open();
  const recorder = record(bench.url(session));
  await recorder.until('the prompt', () => session.prompt === 'empty');
  recorder.client.type(`${command}\r`);
  await recorder.until('processes', () => carrying(session.id) >= 3);
  await session.close();
  expect(carrying(session.id)).toBe(0);
});

test('a shell that leaves children behind still ends, and they with it', async () => {
  const session = bench.script('sleep 1000 & echo left; exit 4');
  const recorder = record(bench.url(session));
  await recorder.until('exit', () => recorder.states.at(-1)?.state === 'ended');
  expect(recorder.states.at(-1)).toEqual({ state: 'ended', why: 'exit', code: 4, signal: 0 });
  expect(carrying(session.id)).toBe(0);
});

test('a killed shell tells its signal, a stopped one can be closed', async () => {
  const killed = bench.open();
  const recorder = record(bench.url(killed));
  await recorder.until('the prompt', () => killed.prompt === 'empty');
  process.kill(killed.pid, 'SIGKILL');
  await recorder.until('exit', () => recorder.states.at(-1)?.state === 'ended');
  expect(recorder.states.at(-1)).toMatchObject({ why: 'exit', signal: 9 });
  const stopped = bench.open();
  process.kill(stopped.pid, 'SIGSTOP');
  await stopped.close();
  expect(carrying(stopped.id)).toBe(0);
});

/** Living processes that carry the terminal's mark. */
function carrying(id: string): number {
  let count = 0;
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const living = !/\) [ZX] /.test(readFileSync(`/proc/${name}/stat`, 'latin1'));
      if (living && readFileSync(`/proc/${name}/environ`, 'latin1').includes(`SPANWISE_TERMINAL=${id}`))
        count += 1;
    } catch {
      // Ended while we looked.
    }
  }
  return count;
}

async function wait(condition: () => boolean): Promise<void> {
  const end = performance.now() + 10_000;
  while (!condition()) {
    if (performance.now() > end) throw new Error('Not within 10 s');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
