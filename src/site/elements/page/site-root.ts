let root: URL | undefined;

/**
 * The address of something on this site by its path from the site's top, wherever the site lies: below a path of a static
 * host, or at the top of the bench's server. Other addresses stay as they are, and so do all while the site is built.
 */
export function atRoot(path: string): string {
  if (!path.startsWith('/') || path.startsWith('//') || !globalThis.document) return path;
  root ??= new URL(document.documentElement.dataset['root'] ?? '/', document.baseURI);
  return new URL(`.${path}`, root).href;
}

/** The address of a websocket by its path from the site's top. */
export function socketAt(path: string): string {
  return atRoot(path).replace(/^http/, 'ws');
}
