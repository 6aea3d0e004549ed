import { beforeEach, describe, expect, test } from 'vitest';
import { changeConfig } from '#runtimes/collector/change-config.ts';
import type { LogLine, PartStatus } from '#runtimes/runtime.ts';

const never = new AbortController().signal;
let status: PartStatus;
let lines: LogLine[];
let used: string[];

beforeEach(() => {
  status = { part: 'collector', state: 'ready', generation: 1, since: 0 };
  lines = [];
  used = [];
});

/** A Collector that starts with every configuration but “bad”, and whose old process still writes meanwhile. */
const apply = (wanted: string, refusal?: string) =>
  changeConfig(
    {
      judge: async () => refusal,
      wanted,
      inUse: 'own',
      use: async (config) => {
        used.push(config);
        const generation = status.generation + 1;
        const say = (text: string, by: number) =>
          lines.push({ part: 'collector', time: 0, text, generation: by });
        if (config === 'bad') say('cannot listen on 192.0.2.1', generation);
        say('Shutdown complete.', generation - 1);
        const failed = { state: 'failed', reason: 'ended with exit code 1' } as const;
        status = { ...status, generation, state: 'ready', ...(config === 'bad' && failed) };
        return status;
      },
      status: () => status,
      logs: () => lines,
    },
    never,
  );

describe('a configuration for the Collector', () => {
  test('that it starts with is used', async () => {
    expect(await apply('new')).toEqual({ status: 'ok' });
    expect(used).toEqual(['new']);
  });

  test('that it refuses is never used', async () => {
    expect(await apply('new', 'no receiver “zipkin”')).toMatchObject({
      status: 'refused',
      reason: 'no receiver “zipkin”',
    });
    expect(used).toEqual([]);
  });

  test('that it does not start with is taken back, and the failed start explains it, not the one before', async () => {
    expect(await apply('bad')).toMatchObject({
      status: 'refused',
      reason: 'ended with exit code 1\ncannot listen on 192.0.2.1',
    });
    expect(used).toEqual(['bad', 'own']);
  });
});
