import { RAISE_INOTIFY } from '../machine/inotify.ts';

/** What docker, kind and the programs in a node say of a machine that lacks something, and the command that helps. */
const ADVICE: [said: RegExp, advice: (cluster: string) => string][] = [
  [/no space left on device/i, () => 'The engine’s disk is full. Make room: docker system prune'],
  [
    // The second is what is left of it when a node cannot even start its system.
    /too many open files|could not find a log line that matches "Reached target/i,
    () => `The system lets programs watch too few files. Raise the limit: ${RAISE_INOTIFY}`,
  ],
  [
    /permission denied while trying to connect/i,
    () => 'This user may not use the Docker engine: sudo usermod -aG docker $USER && newgrp docker',
  ],
  [
    /could not locate any control plane nodes|admin\.conf: No such file or directory|already exist for a cluster/i,
    (cluster) =>
      `Its making was interrupted, or goes on elsewhere. Once it does not: kind delete cluster --name ${cluster}`,
  ],
  [
    /toomanyrequests|pull rate limit/i,
    () => 'Docker Hub gives more to those who have signed in: docker login',
  ],
  [
    /proxyconnect|failed to (do request|resolve reference)|failed to pull image|TLS handshake timeout|Client\.Timeout exceeded|x509: certificate signed by unknown authority/i,
    () =>
      'The engine does not reach the registry. Behind a proxy it needs settings of its own: https://docs.docker.com/engine/daemon/proxy',
  ],
];

/** What helps against a failure, from the output of the tool; undefined where it says nothing of the machine. */
export function adviceFor(output: string, cluster = '<name>'): string | undefined {
  return ADVICE.find(([said]) => said.test(output))?.[1](cluster);
}
