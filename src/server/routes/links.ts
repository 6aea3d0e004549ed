import { Hono } from 'hono';
import type { Bearers } from '../access/bearer.ts';
import type { RouteContext } from '../context.ts';
import { problemResponse } from '../http/problem-response.ts';

/** POST /api/links: a second `npm start` asks the running server for a new link, with the state folder's token. */
export function linkRoutes(access: { bearers: Bearers; newLink: () => string }): Hono<RouteContext> {
  return new Hono<RouteContext>().post('/api/links', async (c) => {
    if ((await access.bearers.of(c.env.incoming)) !== 'admin') {
      return problemResponse(401, {
        title: 'This call needs the token from the server’s state folder.',
        next: 'Run npm start again: it reads the token and prints a new link.',
      });
    }
    return c.json({ url: access.newLink() });
  });
}
