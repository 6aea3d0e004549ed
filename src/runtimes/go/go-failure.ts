import type { Finished } from '../process/run.ts';

/** Why a go command failed, when the machine and not the source is at fault; undefined otherwise. */
export function environmentFault(result: Finished): string | undefined {
  const text = `${result.error ?? ''}\n${result.output}`;
  if (/ENOENT/.test(result.error ?? '')) {
    return 'Go is not installed, or not on the PATH: install Go 1.26 from https://go.dev/dl and try again';
  }
  if (/no space left on device|disk quota exceeded/i.test(text)) {
    return 'The disk is full: make room (npm run clean shows what Spanwise itself uses) and try again';
  }
  const proxy = /^.*proxyconnect.*$/im.exec(text);
  if (proxy) {
    const named = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy'].find(
      (name) => process.env[name],
    );
    const what = named ? `${named} is ${withoutPassword(process.env[named]!)}` : 'a proxy is set';
    return `Go could not download its modules through the proxy: ${what}. Correct it, or start without it (env -u ${named ?? 'HTTPS_PROXY'} npm start), and try again (${proxy[0].trim()})`;
  }
  if (/x509: certificate signed by unknown authority/.test(text)) {
    return 'Go does not trust the certificate of its module proxy, as behind a company’s proxy: set SSL_CERT_FILE to a file with that proxy’s certificate and try again';
  }
  const network =
    /^.*(dial tcp|no such host|connection refused|i\/o timeout|TLS handshake|network is unreachable|module lookup disabled).*$/im.exec(
      text,
    );
  if (network) {
    return `Go could not download its modules: check the network, or GOPROXY, and try again (${network[0].trim()})`;
  }
  if (/requires go >= |go: cannot find GOROOT/.test(text)) {
    return `This Go cannot build it: install Go 1.26 from https://go.dev/dl (${text.trim().split('\n')[0]})`;
  }
  if (result.signal) return `The compiler was ended by ${result.signal}: it may have run out of memory`;
  return undefined;
}

function withoutPassword(proxy: string): string {
  return proxy.replace(/\/\/[^@/]*@/, '//');
}
