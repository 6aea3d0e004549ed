import { expect, it } from 'vitest';
import { chooseRuntime, flagsOf } from '#runtimes/choice.ts';

it('is local unless asked otherwise', () => {
  expect(chooseRuntime({}, {})).toEqual({ name: 'local' });
});

it('takes settings of a cluster from flags, and from the environment where there is no flag', () => {
  const env = { SPANWISE_KIND_IMAGE: 'own/node:1', SPANWISE_KIND_CLUSTER: 'other', SPANWISE_LEARNER: '' };
  expect(chooseRuntime({ runtime: 'kind', cluster: 'mine', values: 'a.yaml,b.yaml' }, env)).toEqual({
    name: 'kind',
    settings: { cluster: 'mine', nodeImage: 'own/node:1', values: ['a.yaml', 'b.yaml'] },
  });
});

it('gives flags that mean the same choice', () => {
  const choice = chooseRuntime(
    { runtime: 'kind', learner: 'ada', values: 'a.yaml', 'node-image': 'n:1' },
    {},
  );
  if (typeof choice === 'string') throw new Error(choice);
  const flags = flagsOf(choice);
  const read = Object.fromEntries(
    Array.from({ length: flags.length / 2 }, (_, at) => [flags[at * 2]!.slice(2), flags[at * 2 + 1]!]),
  );
  expect(chooseRuntime(read, {})).toEqual(choice);
  expect(flagsOf({ name: 'local' })).toEqual([]);
});

it('says what is wrong', () => {
  const wrong = [
    chooseRuntime({ runtime: 'docker' }, {}),
    chooseRuntime({ cluster: 'mine' }, {}),
    chooseRuntime({ runtime: 'kind', learner: 'Ada Lovelace' }, {}),
    chooseRuntime({ runtime: 'kind' }, { SPANWISE_KIND_CLUSTER: '-x' }),
    chooseRuntime({ runtime: 'kind', registry: 'https://registry.example/team' }, {}),
  ];
  expect(wrong).toMatchInlineSnapshot(`
    [
      "--runtime takes local or kind, not “docker”",
      "--cluster is for --runtime kind only",
      "SPANWISE_LEARNER (or its flag) is “Ada Lovelace”, which it cannot be: lower-case letters, digits and hyphens, at most 40, beginning with a letter",
      "SPANWISE_KIND_CLUSTER (or its flag) is “-x”, which it cannot be: lower-case letters, digits, dots and hyphens",
      "SPANWISE_KIND_REGISTRY (or its flag) is “https://registry.example/team”, which it cannot be: a host, with a port and a path where it has them, in lower case and without https://",
    ]
  `);
});
