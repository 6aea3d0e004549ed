import { Hono } from 'hono';
import { cookieName } from '../access/cookie.ts';
import type { RouteContext } from '../context.ts';

/** POST /api/logout ends the session and every socket opened with it. */
export function logoutRoutes(access: {
  port: () => number;
  endSession: (id: string) => void;
}): Hono<RouteContext> {
  return new Hono<RouteContext>().post('/api/logout', (c) => {
    access.endSession(c.var.session);
    c.header('Set-Cookie', `${cookieName(access.port())}=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0`);
    return c.body(null, 204);
  });
}
