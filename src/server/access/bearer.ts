import type { IncomingMessage } from 'node:http';
import { headerValues } from './header-values.ts';
import { hashSecret, sameHash } from './secret.ts';
import { createSlowDown, type Wait } from './slow-down.ts';

/** Whom a program speaks for: the owner of the state folder, or a terminal of the bench. */
export type Bearer = 'admin' | 'bench';

/** Knows programs by the token they send instead of a cookie. */
export interface Bearers {
  /** Whose token a request carries; nobody's when it is wrong. Looked at once, however often a caller asks. */
  of(request: IncomingMessage): Promise<Bearer | undefined>;
}

/** Keeps the hashes of both tokens. */
export function createBearers(tokens: Record<Bearer, string>, wait?: Wait): Bearers {
  const hashes = { admin: hashSecret(tokens.admin), bench: hashSecret(tokens.bench) };
  const identified = new WeakMap<IncomingMessage, Promise<Bearer | undefined>>();
  const slowDown = createSlowDown(wait);

  async function identify(request: IncomingMessage): Promise<Bearer | undefined> {
    const token = bearerToken(request.rawHeaders);
    if (token === undefined || !(await slowDown.admit())) return undefined;
    const hash = hashSecret(token);
    const [admin, bench] = [sameHash(hash, hashes.admin), sameHash(hash, hashes.bench)];
    if (admin || bench) slowDown.forget();
    else slowDown.wrong();
    return admin ? 'admin' : bench ? 'bench' : undefined;
  }

  return {
    of(request) {
      const known = identified.get(request) ?? identify(request);
      identified.set(request, known);
      return known;
    },
  };
}

/**
 * The token of the one `Authorization: Bearer` header. A request with a cookie or an Origin comes from a browser, and no
 * browser speaks for a program.
 */
function bearerToken(rawHeaders: readonly string[]): string | undefined {
  if (headerValues(rawHeaders, 'cookie').length > 0) return undefined;
  if (headerValues(rawHeaders, 'origin').length > 0) return undefined;
  const values = headerValues(rawHeaders, 'authorization');
  return values.length === 1 ? /^Bearer ([A-Za-z0-9_-]{20,200})$/.exec(values[0]!)?.[1] : undefined;
}
