import { expect, it } from 'vitest';
import { staticHtml } from '#site/build/static-html.ts';
import { changeList, diffView } from '#site/elements/checks/diff-view.ts';

it('marks lines as taken out and put in, and lets no text become HTML', () => {
  const html = staticHtml(diffView('@@ -1,2 +1,2 @@\n same\n-<b>\n+"&"', 'a.go'));
  expect(html).toBe(
    '<pre class="diff" tabindex="0" aria-label="Changes of a.go"><b>@@ -1,2 +1,2 @@\n</b> same\n<del>-&#60;b&#62;\n</del><ins>+&#34;&#38;&#34;\n</ins></pre>',
  );
});

it('says what happens to each file, with the diff behind it where there is one', () => {
  const html = staticHtml(
    changeList([
      { path: 'a.go', change: 'replaced', diff: '-x\n+y' },
      { path: 'b.go', change: 'removed' },
      { path: '<c>.go', change: 'created' },
    ]),
  );
  expect(html.match(/<details>/g)?.length).toBe(1);
  expect(html.replaceAll(/<[^>]+>/g, '|')).toMatch(
    /a\.go.*is replaced.*b\.go.*is removed.*&#60;c&#62;\.go.*is added/s,
  );
});
