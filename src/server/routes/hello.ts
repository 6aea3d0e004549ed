import { Hono } from 'hono';
import type { RuntimeName } from '#system/runtime-name.ts';
import type { RouteContext } from '../context.ts';

/** What the page learns first of the server behind it. */
export interface Hello {
  instance: string;
  version: string;
  runtime: RuntimeName;
  ready: boolean;
}

/** GET /api/hello tells a page with a bench behind it from one on static hosting. */
export function helloRoutes(hello: () => Hello): Hono<RouteContext> {
  return new Hono<RouteContext>().get('/api/hello', (c) => c.json(hello()));
}
