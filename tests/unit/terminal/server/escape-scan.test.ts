import { expect, test } from 'vitest';
import { createEscapeScan } from '#terminal/server/escape-scan.ts';

function scanned(pieces: Buffer[]): string[] {
  const seen: string[] = [];
  const scan = createEscapeScan({
    mode: (number, set) => seen.push(`${set ? '+' : '-'}${number}`),
    reset: () => seen.push('reset'),
    mark: (text) => seen.push(text),
  });
  for (const piece of pieces) scan(piece);
  return seen;
}

const stream = Buffer.from(
  'text\x1b[31m\x1b[?2004h\x1b]0;title\x07\x1b]133;B;secret\x07\x1b[?1049;25lmore\x1bc\x1b\x1b[?7h\x1b]133;D;secret;0\x07\x1b[?\x1b[?1h',
);
const expected = ['+2004', 'B;secret', '-1049', '-25', 'reset', '+7', 'D;secret;0', '+1'];

test('modes, resets and marks are found', () => {
  expect(scanned([stream])).toEqual(expected);
});

test('they are found wherever the stream is cut', () => {
  for (let cut = 0; cut <= stream.length; cut += 1) {
    expect(scanned([stream.subarray(0, cut), stream.subarray(cut)]), `cut at ${cut}`).toEqual(expected);
  }
  expect(scanned([...stream].map((byte) => Buffer.of(byte)))).toEqual(expected);
});

test('a mark without end is given up and what follows is found', () => {
  expect(scanned([Buffer.from(`\x1b]133;${'x'.repeat(5000)}\x1b[?25h`)])).toEqual(['+25']);
});
