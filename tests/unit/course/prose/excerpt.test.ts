import { expect, test } from 'vitest';
import { excerpt } from '#course/prose/excerpt.ts';

const SOURCE = `package shop

import (
	"net/http"
)

// open tells whether the shop
// is open.
func open() bool {
	if true {
		return true
	}
	return false
}

type till struct{}

// Ring rings.
func (t *till) Ring() {
	http.Get("a")
	http.Get("b")
}

func Ring() {}
`;

test('a declaration comes with its comment and ends at its own brace', () => {
  expect(excerpt(SOURCE, { declaration: 'open' }, 'shop.go')).toMatchInlineSnapshot(`
    {
      "firstLine": 7,
      "text": "// open tells whether the shop
    // is open.
    func open() bool {
    	if true {
    		return true
    	}
    	return false
    }",
    }
  `);
});

test('a method is named with its type, so that a function of the same name is another excerpt', () => {
  expect(excerpt(SOURCE, { declaration: 'till.Ring' }, 'shop.go').firstLine).toBe(18);
  expect(excerpt(SOURCE, { declaration: 'Ring' }, 'shop.go')).toEqual({
    text: 'func Ring() {}',
    firstLine: 24,
  });
});

test('a declaration on one line is that line', () => {
  expect(excerpt(SOURCE, { declaration: 'till' }, 'shop.go').text).toBe('type till struct{}');
});

test('lines from a text to a text lose the indentation they share', () => {
  const { text } = excerpt(SOURCE, { from: 'if true', to: 'return false' }, 'shop.go');
  expect(text).toBe('if true {\n\treturn true\n}\nreturn false');
});

test('without a choice the whole file is shown', () => {
  expect(excerpt('a\nb\n', {}, 'x.txt')).toEqual({ text: 'a\nb', firstLine: 1 });
});

test.for([
  [
    { declaration: 'close' },
    'shop.go: an excerpt with declaration="close" needs exactly one matching line, received no line; correct the excerpt',
  ],
  [
    { from: 'http.Get' },
    'shop.go: an excerpt with from="http.Get" needs exactly one matching line, received lines 20, 21; correct the excerpt',
  ],
  [
    { from: 'http.Get("b")', to: 'http.Get("a")' },
    'shop.go: no line from 21 on contains to="http.Get("a")"; correct the excerpt',
  ],
] as const)('lines that are missing or not the only ones stop the build: %j', ([choice, message]) => {
  expect(() => excerpt(SOURCE, choice, 'shop.go')).toThrow(message);
});

test('indentation by spaces is shared indentation too', () => {
  expect(excerpt('{\n    a: {\n      b,\n    },\n}\n', { from: 'a:', to: '},' }, 'x.ts').text).toBe(
    'a: {\n  b,\n},',
  );
});
