/**
 * Names the code blocks that scroll. Expressive Code makes each a region when it is wider than its place, and
 * regions without names cannot be told apart in a list of landmarks.
 */
const blocks = [...document.querySelectorAll<HTMLElement>('.expressive-code pre')];
const watch = new MutationObserver((changes) => {
  for (const { target } of changes) name(target as HTMLElement);
});
for (const block of blocks) {
  watch.observe(block, { attributeFilter: ['role'] });
  name(block);
}

function name(block: HTMLElement): void {
  if (block.getAttribute('role') !== 'region') {
    block.removeAttribute('aria-label');
    return;
  }
  const title = block.closest('figure')?.querySelector('.title')?.textContent?.trim();
  const place = `Code ${blocks.indexOf(block) + 1}`;
  block.setAttribute('aria-label', title ? `${place}, ${title}` : place);
}

// What was recorded scrolls where it is wider or longer than its place; only then the keyboard has to reach it.
const recorded = [...document.querySelectorAll<HTMLElement>('.recorded-output')];
const sizes = new ResizeObserver((changes) => {
  for (const { target } of changes) reach(target as HTMLElement);
});
for (const block of recorded) sizes.observe(block);

function reach(block: HTMLElement): void {
  const scrolls = block.scrollWidth > block.clientWidth || block.scrollHeight > block.clientHeight;
  if (!scrolls) {
    for (const attribute of ['tabindex', 'role', 'aria-label']) block.removeAttribute(attribute);
    return;
  }
  block.tabIndex = 0;
  block.setAttribute('role', 'region');
  block.setAttribute('aria-label', `Output ${recorded.indexOf(block) + 1}`);
}

export {};
