import { expect, test } from 'vitest';
import { createPrompt } from '#terminal/server/prompt.ts';

function follow(...events: string[]): string {
  const prompt = createPrompt('s', () => {});
  for (const event of events) {
    if (event === 'input') prompt.input();
    else if (event === 'exit') prompt.exited();
    else prompt.mark(event);
  }
  return prompt.state;
}

test.for<[string, string[]]>([
  ['unknown', []],
  ['unknown', ['B;s']],
  ['unknown', ['D;s;0']],
  ['empty', ['D;s;0', 'B;s']],
  ['typed', ['D;s;0', 'B;s', 'input']],
  ['typed', ['D;s;0', 'B;s', 'input', 'B;s']],
  ['busy', ['D;s;0', 'B;s', 'input', 'C;s']],
  ['busy', ['D;s;0', 'B;s', 'input', 'C;s', 'B;s']],
  ['busy', ['D;s;0', 'B;s', 'input', 'C;s', 'D;wrong;0', 'B;wrong']],
  ['busy', ['D;s;0', 'B;s', 'input', 'C;s', 'D;s;0']],
  ['empty', ['D;s;0', 'B;s', 'input', 'C;s', 'D;s;0', 'B;s']],
  ['exited', ['D;s;0', 'B;s', 'exit', 'D;s;0', 'B;s']],
])('%s after %j', ([state, events]) => {
  expect(follow(...events)).toBe(state);
});
