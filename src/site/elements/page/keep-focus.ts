/**
 * Draws a part of the page, and gives the keyboard a new place in it where the element that had it is gone, hidden or
 * switched off afterwards. Without one the browser would begin again at the top of the page.
 */
export function keepFocus(
  part: HTMLElement,
  draw: () => void,
  elsewhere: () => HTMLElement | null | undefined,
): void {
  const before = document.activeElement;
  const inside = before instanceof HTMLElement && before !== part && part.contains(before);
  draw();
  if (!inside || canHaveFocus(before)) return;
  focusQuietly(elsewhere());
}

/** Gives the keyboard to an element, which may be one that only takes it from here, and leaves the page where it is. */
export function focusQuietly(element: HTMLElement | null | undefined): void {
  if (!element) return;
  if (element.tabIndex < 0 && !element.hasAttribute('tabindex')) element.tabIndex = -1;
  element.focus({ preventScroll: true });
}

function canHaveFocus(element: HTMLElement): boolean {
  return element.isConnected && element.checkVisibility() && !element.matches(':disabled');
}
