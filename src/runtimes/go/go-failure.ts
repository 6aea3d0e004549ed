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
  const network =
    /^.*(dial tcp|no such host|connection refused|i\/o timeout|TLS handshake|proxyconnect|network is unreachable|module lookup disabled).*$/im.exec(
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
