import { describe, expect, test } from 'vitest';
import { attributeFault } from '#grading/bench-faults/attribute-fault.ts';
import type { Fault } from '#grading/bench-faults/bench-monitor.ts';
import type { LogLine } from '#runtimes/runtime.ts';

const line = (msg: string, generation = 2): LogLine => ({
  part: 'orders',
  time: 0,
  text: JSON.stringify({ msg }),
  fields: { msg },
  generation,
});
const ended = (code: number): Fault => ({
  part: 'orders',
  reason: `ended with exit code ${code}`,
  exit: { code, generation: 2 },
});
const judged = (fault: Fault, ...lines: LogLine[]) => {
  const { status, finding, values } = attributeFault(fault, { logs: () => lines });
  return { status, finding, line: values?.line };
};

describe('a service that ends during a check', () => {
  test('by os.Exit in a handler is the learner’s, whatever its status', () => {
    for (const code of [0, 3])
      expect(judged(ended(code), line('service started'), line('order received'))).toEqual({
        status: 'fail',
        finding: 'does-not-start',
        line: 'nothing of an error; its last line was “order received”',
      });
  });

  test('is explained with the lines of that start alone', () => {
    const lines = [line('checkout failed', 1), line('order received'), line('service started', 3)];
    expect(judged(ended(3), ...lines).line).toContain('order received');
  });

  test('with status 0 because somebody asked it to is the bench’s', () => {
    const broken = { status: 'broken', finding: 'bench-broken', line: undefined };
    expect(judged(ended(0), line('order received'), line('service stopping'))).toEqual(broken);
    expect(judged(ended(0))).toEqual(broken);
  });

  test('by a signal is the bench’s, and so is a part of the stack', () => {
    const broken = { status: 'broken', finding: 'bench-broken' };
    expect(judged({ part: 'orders', reason: 'ended by SIGKILL' })).toMatchObject(broken);
    expect(judged({ ...ended(1), part: 'tempo' })).toMatchObject(broken);
  });
});
