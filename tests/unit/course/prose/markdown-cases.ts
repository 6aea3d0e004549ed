/** A text in the course's Markdown, and how it is to look in a page and in a terminal. */
export interface MarkdownCase {
  name: string;
  text: string;
  page: string;
  terminal: string;
  /** Addresses the text links to. */
  links?: string[];
}

/** One table for every renderer, so that page, terminal and checker cannot come to disagree. */
export const markdownCases: readonly MarkdownCase[] = [
  {
    name: 'lines of a paragraph are joined, an empty line parts paragraphs',
    text: 'Send a\ncheckout.\n\nThen look.\r\n',
    page: '<p>Send a checkout.</p><p>Then look.</p>',
    terminal: 'Send a checkout.\n\nThen look.',
  },
  {
    name: 'a list, with lines that go on below an item',
    text: 'Two:\n- one\n  and more\n- two',
    page: '<p>Two:</p><ul><li>one and more</li><li>two</li></ul>',
    terminal: 'Two:\n\n  - one and more\n  - two',
  },
  {
    name: 'an empty line between items does not end their list',
    text: '- one\n\n- two\n\nAfter.',
    page: '<ul><li>one</li><li>two</li></ul><p>After.</p>',
    terminal: '  - one\n  - two\n\nAfter.',
  },
  {
    name: 'a numbered list begins at its first number',
    text: '3. three\n4) four',
    page: '<ol start="3"><li>three</li><li>four</li></ol>',
    terminal: '  3. three\n  4. four',
  },
  {
    name: 'a list within an item',
    text: '- one\n  1. a\n  2. b\n- two',
    page: '<ul><li>one<ol><li>a</li><li>b</li></ol></li><li>two</li></ul>',
    terminal: '  - one\n      1. a\n      2. b\n  - two',
  },
  {
    name: 'a fence',
    text: 'See:\n```go\na := "<b>" // *b*\n\n  c\n```\nafter',
    page: '<p>See:</p><pre class="block-code" tabindex="0"><code>a := &#34;&#60;b&#62;&#34; // *b*\n\n  c</code></pre><p>after</p>',
    terminal: 'See:\n\n    a := "<b>" // *b*\n    \n      c\n\nafter',
  },
  {
    name: 'an indented fence within an item loses the indentation',
    text: '- do\n\n  ```sh\n  curl x\n    -v\n  ```\n- then',
    page: '<ul><li>do<pre class="block-code" tabindex="0"><code>curl x\n  -v</code></pre></li><li>then</li></ul>',
    terminal: '  - do\n\n        curl x\n          -v\n  - then',
  },
  {
    name: 'a fence indented outside of any list',
    text: '  ```\n  a\n  ```\nb',
    page: '<pre class="block-code" tabindex="0"><code>a</code></pre><p>b</p>',
    terminal: '    a\n\nb',
  },
  {
    name: 'a longer fence holds a shorter one, and one that never closes goes to the end',
    text: '````\n```\n````\n\n~~~\ncode',
    page: '<pre class="block-code" tabindex="0"><code>```</code></pre><pre class="block-code" tabindex="0"><code>code</code></pre>',
    terminal: '    ```\n\n    code',
  },
  {
    name: 'links: of the web, of the course, relative, to a heading, with code in them',
    text: '[spec](https://example.org/a_(b)) [one](/chapters/x/) [near](../y) [`h`](#h)',
    page: '<p><a href="https://example.org/a_(b)">spec</a> <a href="/chapters/x/">one</a> <a href="../y">near</a> <a href="#h"><code>h</code></a></p>',
    terminal: 'spec (https://example.org/a_(b)) one (/chapters/x/) near (../y) h (#h)',
    links: ['https://example.org/a_(b)', '/chapters/x/', '../y', '#h'],
  },
  {
    name: 'no address can be a script',
    text: '[bad](javascript:alert(1)) [data](data:text/html,x)',
    page: '<p>[bad](javascript:alert(1)) [data](data:text/html,x)</p>',
    terminal: '[bad](javascript:alert(1)) [data](data:text/html,x)',
  },
  {
    name: 'strong words, emphasis, and each within the other',
    text: '**Check** an *edge*, **a *b* c**, **a *b***, *a **b** c*, ***d***',
    page: '<p><strong>Check</strong> an <em>edge</em>, <strong>a <em>b</em> c</strong>, <strong>a <em>b</em></strong>, <em>a <strong>b</strong> c</em>, <strong><em>d</em></strong></p>',
    terminal: 'Check an edge, a b c, a b, a b c, d',
  },
  {
    name: 'code within emphasis, and no emphasis within code',
    text: '**run `a*b*`** `**c**` ``d`e``',
    page: '<p><strong>run <code>a*b*</code></strong> <code>**c**</code> <code>d`e</code></p>',
    terminal: 'run a*b* **c** d`e',
  },
  {
    name: 'stars, underscores, brackets and quotes that mean nothing stay',
    text: '2 * 3 * 4, *.go, payments_worker_a, [x], a ` b, \\*c\\*, a*b*c',
    page: '<p>2 * 3 * 4, *.go, payments_worker_a, [x], a ` b, *c*, a*b*c</p>',
    terminal: '2 * 3 * 4, *.go, payments_worker_a, [x], a ` b, *c*, a*b*c',
  },
  {
    name: 'raw HTML is text',
    text: '<b>& "x"</b> <img src=x onerror=alert(1)>\n\n- <script>alert(1)</script>\n\n[<i>](/x)',
    page: '<p>&#60;b&#62;&#38; &#34;x&#34;&#60;/b&#62; &#60;img src=x onerror=alert(1)&#62;</p><ul><li>&#60;script&#62;alert(1)&#60;/script&#62;</li></ul><p><a href="/x">&#60;i&#62;</a></p>',
    terminal: '<b>& "x"</b> <img src=x onerror=alert(1)>\n\n  - <script>alert(1)</script>\n\n<i> (/x)',
    links: ['/x'],
  },
];
