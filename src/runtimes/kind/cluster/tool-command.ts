import type { ChildCommand } from '#runtimes/process/child.ts';
import { noProxyFor } from '#system/no-proxy.ts';
import { snapFolder } from '../machine/snap-docker.ts';

/**
 * What docker, kind, kubectl and helm may need: their way to the engine and out, and the user's own settings of them; and
 * the mark by which a later start finds what a killed server left of them.
 */
const PASSED =
  /^(PATH|HOME|USER|TMPDIR|LANG|XDG_[A-Z_]+|DOCKER_[A-Z_]+|KIND_EXPERIMENTAL_[A-Z_]+|HELM_[A-Z_]+|SSL_CERT_(FILE|DIR)|SPANWISE_INSTANCE|(https?|no|all)_proxy)$/i;

/** kind's own networks of pods and services, and their names: a proxy on the way to them would know none. */
const CLUSTER = ['10.96.0.0/16', '10.244.0.0/16', '.svc', '.cluster.local'];

/** A command line of a cluster tool that sees no kubeconfig but the one it is given. */
export function toolCommand(file: string, args: string[], kubeconfig?: string): ChildCommand {
  const passed = Object.entries(process.env).flatMap(([name, value]) =>
    value !== undefined && PASSED.test(name) ? [[name, value]] : [],
  );
  const env: Record<string, string> = Object.fromEntries(passed);
  const folder = snapFolder(env);
  return {
    file,
    args,
    cwd: '/',
    env: {
      ...env,
      ...noProxyFor(env, CLUSTER),
      ...(folder && { TMPDIR: folder }),
      ...(kubeconfig && { KUBECONFIG: kubeconfig }),
    },
  };
}
