import { createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { expect, onTestFinished, test } from 'vitest';
import { nextFreePort } from '#server/start/free-port.ts';

const hasIpv6 = Object.values(networkInterfaces()).some((all) =>
  all?.some(({ address }) => address === '::1'),
);

async function taken(host: string): Promise<number> {
  const other = createServer();
  await new Promise<void>((done) => other.listen({ port: 0, host, ipv6Only: host === '::1' }, done));
  onTestFinished(() => void other.close());
  return (other.address() as { port: number }).port;
}

test('a port that is taken on either address of loopback is not offered', async () => {
  for (const host of ['127.0.0.1', ...(hasIpv6 ? ['::1'] : [])]) {
    const port = await taken(host);
    expect(await nextFreePort(port - 1), host).not.toBe(port);
  }
});
