import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

const folder = resolve(import.meta.dirname, '../../../labs/stack/collector');
const read = (name: string) => readFileSync(resolve(folder, name), 'utf8');
const KINDS = ['receivers', 'processors', 'exporters', 'connectors', 'extensions'];

/** The components that a manifest asks for, as module and version. */
function componentsIn(manifest: string): string[] {
  const kinds = parse(read(manifest)) as Record<string, { gomod: string }[]>;
  return KINDS.flatMap((kind) => (kinds[kind] ?? []).map(({ gomod }) => gomod));
}

const every = componentsIn('manifest.yaml');
const routing = componentsIn('manifest-routing.yaml');

test('the routing distribution adds to the one of every bench only what a lab with two Collectors needs', () => {
  expect(routing.filter((component) => !every.includes(component))).toEqual([
    'github.com/open-telemetry/opentelemetry-collector-contrib/exporter/loadbalancingexporter v0.159.0',
  ]);
  expect(every.filter((component) => !routing.includes(component))).toEqual([]);
});

test.each([
  ['components.go', '!routing', every],
  ['components_routing.go', 'routing', routing],
])('%s is generated from its manifest and built with the tag %s', (file, tag, components) => {
  const source = read(file);
  expect(source.split('\n').slice(0, 3)).toContain(`//go:build ${tag}`);
  const imported = [
    ...source.matchAll(/"(\S+\/(?:receiver|processor|exporter|connector|extension)\/\S+)"$/gm),
  ];
  const modules = components.map((component) => component.split(' ')[0]);
  expect(imported.map(([, module]) => module).toSorted()).toEqual(modules.toSorted());
});

test('one go.mod serves both: it pins every component at the version of its manifest', () => {
  const pinned = read('go.mod');
  for (const component of routing) expect(pinned).toContain(`\t${component}\n`);
});
