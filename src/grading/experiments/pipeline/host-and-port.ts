/**
 * Host and port of an address in any way that a component of the Collector takes: with a scheme and a path or without.
 * The names of this machine become one, and so do the long and the short name of a Kubernetes Service.
 */
export function hostAndPort(address: string): string {
  const plain = address
    .trim()
    .toLowerCase()
    .replace(/^[a-z]+:\/{2,3}/, '')
    .replace(/\/.*$/, '');
  const colon = plain.lastIndexOf(':');
  const [host, port] = colon < 0 ? [plain, ''] : [plain.slice(0, colon), plain.slice(colon + 1)];
  return `${oneName(host)}:${port}`;
}

/** The Collector’s own Service is another name for the process itself. */
const ITSELF = ['', 'localhost', '0.0.0.0', '[::]', '[::1]', 'collector'];

function oneName(host: string): string {
  const short = /^[\d.]+$/.test(host) ? host : host.split('.')[0]!;
  return ITSELF.includes(short) ? '127.0.0.1' : short;
}
