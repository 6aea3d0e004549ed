import { expect, it } from 'vitest';
import { readOptions } from '#server/start/options.ts';

const kind = { name: 'kind', settings: { cluster: 'spanwise', values: [] } };

it('has defaults', () => {
  expect(readOptions([])).toEqual({
    help: false,
    port: 4500,
    runtime: { choices: { local: { name: 'local' }, kind } },
    open: true,
    with: [],
    state: undefined,
  });
});

it('reads what it is given', () => {
  expect(readOptions(['--port', '4600', '--runtime', 'kind', '--no-open', '--state', '/tmp/x'])).toEqual({
    help: false,
    port: 4600,
    runtime: { flag: 'kind', choices: { local: { name: 'local' }, kind } },
    open: false,
    with: [],
    state: '/tmp/x',
  });
});

it('takes optional parts in any order and form', () => {
  const withParts = (...argv: string[]) => readOptions(argv.flatMap((list) => ['--with', list]));
  expect(withParts('loki,prometheus')).toMatchObject({ with: ['prometheus', 'loki'] });
  expect(withParts('jaeger', 'loki, jaeger')).toMatchObject({ with: ['jaeger', 'loki'] });
});

it('says what is wrong', () => {
  const wrong = [
    ['--port', 'x'],
    ['--port', '70000'],
    ['--runtime', 'docker'],
    ['--prot', '1'],
    ['here'],
    ['--port'],
    ['--with', 'loki,tempo'],
  ];
  expect(wrong.map((argv) => readOptions(argv))).toMatchInlineSnapshot(`
    [
      "--port takes a number from 1 to 65535, not “x”.",
      "--port takes a number from 1 to 65535, not “70000”.",
      "--runtime takes local or kind, not “docker”.
    See npm start -- --help for what it takes.",
      "Unknown option '--prot'
    See npm start -- --help for what it takes.",
      "Unexpected argument 'here'. This command does not take positional arguments
    See npm start -- --help for what it takes.",
      "Option '--port <value>' argument missing
    See npm start -- --help for what it takes.",
      "--with takes prometheus, jaeger, loki, not “tempo”.",
    ]
  `);
});
