import { describe, expect, it } from 'vitest';
import { blocks, inline } from '#site/elements/page/step-markdown.ts';

describe('blocks', () => {
  it('joins the lines of a paragraph and parts paragraphs at an empty line', () => {
    expect(blocks('Send a\ncheckout.\n\nThen look.').html).toBe('<p>Send a checkout.</p><p>Then look.</p>');
  });

  it('makes lists, with lines that go on below an item', () => {
    expect(blocks('- one\n  and more\n- two').html).toBe('<ul><li>one and more</li><li>two</li></ul>');
    expect(blocks('1. one\n2. two').html).toBe('<ol><li>one</li><li>two</li></ol>');
  });

  it('ends a paragraph where a list begins', () => {
    expect(blocks('Two:\n- a\n- b').html).toBe('<p>Two:</p><ul><li>a</li><li>b</li></ul>');
  });

  it('keeps fenced code as it is and marks the lines of a diff', () => {
    const { html } = blocks('```diff\n-old <a>\n+new\n same\n```\nafter');
    expect(html).toContain('<del>-old &#60;a&#62;</del>\n<ins>+new</ins>\n same');
    expect(html).toContain('<p>after</p>');
  });

  it('takes a fence that is never closed to the end', () => {
    expect(blocks('```\ncode').html).toContain('<code>code</code>');
  });
});

describe('inline', () => {
  it.each([
    ['`a*b*c`', '<code>a*b*c</code>'],
    ['**Check** it', '<strong>Check</strong> it'],
    ['an *edge* here', 'an <em>edge</em> here'],
    ['2 * 3 * 4', '2 * 3 * 4'],
    ['[spec](https://example.org/a)', '<a href="https://example.org/a">spec</a>'],
    ['[bad](javascript:alert(1))', '[bad](javascript:alert(1))'],
    ['<b>& "x"', '&#60;b&#62;&#38; &#34;x&#34;'],
  ])('renders %s', (text, expected) => {
    expect(inline(text).html).toBe(expected);
  });
});
