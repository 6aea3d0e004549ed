/** One cookie per port: cookies do not tell ports apart, so two instances on one machine would sign each other out. */
export function cookieName(port: number): string {
  return `spanwise_${port}`;
}

/** No Domain (host-only), no Secure (loopback without TLS), gone with the session it names. */
export function sessionCookie(port: number, token: string, seconds: number): string {
  return `${cookieName(port)}=${token}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${seconds}`;
}

/** The session token in a Cookie header; undefined when absent or given twice. */
export function readSessionCookie(port: number, header: string | undefined): string | undefined {
  const name = `${cookieName(port)}=`;
  const found = (header ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(name));
  return found.length === 1 ? found[0]!.slice(name.length) : undefined;
}
