import { Hono } from 'hono';
import type { Bearers } from './access/bearer.ts';
import type { Links } from './access/links.ts';
import { requireSession } from './access/require-session.ts';
import type { Sessions } from './access/sessions.ts';
import type { RouteContext } from './context.ts';
import { isNoRoom } from './http/no-room.ts';
import { plainBody } from './http/plain-body.ts';
import { problemResponse } from './http/problem-response.ts';
import { pageHeaders, plainAnswer } from './pages/plain-page.ts';
import { DEFECT } from './pages/refused-pages.ts';
import { enterRoutes } from './routes/enter.ts';
import { type Hello, helloRoutes } from './routes/hello.ts';
import { linkRoutes } from './routes/links.ts';
import { logoutRoutes } from './routes/logout.ts';
import { securityHeaders } from './site/security-headers.ts';
import { serveSite } from './site/serve-site.ts';

interface AppOptions {
  site: string;
  waitPage?: () => string | undefined;
  hello: () => Hello;
  api: readonly Hono<RouteContext>[];
  access: {
    port: () => number;
    bearers: Bearers;
    sessions: Sessions;
    links: Links;
    newLink: () => string;
    endSession: (id: string) => void;
  };
}

/** All HTTP routes. Everything below /api/ is closed unless a route says otherwise; the site is open to read. */
export function createApp(options: AppOptions): Hono<RouteContext> {
  const app = new Hono<RouteContext>();
  app.use('/api/*', async (c, next) => {
    await next();
    for (const [name, value] of Object.entries(securityHeaders(new URL(c.req.url).host)))
      c.header(name, value);
    c.header('Cache-Control', 'no-store');
  });
  app.use('/api/*', requireSession(options.access));
  app.use('/api/*', plainBody);
  app.route('/', enterRoutes(options.access));
  app.route('/', helloRoutes(options.hello));
  app.route('/', logoutRoutes(options.access));
  app.route('/', linkRoutes(options.access));
  for (const routes of options.api) app.route('/', routes);
  app.all('/api/*', () => problemResponse(404, { title: 'The server has no such call.' }));
  app.get('*', (c) => {
    const page = options.waitPage?.();
    if (page === undefined) return serveSite(options.site, c.req.raw);
    return new Response(page, { headers: pageHeaders(new URL(c.req.url).host) });
  });
  app.notFound(() => problemResponse(404, { title: 'The server has no such page.' }));
  app.onError((error, c) => {
    if (isNoRoom(error)) {
      return problemResponse(507, {
        title: 'There is no room on the disk, so nothing of this was kept.',
        detail: error.message,
        next: 'Make room (npm run clean shows what Spanwise takes) and try again.',
      });
    }
    console.error(`A request failed: ${error.stack ?? error.message}`);
    const url = new URL(c.req.url);
    if (c.req.method === 'GET' && !url.pathname.startsWith('/api/'))
      return plainAnswer(500, DEFECT, url.host);
    return problemResponse(500, {
      title: 'The server has a defect and could not answer.',
      detail: error.message,
      next: 'The terminal where npm start runs shows more.',
    });
  });
  return app;
}
