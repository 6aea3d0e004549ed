import unicode11 from '@xterm/addon-unicode11';
import headless from '@xterm/headless';
import { expect, test } from 'vitest';
import { fileMeant, findLinks } from '#terminal/client/find-links.ts';
import { joinRows } from '#terminal/client/line-text.ts';
import { countLikeShells } from '#terminal/client/widths.ts';

/** What each link is, and the text it was found in. */
const found = (text: string) =>
  findLinks(text).map(({ start, end, ...link }) => ({ text: text.slice(start, end), ...link }));

test.for([
  ['see http://127.0.0.1:4500/chapters/03-pipeline/.', 'http://127.0.0.1:4500/chapters/03-pipeline/'],
  ['(https://go.dev/a_(b))', 'https://go.dev/a_(b)'],
  ['[https://go.dev/x], or', 'https://go.dev/x'],
  ['"https://go.dev/?q=1&r=2#s"!', 'https://go.dev/?q=1&r=2#s'],
  ['漢字 https://go.dev/ü 🚀', 'https://go.dev/ü'],
] as const)('in %j the address is %s', ([text, address]) => {
  expect(found(text)).toEqual([{ kind: 'address', text: address, address: new URL(address).href }]);
});

test.for([
  'javascript:alert(1)',
  'file:///etc/passwd',
  'https://user:secret@evil.example/',
  'http://',
  'ftp://x/y',
  'no:1:2',
  'at 12:30:05',
  `${'x'.repeat(5000)} https://go.dev/`,
])('nothing is to be followed in %j', (text) => {
  expect(found(text)).toEqual([]);
});

test.for([
  ['internal/orders/x.go:12:3: undefined: y', 'internal/orders/x.go:12:3', 'internal/orders/x.go', 12, 3],
  ['./x.go:7: y', './x.go:7', './x.go', 7, undefined],
  ['\t/srv/a b/x.go', undefined, '', 0, undefined],
  ['\t/srv/internal/x.go:22 +0x1d', '/srv/internal/x.go:22', '/srv/internal/x.go', 22, undefined],
  ['(cmd/main.go:5)', 'cmd/main.go:5', 'cmd/main.go', 5, undefined],
  ['config/größe.yaml:3:14', 'config/größe.yaml:3:14', 'config/größe.yaml', 3, 14],
] as const)('in %j the place is %s', ([text, shown, path, line, column]) => {
  const link = { kind: 'place', text: shown, path, line, ...(column !== undefined && { column }) };
  expect(found(text)).toEqual(shown === undefined ? [] : [link]);
});

test('a port is no line of a file', () => {
  expect(found('http://127.0.0.1:4500/x.go:12').map(({ kind }) => kind)).toEqual(['address']);
});

const FILES = ['internal/storefront/orders_client.go', 'internal/catalog/main.go', 'internal/orders/main.go'];
test.for([
  ['internal/catalog/main.go', 'internal/catalog/main.go'],
  ['./internal/catalog/main.go', 'internal/catalog/main.go'],
  ['/srv/internal/catalog/main.go', 'internal/catalog/main.go'],
  ['orders_client.go', 'internal/storefront/orders_client.go'],
  ['labs/bookstore/internal/catalog/main.go', 'internal/catalog/main.go'],
  ['main.go', undefined],
  ['client.go', undefined],
  ['/elsewhere/internal/catalog/main.go', undefined],
  ['README.md', undefined],
] as const)('%s means %s', ([path, file]) => {
  expect(fileMeant(path, FILES, '/srv')).toBe(file);
});

test('a link keeps its cells behind wide characters and over the end of a row', async () => {
  const terminal = new headless.Terminal({ cols: 20, rows: 6, allowProposedApi: true });
  countLikeShells(terminal, unicode11.Unicode11Addon);
  await new Promise<void>((resolve) => terminal.write('漢🚀é http://h/漢字漢字漢 x', resolve));
  const rows = [0, 1].map((row) => {
    const line = terminal.buffer.active.getLine(row)!;
    return Array.from({ length: 20 }, (_, column) => {
      const cell = line.getCell(column)!;
      return { chars: cell.getChars(), width: cell.getWidth() };
    });
  });
  expect(terminal.buffer.active.getLine(1)!.isWrapped).toBe(true);
  const line = joinRows(rows);
  const [link] = findLinks(line.text);
  expect(link).toMatchObject({ kind: 'address' });
  expect(line.text.slice(link!.start, link!.end)).toBe('http://h/漢字漢字漢');
  // Two wide ones, é and a blank come before it; the row has place for two more of its last five.
  expect(line.cells(link!.start, link!.end)).toEqual({
    first: { row: 0, column: 6 },
    last: { row: 1, column: 5 },
  });
  terminal.dispose();
});
