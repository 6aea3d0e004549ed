import { Hono } from 'hono';
import { sessionCookie } from '../access/cookie.ts';
import type { Links } from '../access/links.ts';
import type { Sessions } from '../access/sessions.ts';
import type { RouteContext } from '../context.ts';
import { plainAnswer } from '../pages/plain-page.ts';
import { DEAD_LINK } from '../pages/refused-pages.ts';
import { securityHeaders } from '../site/security-headers.ts';

/** GET /enter: exchanges a link's one-use token for the session cookie. The only GET that changes anything. */
export function enterRoutes(access: {
  port: () => number;
  links: Links;
  sessions: Sessions;
}): Hono<RouteContext> {
  const routes = new Hono<RouteContext>();
  routes.get('/enter', async (c) => {
    const url = new URL(c.req.url);
    const headers = {
      ...securityHeaders(url.host),
      'Referrer-Policy': 'no-referrer',
      'Cache-Control': 'no-store',
    };
    // A browser that only looks ahead, or a link preview, must not use the link up.
    const looksAhead = c.req.method === 'HEAD' || (c.req.header('sec-purpose') ?? '').includes('prefetch');
    if (looksAhead || !(await access.links.redeem(url.searchParams.get('token') ?? ''))) {
      return plainAnswer(403, DEAD_LINK, url.host, headers);
    }
    const cookie = sessionCookie(access.port(), access.sessions.create(), access.sessions.lifetime);
    const location = pathOfThisSite(url.searchParams.get('next'), url.origin);
    return new Response(null, {
      status: 303,
      headers: { ...headers, 'Set-Cookie': cookie, Location: location },
    });
  });
  return routes;
}

/** `next` may name a page of this site and nothing else. */
function pathOfThisSite(next: string | null, origin: string): string {
  if (next === null || !next.startsWith('/')) return '/';
  const url = URL.canParse(next, origin) ? new URL(next, origin) : undefined;
  return url?.origin === origin ? url.pathname + url.search + url.hash : '/';
}
