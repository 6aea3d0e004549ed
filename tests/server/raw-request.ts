import { connect } from 'node:net';

/** Sends bytes as they are, so that doubled and missing headers reach the server; gives status, headers and body. */
export function rawRequest(
  port: number,
  lines: string[],
  options: { body?: string; host?: string } = {},
): Promise<{ status: number; head: string; body: string }> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, options.host ?? '127.0.0.1');
    let text = '';
    const finish = () => {
      const [head = '', ...rest] = text.split('\r\n\r\n');
      resolve({
        status: Number(/^HTTP\/1\.1 (\d+)/.exec(head)?.[1] ?? 0),
        head,
        body: rest.join('\r\n\r\n'),
      });
    };
    socket.setTimeout(15_000, () => socket.destroy());
    socket.on('error', reject);
    socket.on('data', (bytes) => {
      text += bytes;
      // An upgrade that was made keeps the socket open.
      if (text.startsWith('HTTP/1.1 101')) socket.destroy();
    });
    socket.on('close', finish);
    socket.write(`${lines.join('\r\n')}\r\n\r\n${options.body ?? ''}`);
  });
}
