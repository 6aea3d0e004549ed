import { expect, test } from 'vitest';
import { loadImages } from '#runtimes/kind/images/load-images.ts';
import { stubTools } from '../stub-tools.ts';

const never = new AbortController().signal;
/** As kind 0.31 says it of an image of several platforms, of which the engine has one. */
const MULTI = `ERROR: failed to load image: command "docker exec --privileged -i spanwise-control-plane ctr --namespace=k8s.io images import --all-platforms --digests --snapshotter=overlayfs -" failed with error: exit status 1
Command Output: ctr: content digest sha256:1b6a2c0b: not found`;
const OWN = 'spanwise/orders:0123456789abcdef';
const LIST = `echo 'REF TYPE DIGEST SIZE PLATFORMS LABELS'`;

test('an image of others that kind cannot load is left to the node, and the own ones are loaded', async () => {
  const tools = stubTools({
    docker: LIST,
    kind: `case "$*" in *postgres*) echo '${MULTI}' >&2; exit 1;; esac`,
  });
  const said: string[] = [];
  const loading = { needed: [OWN], welcome: ['postgres:18.1', 'rabbitmq:4.1.4'] };
  await loadImages('spanwise', { ...loading, detail: (text) => said.push(text) }, never);
  expect(tools.calls().filter((call) => call.startsWith('kind'))).toEqual([
    `kind load docker-image ${OWN} --name spanwise`,
    'kind load docker-image postgres:18.1 --name spanwise',
    'kind load docker-image rabbitmq:4.1.4 --name spanwise',
  ]);
  expect(said).toHaveLength(1);
  expect(said[0]).toMatch(/^the node has to pull postgres:18\.1, which could not be loaded: .*not found$/s);
});

test('an own image that cannot be loaded ends the start, with the reason and what helps', async () => {
  stubTools({
    docker: LIST,
    kind: `echo 'ERROR: failed to load image: write /kind/images.tar: no space left on device' >&2; exit 1`,
  });
  await expect(loadImages('spanwise', { needed: [OWN], welcome: [] }, never)).rejects.toThrow(
    /no space left on device\nThe engine’s disk is full\. Make room: docker system prune$/,
  );
});

test('what the node has is not loaded again', async () => {
  const tools = stubTools({
    docker: `${LIST}; echo 'docker.io/${OWN} application/vnd.oci.image.manifest.v1+json sha256:aa 1 MiB linux/amd64 -'`,
    kind: 'exit 1',
  });
  await loadImages('spanwise', { needed: [OWN], welcome: [] }, never);
  expect(tools.calls()).toHaveLength(1);
});
