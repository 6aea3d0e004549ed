import { createMiddleware } from 'hono/factory';
import type { RouteContext } from '../context.ts';
import { problemResponse } from './problem-response.ts';

const MIB = 1024 * 1024;
const DEFAULT = 1;
/**
 * What is larger than any other body: a record of many attempts, and the text of a file, of which JSON makes up to six
 * bytes from one (512 KiB of control characters).
 */
const MOST_OF: readonly [RegExp, number][] = [
  [/^\/api\/progress\/import$/, 16],
  [/^\/api\/labs\/[^/]+\/files\//, 4],
];

/** Lets a call through when its body, if any, is JSON of a length said beforehand and not above its limit. */
export const plainBody = createMiddleware<RouteContext>(async (c, next) => {
  const type = c.req.header('content-type');
  if (type !== undefined && !/^application\/json\s*(;|$)/i.test(type)) {
    return problemResponse(415, { title: 'The body of a call must be application/json.' });
  }
  if (c.req.header('transfer-encoding') !== undefined) {
    return problemResponse(411, { title: 'A call must say the length of its body.' });
  }
  // Node holds the sender to the length it gives.
  const most = MOST_OF.find(([path]) => path.test(c.req.path))?.[1] ?? DEFAULT;
  if (Number(c.req.header('content-length') ?? 0) > most * MIB) {
    return problemResponse(413, { title: `The body of this call may be at most ${most} MiB.` });
  }
  return next();
});
