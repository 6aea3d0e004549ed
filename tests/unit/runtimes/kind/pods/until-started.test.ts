import { expect, test, vi } from 'vitest';
import { untilStarted } from '#runtimes/kind/pods/until-started.ts';

const running = { start: 'new', image: 'orders:2', running: true, leaving: false, state: 'starting' };
const ready = { part: 'orders', state: 'ready', generation: 2, since: 5 };

test('a clock that is put right during a restart makes no pod late', async () => {
  const real = Date.now;
  let ahead = 0;
  // An hour more at every look, as after a laptop has slept.
  const clock = vi.spyOn(Date, 'now').mockImplementation(() => {
    ahead += 3_600_000;
    return real() + ahead;
  });
  let looks = 0;
  const pod = () => {
    looks += 1;
    if (looks < 3) return undefined;
    return looks < 6 ? running : { ...running, state: 'ready' };
  };
  const parts = { pods: { of: pod }, states: { of: () => ready } };
  const started = untilStarted({
    ...{ part: 'orders', before: 'old', image: 'orders:2', ...parts },
    logsRead: async () => undefined,
    probe: async () => ({ ok: false, detail: 'it does not answer' }),
    refusal: async () => 'no pod is made',
    signal: AbortSignal.timeout(10_000),
  } as unknown as Parameters<typeof untilStarted>[0]);
  await expect(started.finally(() => clock.mockRestore())).resolves.toEqual(ready);
});
