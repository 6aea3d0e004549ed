import type { HttpBindings } from '@hono/node-server';

/** What every Hono route of this server can rely on: Node's own request, and the session behind it. */
export interface RouteContext {
  Bindings: HttpBindings;
  Variables: { session: string };
}
