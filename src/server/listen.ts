import type { Server } from 'node:http';

/**
 * Binds one server to 127.0.0.1 and another to ::1 on the same port; gives the port. Without IPv6 the first
 * alone does. Rejects with EADDRINUSE when either is taken: half a server would answer for somebody else.
 */
export async function listenOnLoopback(v4: Server, v6: Server, port: number): Promise<number> {
  for (let tries = 1; ; tries++) {
    await bind(v4, port, '127.0.0.1');
    const { port: bound } = v4.address() as { port: number };
    try {
      await bind(v6, bound, '::1');
      return bound;
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      if (code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT' || code === 'EINVAL') return bound;
      await new Promise((resolve) => v4.close(resolve));
      // Any free port was asked for, and this one is free on one address only.
      if (port !== 0 || tries === 5) throw error;
    }
  }
}

function bind(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host, exclusive: true, ipv6Only: host === '::1' }, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
