import type { ChildCommand } from '#runtimes/process/child.ts';

/**
 * What docker, kind, kubectl and helm may need: their way to the engine and out, and the user's own settings of them; and
 * the mark by which a later start finds what a killed server left of them.
 */
const PASSED =
  /^(PATH|HOME|USER|TMPDIR|LANG|XDG_[A-Z_]+|DOCKER_[A-Z_]+|KIND_EXPERIMENTAL_[A-Z_]+|HELM_[A-Z_]+|SSL_CERT_(FILE|DIR)|SPANWISE_INSTANCE|(https?|no|all)_proxy)$/i;

/** A command line of a cluster tool that sees no kubeconfig but the one it is given. */
export function toolCommand(file: string, args: string[], kubeconfig?: string): ChildCommand {
  const env = Object.entries(process.env).flatMap(([name, value]) =>
    value !== undefined && PASSED.test(name) ? [[name, value]] : [],
  );
  return {
    file,
    args,
    cwd: '/',
    env: { ...Object.fromEntries(env), ...(kubeconfig && { KUBECONFIG: kubeconfig }) },
  };
}
