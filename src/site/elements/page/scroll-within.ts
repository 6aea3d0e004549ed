/** Brings an element to the top of the panel that scrolls around it. `scrollIntoView` would move the text beside it as well. */
export function scrollWithin(element: HTMLElement): void {
  const panel = panelAround(element);
  if (panel) panel.scrollTop += element.getBoundingClientRect().top - panel.getBoundingClientRect().top;
  else element.scrollIntoView({ block: 'start' });
}

/** The nearest part around it that scrolls by itself; none where that is the page. */
function panelAround(element: HTMLElement): HTMLElement | undefined {
  for (let one = element.parentElement; one && one !== document.body; one = one.parentElement)
    if (/auto|scroll/.test(getComputedStyle(one).overflowY)) return one;
  return undefined;
}
