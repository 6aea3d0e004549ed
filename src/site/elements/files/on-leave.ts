/**
 * Calls `leave` when the page is hidden or about to go, which is the last that a page is sure to hear. Where it gives false
 * the browser asks the reader before it closes the page.
 */
export function onLeave(leave: () => boolean, signal: AbortSignal): void {
  addEventListener('beforeunload', (event) => leave() || event.preventDefault(), { signal });
  addEventListener('pagehide', () => leave(), { signal });
  document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && leave(), {
    signal,
  });
}
