import { headerValues } from './header-values.ts';

/** The token of the one `Authorization: Bearer` header, if there is exactly one. */
export function bearerToken(rawHeaders: readonly string[]): string | undefined {
  const values = headerValues(rawHeaders, 'authorization');
  return values.length === 1 ? /^Bearer ([A-Za-z0-9_-]{20,200})$/.exec(values[0]!)?.[1] : undefined;
}
