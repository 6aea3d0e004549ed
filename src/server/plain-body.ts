import { createMiddleware } from 'hono/factory';
import type { Context } from './context.ts';
import { problemResponse } from './problem-response.ts';

const MOST = 1024 * 1024;

/** Lets a call through when its body, if any, is JSON of a length said beforehand and not above 1 MiB. */
export const plainBody = createMiddleware<Context>(async (c, next) => {
  const type = c.req.header('content-type');
  if (type !== undefined && !/^application\/json\s*(;|$)/i.test(type)) {
    return problemResponse(415, { title: 'The body of a call must be application/json.' });
  }
  if (c.req.header('transfer-encoding') !== undefined) {
    return problemResponse(411, { title: 'A call must say the length of its body.' });
  }
  // Node holds the sender to the length it gives.
  if (Number(c.req.header('content-length') ?? 0) > MOST) {
    return problemResponse(413, { title: 'The body of a call may be at most 1 MiB.' });
  }
  return next();
});
