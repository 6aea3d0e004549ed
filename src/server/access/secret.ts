import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** 256 bits from the operating system's random source, in URL-safe letters. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** The form in which secrets are kept: who reads it cannot sign in with it. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** Compares two hashes in a time that does not tell where they differ. */
export function sameHash(a: string, b: string): boolean {
  const left = Buffer.from(a, 'utf8');
  const right = Buffer.from(b, 'utf8');
  return left.length === right.length && timingSafeEqual(left, right);
}
