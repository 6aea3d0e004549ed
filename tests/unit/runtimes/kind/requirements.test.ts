import { afterEach, expect, it } from 'vitest';
import { checkRequirements } from '#runtimes/kind/requirements.ts';

const path = process.env['PATH'];
afterEach(() => {
  process.env['PATH'] = path;
});

it('names each program that is missing, with what helps', async () => {
  process.env['PATH'] = '/nowhere';
  const settings = { cluster: 'spanwise', values: [] };
  const missing = await checkRequirements(settings, '/', new AbortController().signal);
  const lines = missing
    .filter(({ ok, name }) => !ok && name !== 'Disk')
    .map(({ name, detail, fix }) => `${name}: ${detail} -> ${fix}`);
  expect(lines.slice(0, 4)).toMatchInlineSnapshot(`
    [
      "Docker: docker is not on the PATH -> install Docker from https://docs.docker.com/engine/install, or start the bench without it: npm start",
      "kind: kind is not on the PATH -> go install sigs.k8s.io/kind@latest, or see https://kind.sigs.k8s.io",
      "kubectl: kubectl is not on the PATH -> see https://kubernetes.io/docs/tasks/tools",
      "helm: helm is not on the PATH -> see https://helm.sh/docs/intro/install",
    ]
  `);
});
