import { securityHeaders } from '../site/security-headers.ts';

/** What a page says that the server writes by itself. `body` is HTML: whatever came from outside is escaped in it. */
export interface PlainPage {
  title: string;
  body: string;
  /** Seconds after which the browser asks again. */
  refresh?: number;
}

/**
 * A page of the server's own: for a request it refuses, an address that leads nowhere, and the wait for the site. It
 * needs no other file, because there may be no site yet or the browser may not be let at it, and it holds no script.
 */
export function plainPage({ title, body, refresh }: PlainPage): string {
  const again = refresh === undefined ? '' : `<meta http-equiv="refresh" content="${refresh}">\n`;
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
${again}<title>${title} · Spanwise</title>
<link rel="icon" href="data:,">
<style>${STYLE}</style>
<header>${MARK} Spanwise</header>
<main>
<h1>${title}</h1>
${body}
</main>
</html>
`;
}

/** The page as an answer to a request made under this host. */
export function plainAnswer(
  status: number,
  page: PlainPage,
  host: string,
  headers: Record<string, string> = {},
): Response {
  return new Response(plainPage(page), { status, headers: { ...pageHeaders(host), ...headers } });
}

/** Headers of a page that the server writes by itself. */
export function pageHeaders(host: string): Record<string, string> {
  return {
    ...securityHeaders(host),
    'Content-Type': 'text/html; charset=utf-8',
    'Cache-Control': 'no-store',
  };
}

/** Text from outside, so that it stays text in a page. */
export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

// The tokens of src/site/styles/page/tokens.css; a test holds the two together.
const STYLE = `
  :root { color-scheme: light dark; --paper: light-dark(#fdfcf9, #14171b); --panel: light-dark(#f5f3ed, #1a1e23);
    --line: light-dark(#dedad0, #2f363e); --line-strong: light-dark(#8b867a, #707a86); --ink: light-dark(#1c2025, #e3e6e9);
    --ink-soft: light-dark(#4a525c, #b3bac3); --accent: light-dark(#0a5a8a, #74bbec); --code: light-dark(#f8f6f1, #191d22);
    --svc-storefront: light-dark(#0067a3, #5bb5ec); --svc-catalog: light-dark(#00795c, #3fc6a0);
    --svc-orders: light-dark(#b84a00, #f29357) }
  * { box-sizing: border-box }
  body { margin: 0; background: var(--paper); color: var(--ink); font: 400 1.0625rem/1.6 "Segoe UI", system-ui, sans-serif }
  header { display: flex; gap: .55rem; align-items: center; height: 3.25rem; padding: 0 1rem;
    border-bottom: 1px solid var(--line); font: 680 1.06rem/1 "Segoe UI", system-ui, sans-serif; letter-spacing: -.02em }
  header svg { width: 1.5rem }
  main { max-width: 44rem; margin: 0 auto; padding: clamp(2rem, 9vh, 6rem) 1.5rem 4rem }
  h1 { max-width: 22ch; margin: 0 0 1.25rem; font-size: clamp(1.7rem, 1.2rem + 2vw, 2.4rem); line-height: 1.2;
    letter-spacing: -.02em; text-wrap: balance }
  p { max-width: 62ch; margin: 0 0 1rem; color: var(--ink-soft) }
  a { color: var(--accent) }
  code, kbd, pre { font-family: ui-monospace, Menlo, monospace; font-size: .88em }
  code, kbd { padding: .08em .32em; border: 1px solid var(--line); border-radius: 4px; background: var(--code);
    color: var(--ink); overflow-wrap: anywhere }
  kbd { border-color: var(--line-strong); border-bottom-width: 2px }
  pre { margin: 0 0 1rem; padding: .8rem 1rem; border: 1px solid var(--line); border-radius: 6px; background: var(--code);
    white-space: pre-wrap; overflow-wrap: anywhere }
  progress { width: 100%; accent-color: var(--accent) }
`;

const MARK =
  '<svg viewBox="0 0 22 16" aria-hidden="true"><rect y="1" width="16" height="3.6" rx="1.2" fill="var(--svc-storefront)"/><rect x="3" y="6.4" width="8" height="3.6" rx="1.2" fill="var(--svc-catalog)"/><rect x="10" y="11.8" width="12" height="3.6" rx="1.2" fill="var(--svc-orders)"/></svg>';
