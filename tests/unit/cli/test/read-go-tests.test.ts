import { expect, test } from 'vitest';
import { readGoTests } from '../../../../src/cli/test/read-go-tests.ts';

const lines = (...events: object[]) => events.map((event) => JSON.stringify(event)).join('\n');

test('passes, failures and skips are told apart', () => {
  const output = lines(
    { Action: 'run', Package: 'bookstore/a', Test: 'TestOne' },
    { Action: 'pass', Package: 'bookstore/a', Test: 'TestOne' },
    { Action: 'output', Package: 'bookstore/a', Test: 'TestTwo', Output: '    a_test.go:9: got 1, want 2\n' },
    { Action: 'fail', Package: 'bookstore/a', Test: 'TestTwo' },
    {
      Action: 'output',
      Package: 'bookstore/a',
      Test: 'TestThree',
      Output: '    a_test.go:14: needs a database\n',
    },
    { Action: 'skip', Package: 'bookstore/a', Test: 'TestThree' },
    { Action: 'fail', Package: 'bookstore/a' },
    { Action: 'skip', Package: 'bookstore/without-tests' },
  );
  expect(readGoTests(output)).toEqual({
    passed: 1,
    failed: [{ name: 'bookstore/a TestTwo', message: 'a_test.go:9: got 1, want 2' }],
    skipped: [{ name: 'bookstore/a TestThree', reason: 'needs a database' }],
  });
});

test('a package that does not build is a failure, lines of the toolchain are passed over', () => {
  const output = `go: downloading x v1.0.0\n${lines(
    { Action: 'build-output', ImportPath: 'bookstore/a', Output: 'a.go:3:1: syntax error\n' },
    { Action: 'build-fail', ImportPath: 'bookstore/a' },
    { Action: 'fail', Package: 'bookstore/a' },
  )}`;
  expect(readGoTests(output).failed).toEqual([{ name: 'bookstore/a', message: 'a.go:3:1: syntax error' }]);
});
