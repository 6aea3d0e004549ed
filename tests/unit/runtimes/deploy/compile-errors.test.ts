import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { compileErrors } from '#runtimes/deploy/compile-errors.ts';

test('a type error, with the lines that continue it', () => {
  const files = {
    'internal/shop/shop.go':
      'package shop\n\nfunc Price(id string) int { return 1 }\n\nvar Wrong = Price(1, 2)\n',
  };
  expect(errorsOf(files)).toEqual([
    {
      file: 'internal/shop/shop.go',
      line: 5,
      column: 22,
      message: 'too many arguments in call to Price\nhave (number, number)\nwant (string)',
    },
  ]);
});

test('several errors, in the order they are printed', () => {
  const files = {
    'internal/shop/shop.go': 'package shop\n\nimport "os"\n\nvar One int = "x"\nvar Two = nothing\n',
  };
  expect(errorsOf(files).map(({ line, column, message }) => [line, column, message])).toEqual([
    [3, 8, '"os" imported and not used'],
    [5, 15, expect.stringContaining('cannot use "x"')],
    [6, 11, 'undefined: nothing'],
  ]);
});

test('a syntax error', () => {
  const [first] = errorsOf({ 'internal/shop/shop.go': 'package shop\n\nfunc Open( {\n' });
  expect(first).toMatchObject({
    file: 'internal/shop/shop.go',
    line: 3,
    message: expect.stringContaining('syntax error'),
  });
});

test('an import that no module provides', () => {
  const [first] = errorsOf({
    'internal/shop/shop.go': 'package shop\n\nimport _ "example.com/nowhere/at/all"\n',
  });
  expect(first).toMatchObject({ file: 'internal/shop/shop.go', line: 3, column: 8 });
  expect(first!.message).toContain('no required module provides package example.com/nowhere/at/all');
});

test('an error in go.mod', () => {
  const [first] = errorsOf({ 'go.mod': 'module shop\n\ngo 1.26\n\nrequir x v1\n' });
  expect(first).toMatchObject({ file: 'go.mod', line: 5, column: 1 });
});

test('an absolute path inside the workspace becomes relative, and an error printed twice counts once', () => {
  const line = '/home/ann/space/cmd/x/main.go:4:2: undefined: y';
  expect(compileErrors(`# shop/cmd/x\n${line}\n# shop/cmd/x\n${line}\n`, '/home/ann/space')).toEqual([
    { file: 'cmd/x/main.go', line: 4, column: 2, message: 'undefined: y' },
  ]);
});

test('other lines are no errors', () => {
  expect(
    compileErrors('go: downloading example.com/a v1.2.3\n# shop\nnote: module requires Go 1.27\n', '/w'),
  ).toEqual([]);
});

/** What the real compiler says of a small module with these files. */
function errorsOf(files: Record<string, string>) {
  const workspace = realpathSync(mkdtempSync(join(tmpdir(), 'spanwise-compile-')));
  const all = {
    'go.mod': 'module shop\n\ngo 1.26\n',
    'cmd/x/main.go': 'package main\n\nimport _ "shop/internal/shop"\n\nfunc main() {}\n',
    ...files,
  };
  for (const [name, text] of Object.entries(all)) {
    mkdirSync(dirname(join(workspace, name)), { recursive: true });
    writeFileSync(join(workspace, name), text);
  }
  try {
    execFileSync('go', ['build', '-o', '/dev/null', './cmd/x'], {
      cwd: workspace,
      stdio: 'pipe',
      encoding: 'utf8',
      env: { ...process.env, GOTOOLCHAIN: 'local', CGO_ENABLED: '0', GOWORK: 'off' },
    });
  } catch (error) {
    return compileErrors((error as { stderr: string }).stderr, workspace);
  }
  throw new Error('it compiled');
}
