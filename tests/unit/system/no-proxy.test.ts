import { expect, test } from 'vitest';
import { noProxyFor } from '#system/no-proxy.ts';
import { withNoProxy } from '../../../scripts/bootstrap/no-proxy.mjs';

test.each([
  ['no proxy', { NO_PROXY: 'a' }, undefined],
  ['an empty one', { HTTPS_PROXY: '' }, undefined],
  ['one', { https_proxy: 'http://p:1' }, 'localhost,127.0.0.1,::1'],
  ['one with exceptions', { ALL_PROXY: 'socks5://p:1', no_proxy: 'a, ::1,' }, 'a,::1,localhost,127.0.0.1'],
  ['one that is used for nothing', { https_proxy: 'http://p:1', NO_PROXY: 'a, *' }, '*'],
])('with %s, this machine is never asked for at a proxy', (_, env, hosts) => {
  expect(noProxyFor(env)).toEqual(hosts ? { NO_PROXY: hosts, no_proxy: hosts } : {});
  // Before any package is there, a copy of it has to do.
  expect(withNoProxy(env)).toEqual({ ...env, ...noProxyFor(env) });
});
