import type { Context as HonoContext } from 'hono';
import type { z } from 'zod';
import type { RouteContext } from '../context.ts';
import { problemResponse } from './problem-response.ts';

/** The call's body when it has this shape, or the answer that it has not. */
export async function readBody<T>(c: HonoContext<RouteContext>, schema: z.ZodType<T>): Promise<T | Response> {
  // A call without a body asks for the defaults.
  const text = await c.req.text();
  const body = text === '' ? {} : parseJson(text);
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const detail = parsed.error.issues
    .map((issue) => `${issue.path.join('.') || 'body'}: ${issue.message}`)
    .join('; ');
  return problemResponse(400, { title: 'The call’s body has not the form it must have.', detail });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
