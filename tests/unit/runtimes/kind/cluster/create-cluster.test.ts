import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { claimCluster, claimedClusters, interruptedClusters } from '#runtimes/kind/cluster/claim.ts';
import { createCluster, removeInterrupted } from '#runtimes/kind/cluster/create-cluster.ts';
import { interruptedMaking, isOfMaking, noteMaking } from '#runtimes/kind/cluster/making.ts';
import { stubTools } from '../stub-tools.ts';

const never = new AbortController().signal;
/** A docker that knows the cluster's node and keeps what is copied into it, as archives. */
const DOCKER = `
case "$1 $2" in
  "ps --all") [ -e "$folder/node" ] && echo spanwise-control-plane ;;
  "cp -") cat > "$folder/claim.tar" ;;
  "cp "*) [ -e "$folder/claim.tar" ] && cat "$folder/claim.tar" ;;
  "inspect --format") [ -e "$folder/node" ] && date -u -r "$folder/node" +%Y-%m-%dT%H:%M:%S.000000000Z ;;
esac`;
const KIND = `
case "$1" in
  create) touch "$folder/node"; [ -e "$folder/slow" ] && exec sleep 1000; exit 0 ;;
  delete) rm -f "$folder/node" ;;
esac`;
let state: string;
let told: string[];

beforeEach(() => {
  state = mkdtempSync(join(tmpdir(), 'spanwise-create-'));
  mkdirSync(join(state, 'kube'));
  told = [];
});
afterEach(() => rmSync(state, { recursive: true }));

const creating = (signal: AbortSignal) => ({
  ...{ settings: { cluster: 'spanwise', values: [] }, stateFolder: state, ownConfig: '/kind.yaml' },
  ...{ kubeconfig: join(state, 'kube/cluster.yaml'), detail: (text: string) => void told.push(text), signal },
});

test('a cluster that is made is claimed', async () => {
  stubTools({ docker: DOCKER, kind: KIND });
  await createCluster(creating(never));
  expect(await claimedClusters(never)).toEqual([{ madeBy: 'spanwise', cluster: 'spanwise', state }]);
  expect(interruptedMaking(state)).toBeUndefined();
  expect(await removeInterrupted('spanwise', state, never)).toBe(false);
  expect(told).toEqual(['made the cluster “spanwise”']);
});

test('a making that is given up leaves no cluster behind', async () => {
  const tools = stubTools({ docker: DOCKER, kind: `touch "$folder/slow"; ${KIND}` });
  const giving = new AbortController();
  const made = createCluster(creating(giving.signal));
  await vi.waitFor(() => expect(tools.calls().join()).toContain('kind create'), 5000);
  giving.abort(new Error('given up'));
  await expect(made).rejects.toThrow('given up');
  expect(tools.calls().at(-1)).toMatch(/^kind delete cluster --name spanwise /);
  // The engine may have been about to make the node: the next start looks again.
  expect(interruptedMaking(state)?.cluster).toBe('spanwise');
});

test('what a killed server left of one is removed by the next start, and offered by npm run clean', async () => {
  const tools = stubTools({ docker: `touch "$folder/node.seen"; ${DOCKER}`, kind: KIND });
  noteMaking(state, 'spanwise');
  expect(await interruptedClusters([state], [], never)).toEqual([]);
  await createCluster(creating(never)).then(() => noteMaking(state, 'spanwise'));
  rmSync(join(tools.folder, 'claim.tar'));
  expect(await interruptedClusters([state], [], never)).toMatchObject([{ cluster: 'spanwise', state }]);
  expect(await removeInterrupted('another', state, never)).toBe(false);
  expect(await removeInterrupted('spanwise', state, never)).toBe(true);
  expect(await interruptedClusters([state], [], never)).toEqual([]);
});

test('one that was finished, or made by somebody else meanwhile, is never removed', async () => {
  const tools = stubTools({ docker: DOCKER, kind: KIND });
  await createCluster(creating(never));
  noteMaking(state, 'spanwise');
  expect(await removeInterrupted('spanwise', state, never)).toBe(false);
  expect(tools.calls().join()).not.toContain('kind delete');
});

test('one that somebody has made by hand since an interrupted making is never removed', async () => {
  const tools = stubTools({ docker: DOCKER, kind: KIND });
  noteMaking(state, 'spanwise', () => Date.now() - 3_600_000);
  writeFileSync(join(tools.folder, 'node'), '');
  expect(await interruptedClusters([state], [], never)).toEqual([]);
  expect(await removeInterrupted('spanwise', state, never)).toBe(false);
  expect(tools.calls().join()).not.toContain('kind delete');
  expect(interruptedMaking(state)).toBeUndefined();
});

test('what kind has said last is the last moment at which its node may be of this making', async () => {
  stubTools({
    docker: DOCKER,
    kind: `${KIND.replace('exit 0', 'echo " • Preparing nodes" >&2; sleep 0.2; exit 1')}`,
  });
  await expect(createCluster(creating(never))).rejects.toThrow();
  const { began, seen } = interruptedMaking(state)!;
  expect(seen).toBeGreaterThanOrEqual(began);
  expect(told).toEqual(['Preparing nodes']);
  const making = { cluster: 'spanwise', began: 1_000_000, seen: 2_000_000 };
  expect([900_000, 1_500_000, 2_010_000, 2_100_000, undefined].map((at) => isOfMaking(making, at))).toEqual([
    false,
    true,
    true,
    false,
    false,
  ]);
});

test('one whose name is taken between the look and the making stays somebody else’s', async () => {
  const exists = `ERROR: failed to create cluster: node(s) already exist for a cluster with the name "spanwise"`;
  const tools = stubTools({ docker: DOCKER, kind: `echo '${exists}' >&2; exit 1` });
  await expect(createCluster(creating(never))).rejects.toThrow(/kind delete cluster --name spanwise$/);
  expect(tools.calls().join()).not.toContain('kind delete');
  expect(interruptedMaking(state)).toBeUndefined();
});

test('a claim that cannot be written is said', async () => {
  const failing = 'Error response from daemon: Could not find the file / in container spanwise-control-plane';
  stubTools({
    docker: `case "$1" in ps) echo spanwise-control-plane;; cp) echo '${failing}' >&2; exit 1;; esac`,
    kind: 'exit 0',
  });
  expect(await claimCluster({ cluster: 'spanwise', state }, never)).toBe(failing);
  await createCluster(creating(never));
  expect(told.at(-1)).toContain('npm run clean will not know it');
});
