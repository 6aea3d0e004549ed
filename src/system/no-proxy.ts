/** Addresses of this machine, which no proxy knows. */
const LOOPBACK = ['localhost', '127.0.0.1', '::1'];

type Variables = Record<string, string | undefined>;

/**
 * The variables by which nothing asks a proxy for this machine, or for `more`; none where there is no proxy. Programs
 * differ in the spelling they read. As in scripts/bootstrap/no-proxy.mjs.
 */
export function noProxyFor(env: Variables, more: readonly string[] = []): Record<string, string> {
  const has = Object.entries(env).some(([name, value]) => value && /^(https?|all)_proxy$/i.test(name));
  if (!has) return {};
  const given = [env['NO_PROXY'], env['no_proxy']]
    .flatMap((list) => (list ?? '').split(','))
    .map((host) => host.trim())
    .filter(Boolean);
  // Curl takes the star for everything only where it stands alone.
  const hosts = given.includes('*') ? '*' : [...new Set([...given, ...LOOPBACK, ...more])].join(',');
  return { NO_PROXY: hosts, no_proxy: hosts };
}
