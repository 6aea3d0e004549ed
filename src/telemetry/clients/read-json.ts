import type { z } from 'zod';

/** Asks for JSON, which some stores give only when it is asked for. */
export function asJson(signal: AbortSignal): RequestInit {
  return { signal, headers: { accept: 'application/json' } };
}

/** The body of an answer as JSON; throws with the store's own reason where it refused. */
export async function bodyOf(answer: Response, store: string): Promise<unknown> {
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${store} answered ${answer.status}: ${reasonIn(text).slice(0, 300)}`);
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`${store} answered with no JSON: ${text.trim().slice(0, 300)}`);
  }
}

/** The part of a body that a schema describes; throws with the first place that is otherwise. */
export function readAs<Schema extends z.ZodType>(
  schema: Schema,
  body: unknown,
  store: string,
): z.infer<Schema> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const { path, message } = parsed.error.issues[0]!;
  throw new Error(`${store} answered in another form than expected, at ${path.join('.')}: ${message}`);
}

// Prometheus says why in a field of its JSON, the others in plain text.
function reasonIn(text: string): string {
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body === 'object' && body !== null && 'error' in body && typeof body.error === 'string')
      return body.error;
  } catch {
    // Plain text.
  }
  return text.trim();
}
