import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { messagesTrouble } from '#grading/experiments/messages/messages-trouble.ts';
import { keptMessages } from '#grading/experiments/messages/observation.ts';

const OF_NIL = new URL(
  '../../../../fixtures/observations/across-the-queue/mistakes/carry/nil-headers.json',
  import.meta.url,
);

test('a write into headers that are not there is led to its place, and its stack stays in the log', () => {
  const { answer: _, ...kept } = JSON.parse(readFileSync(OF_NIL, 'utf8')) as Record<string, unknown>;
  const trouble = messagesTrouble(keptMessages.unfold(kept));
  expect(trouble).toMatchObject({
    finding: 'nil-headers',
    values: { place: '. It was written to at `internal/queue/carrier.go:21`, in `headerCarrier.Set`' },
  });
  expect(trouble?.evidence[0]).toMatchObject({
    kind: 'log',
    line: expect.stringMatching(/^http: panic serving 127\.0\.0\.1:\d+: assignment to entry in nil map$/),
  });
});
