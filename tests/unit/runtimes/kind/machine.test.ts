import { mkdirSync, mkdtempSync, rmSync, watch, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { adviceFor } from '#runtimes/kind/cluster/tool-advice.ts';
import { toolCommand } from '#runtimes/kind/cluster/tool-command.ts';
import { explainDocker } from '#runtimes/kind/machine/docker-engine.ts';
import { judgeDisk } from '#runtimes/kind/machine/engine-disk.ts';
import { enginePlace, isNative } from '#runtimes/kind/machine/engine-place.ts';
import { inotifyLimits } from '#runtimes/kind/machine/inotify.ts';
import { stubTools } from './stub-tools.ts';

test.each([
  [
    'permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock: Get "http://%2Fvar%2Frun%2Fdocker.sock/v1.47/version": dial unix /var/run/docker.sock: connect: permission denied',
    'sudo usermod -aG docker $USER && newgrp docker',
  ],
  [
    'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?',
    'sudo systemctl start docker',
  ],
  [
    'failed to connect to the docker API at unix:///home/ada/.docker/desktop/docker.sock; check if the path is correct and if the daemon is running: dial unix /home/ada/.docker/desktop/docker.sock: connect: no such file or directory',
    'systemctl --user start docker-desktop',
  ],
  [
    'Cannot connect to the Docker daemon at unix:///Users/ada/.colima/default/docker.sock. Is the docker daemon running?',
    'colima start',
  ],
  [
    'Cannot connect to the Docker daemon at unix:///run/user/1000/docker.sock. Is the docker daemon running?',
    'systemctl --user start docker',
  ],
  [
    'Failed to initialize: unable to resolve docker endpoint: context "work": context not found: open /home/ada/.docker/contexts/meta/1/meta.json: no such file or directory',
    'docker context use default',
  ],
  [
    'error during connect: Get "http://docker.example.com/v1.24/version": command [ssh -o ConnectTimeout=30 -T -l ada -- build docker system dial-stdio] has exited with exit status 255, please make sure the URL is valid, and Docker 18.09 or later is installed on the remote host: stderr=ssh: connect to host build port 22: Connection refused',
    'docker context use default',
  ],
  [
    'The command ’docker’ could not be found in this WSL 2 distro.\nWe recommend to activate the WSL integration in Docker Desktop settings.',
    'in Docker Desktop, switch on Settings › Resources › WSL integration for this distribution',
  ],
])('an engine that says %j is helped by %s', (said, fix) => {
  expect(explainDocker(said, 'linux', {}).fix).toBe(fix);
});

test('where a variable points elsewhere it is the variable that goes', () => {
  const said = 'Cannot connect to the Docker daemon at tcp://10.0.0.5:2375. Is the docker daemon running?';
  expect(explainDocker(said, 'darwin', { DOCKER_HOST: 'tcp://10.0.0.5:2375' })).toMatchInlineSnapshot(`
    {
      "detail": "the Docker engine does not answer (Cannot connect to the Docker daemon at tcp://10.0.0.5:2375. Is the docker daemon running?)",
      "fix": "unset DOCKER_HOST",
    }
  `);
});

test('an engine on another machine is found before a cluster is made there', () => {
  for (const here of [
    'unix:///var/run/docker.sock',
    'npipe:////./pipe/docker_engine',
    'tcp://127.0.0.1:2375',
    undefined,
  ])
    expect(enginePlace(here, {}).ok, here).toBe(true);
  expect(enginePlace('ssh://ada@build', {})).toMatchInlineSnapshot(`
    {
      "detail": "it is on another machine (ssh://ada@build), where a kind cluster could not be reached from here",
      "fix": "docker context use default",
      "name": "Docker’s engine",
      "ok": false,
    }
  `);
  expect(enginePlace('tcp://10.0.0.5:2376', { DOCKER_HOST: 'tcp://10.0.0.5:2376' }).fix).toBe(
    'unset DOCKER_HOST',
  );
});

test.runIf(process.platform === 'linux')(
  'the system’s limits count where containers run on its kernel',
  () => {
    expect(isNative('unix:///var/run/docker.sock')).toBe(true);
    expect(isNative('unix:///run/user/1000/docker.sock')).toBe(true);
    expect(isNative('unix:///home/ada/.docker/desktop/docker.sock')).toBe(false);
  },
);

test('limits on watched files are read, and too low ones named with the command', () => {
  const folder = mkdtempSync(join(tmpdir(), 'spanwise-inotify-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const set = (instances: number, watches: number) => {
    writeFileSync(join(folder, 'max_user_instances'), `${instances}\n`);
    writeFileSync(join(folder, 'max_user_watches'), `${watches}\n`);
  };
  const limits = (held = 20, hasCluster = false) => inotifyLimits({ folder, hasCluster, used: () => held });
  set(128, 8192);
  expect(limits()).toMatchObject({ ok: true });
  expect(limits(70)).toMatchInlineSnapshot(`
    {
      "detail": "128 instances and 8192 watches for each user, 58 instances free; a cluster needs 64 and 8192, or its pods end with “too many open files”",
      "fix": "sudo sysctl fs.inotify.max_user_instances=512 fs.inotify.max_user_watches=524288",
      "name": "Inotify",
      "ok": false,
    }
  `);
  // A cluster that runs holds its own by then.
  expect(limits(70, true)).toMatchObject({ ok: true });
  set(512, 4096);
  expect(limits()).toMatchObject({ ok: false });
  expect(inotifyLimits({ folder: join(folder, 'nowhere') })).toMatchObject({ ok: true });
});

test.runIf(process.platform === 'linux')('what a process watches counts as its user’s', () => {
  const uid = process.getuid?.() ?? 0;
  const watching = watch(tmpdir());
  onTestFinished(() => watching.close());
  const free = (user: number) =>
    Number(/, (\d+) instances free/.exec(inotifyLimits({ uid: user }).detail)?.[1]);
  expect(free(uid)).toBeGreaterThan(0);
  // Nobody has this number.
  expect(free(4_000_000_000)).toBeNaN();
});

test('a new cluster needs more room on the engine’s disk than one that is there', () => {
  expect(judgeDisk({ root: '/var/lib/docker', free: 2e9, hasCluster: true }).ok).toBe(true);
  expect(judgeDisk({ root: '/var/lib/docker', free: 2e9, hasCluster: false })).toMatchInlineSnapshot(`
    {
      "detail": "2.0 GB free for /var/lib/docker; a new cluster needs 4 GB",
      "fix": "docker system prune",
      "name": "Docker’s disk",
      "ok": false,
    }
  `);
});

test.each([
  [
    `ERROR: failed to create cluster: could not find a log line that matches "Reached target .*Multi-User System.*|detected cgroup v1"`,
    'sudo sysctl fs.inotify.max_user_instances=512 fs.inotify.max_user_watches=524288',
  ],
  [
    'kube-proxy: "Error running ProxyServer" err="too many open files"',
    'sudo sysctl fs.inotify.max_user_instances=512',
  ],
  [
    'ERROR: failed to get cluster internal kubeconfig: command "docker exec --privileged spanwise-control-plane cat /etc/kubernetes/admin.conf" failed with error: exit status 1\nCommand Output: cat: /etc/kubernetes/admin.conf: No such file or directory',
    'kind delete cluster --name spanwise',
  ],
  [
    `ERROR: could not locate any control plane nodes for cluster named 'spanwise'. Use the --name option to select a different cluster`,
    'kind delete cluster --name spanwise',
  ],
  [
    'ERROR: failed to create cluster: failed to pull image "kindest/node:v1.35.0": command "docker pull kindest/node:v1.35.0" failed with error: exit status 1\nCommand Output: Error response from daemon: Get "https://registry-1.docker.io/v2/": proxyconnect tcp: dial tcp 127.0.0.1:3128: connect: connection refused',
    'https://docs.docker.com/engine/daemon/proxy',
  ],
  ['toomanyrequests: You have reached your unauthenticated pull rate limit.', 'docker login'],
  ['write /var/lib/docker/tmp/docker-export-1/blobs: no space left on device', 'docker system prune'],
])('a tool that says %j is answered with %s', (said, command) => {
  expect(adviceFor(said, 'spanwise')).toContain(command);
});

test('what a tool says of anything else is not explained', () => {
  expect(adviceFor('Error: UPGRADE FAILED: conflict with "kubectl-set"')).toBeUndefined();
});

test('where there is a proxy, cluster and loopback are reached without it', () => {
  vi.stubEnv('HTTPS_PROXY', 'http://proxy.example:3128');
  vi.stubEnv('no_proxy', 'intranet.example, 127.0.0.1');
  onTestFinished(() => void vi.unstubAllEnvs());
  const { env } = toolCommand('kind', []);
  const hosts = 'intranet.example,127.0.0.1,localhost,::1,10.96.0.0/16,10.244.0.0/16,.svc,.cluster.local';
  expect(env).toMatchObject({ NO_PROXY: hosts, no_proxy: hosts, HTTPS_PROXY: 'http://proxy.example:3128' });
});

test('a Docker from a snap is given what it can see, and another is left alone', () => {
  const tools = stubTools({ docker: '' });
  expect(toolCommand('kind', []).env['TMPDIR']).toBe(process.env['TMPDIR']);
  const bin = join(tools.folder, 'snap/bin');
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, 'docker'), '', { mode: 0o755 });
  vi.stubEnv('PATH', `${bin}:${process.env['PATH']}`);
  vi.stubEnv('HOME', tools.folder);
  expect(toolCommand('kind', []).env['TMPDIR']).toBe(join(tools.folder, 'snap/docker/common'));
});
