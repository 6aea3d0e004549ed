import { html, nothing } from 'lit-html';
import { expect, it } from 'vitest';
import { staticHtml } from '#site/build/static-html.ts';

it.each([
  ['texts, escaped', html`<p>${'<b>&"'}${3}</p>`, '<p>&#60;b&#62;&#38;&#34;3</p>'],
  ['nothing', html`<p>${nothing}${undefined}${null}${''}</p>`, '<p></p>'],
  [
    'lists and templates',
    html`<ul>${[1, 2].map((n) => html`<li>${n}</li>`)}</ul>`,
    '<ul><li>1</li><li>2</li></ul>',
  ],
  [
    'attributes',
    html`<a href="${'/x?a="b"'}" title=${'t'}>x</a>`,
    '<a href="/x?a=&#34;b&#34;" title="t">x</a>',
  ],
  ['attributes of several parts', html`<a class="a ${'b'} c${'d'}">x</a>`, '<a class="a b cd">x</a>'],
  ['an attribute that is not wanted', html`<a href="${nothing}" id="i">x</a>`, '<a id="i">x</a>'],
  ['switches', html`<p ?hidden=${true} ?open="${false}">x</p>`, '<p hidden>x</p>'],
  ['positions', html`<i .style=${'left:3%'} class="b"></i>`, '<i style="left:3%" class="b"></i>'],
])('writes %s', (_name, template, expected) => {
  expect(staticHtml(template)).toBe(expected);
});

it('refuses what only a script could do', () => {
  expect(() => staticHtml(html`<button @click=${() => {}}>x</button>`)).toThrowErrorMatchingInlineSnapshot(
    `[Error: A static page cannot have @click: it is set by the page’s script.]`,
  );
  expect(() => staticHtml(html`<input .value=${'x'}>`)).toThrowErrorMatchingInlineSnapshot(
    `[Error: A static page cannot have .value: it is set by the page’s script.]`,
  );
  expect(() => staticHtml(html`<p>${{ a: 1 }}</p>`)).toThrowErrorMatchingInlineSnapshot(
    `[Error: A static page takes texts, lists and templates of lit-html, no directive and no object.]`,
  );
});
