import { createMiddleware } from 'hono/factory';
import type { RouteContext } from '../context.ts';
import { problemResponse } from '../http/problem-response.ts';
import type { Bearers } from './bearer.ts';
import { mayCall } from './bearer-calls.ts';
import { readSessionCookie } from './cookie.ts';
import type { Sessions } from './sessions.ts';

/** What anyone without a session hears, whatever was asked for. */
export const NOT_SIGNED_IN = {
  title: 'This browser is not signed in.',
  next: 'Open the link from the terminal where npm start runs, or press Enter there for a new one.',
};

/** Lets signed-in browsers through to the API, and programs with a bearer token to the calls that are theirs. */
export function requireSession(access: { port: () => number; sessions: Sessions; bearers: Bearers }) {
  return createMiddleware<RouteContext>(async (c, next) => {
    // It says for itself what is missing.
    if (c.req.path === '/api/links' && c.req.method === 'POST') return next();
    if (mayCall(await access.bearers.of(c.env.incoming), c.req.method, c.req.path)) return next();
    const session = access.sessions.find(readSessionCookie(access.port(), c.req.header('cookie')));
    if (session === undefined) return problemResponse(401, NOT_SIGNED_IN);
    c.set('session', session);
    return next();
  });
}
