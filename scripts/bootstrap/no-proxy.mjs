const LOOPBACK = ['localhost', '127.0.0.1', '::1'];

/**
 * The environment in which nothing asks a proxy for this machine: a registry on it, and every part of the bench. As in
 * src/system/no-proxy.ts, of which nothing can be loaded before the packages are there.
 */
export function withNoProxy(env) {
  const has = Object.entries(env).some(([name, value]) => value && /^(https?|all)_proxy$/i.test(name));
  if (!has) return env;
  const given = [env.NO_PROXY, env.no_proxy]
    .flatMap((list) => (list ?? '').split(','))
    .map((host) => host.trim())
    .filter(Boolean);
  const hosts = given.includes('*') ? '*' : [...new Set([...given, ...LOOPBACK])].join(',');
  return { ...env, NO_PROXY: hosts, no_proxy: hosts };
}
