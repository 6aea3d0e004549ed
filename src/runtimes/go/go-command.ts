import { noProxyFor } from '#system/no-proxy.ts';
import type { ChildCommand } from '../process/child.ts';

/** Variables Go may need: its folders, its settings, the way to its module proxy. */
const PASSED =
  /^(PATH|HOME|TMPDIR|USER|LANG|GO[A-Z0-9_]*|XDG_CACHE_HOME|SSL_CERT_(FILE|DIR)|(https?|no|all)_proxy)$/i;

/** The system a program is for, in Go's words; absent where it is this machine's own. */
export interface Target {
  os: string;
  arch: string;
}

/** A `go` command line with only what Go needs in its environment. */
export function goCommand(
  args: string[],
  cwd: string,
  { instance, target }: { instance?: string | undefined; target?: Target | undefined } = {},
): ChildCommand {
  const env = Object.entries(process.env).flatMap(([name, value]) =>
    value !== undefined && PASSED.test(name) ? [[name, value]] : [],
  );
  return {
    file: 'go',
    args,
    cwd,
    env: {
      ...Object.fromEntries(env),
      ...noProxyFor(process.env),
      CGO_ENABLED: '0',
      GOTOOLCHAIN: 'local',
      // A workspace file somewhere above the folder must not change what is built.
      GOWORK: 'off',
      ...(target && { GOOS: target.os, GOARCH: target.arch }),
      ...(instance && { SPANWISE_INSTANCE: instance }),
    },
  };
}
