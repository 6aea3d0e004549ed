import { readdir } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { run } from '#runtimes/process/run.ts';
import { createQueue } from '#runtimes/queue.ts';
import { type OptionalPart, SERVICES, type Service } from '#system/part-names.ts';
import { specOf } from '#system/spec-of.ts';
import type { Connection } from '../cluster/connection.ts';
import { toolCommand } from '../cluster/tool-command.ts';
import { outputOf } from '../cluster/tool-failure.ts';
import type { BuiltImage } from '../images/built-images.ts';
import type { Namespaces } from '../namespaces/namespaces.ts';
import { clearPending } from './clear-pending.ts';

const LABS = resolve(import.meta.dirname, '../../../../labs');
const SCHEMA = join(LABS, 'stack/postgres');
/** What Helm knows of releases lies where no learner can change it (labs/cluster/README.md). */
const RELEASES = 'spanwise';

type Chart = 'learner' | 'tracing' | 'bookstore';

/** Installs and upgrades the charts of one learner, one after the other. */
export interface Charts {
  learner(signal: AbortSignal): Promise<void>;
  /** `wanted` is called when the upgrade's turn comes, so that the last upgrade gets the newest values. */
  tracing(wanted: () => Promise<TracingValues>, signal: AbortSignal): Promise<void>;
  bookstore(wanted: () => BookstoreValues, signal: AbortSignal): Promise<void>;
}

/** What goes into a learner's namespace of tools. */
interface TracingValues {
  images: readonly BuiltImage[];
  /** Optional parts to switch on, with their images. */
  optional: ReadonlyMap<OptionalPart, string>;
  /** The Collector merges them; the first is a complete configuration. */
  collectorFiles: readonly string[];
  /** Whether Prometheus may read metrics from other pods. */
  scraped: boolean;
}

/** What goes into the learner’s namespace of the Bookstore. */
export interface BookstoreValues {
  images: readonly BuiltImage[];
  /** What a setup gives to each service's environment. */
  variables: Readonly<Record<Service, Readonly<Record<string, string>>>>;
  scraped: boolean;
}

/** Installs a chart again, which makes what was deleted and takes up what is wanted now. */
export type Install = (
  on: { connection: Connection; charts: Charts },
  chart: 'tracing' | 'bookstore',
  signal: AbortSignal,
) => Promise<void>;

interface ChartsFor {
  connection: Connection;
  namespaces: Namespaces;
  learner: string | undefined;
  /** Values files for the Bookstore. */
  values: readonly string[];
}

/** The charts of labs/cluster with this learner's names; every call throws ToolFailed with Helm's reason. */
export function chartsFor({ connection, namespaces, learner, values }: ChartsFor): Charts {
  let serverSide: boolean | undefined;
  // Helm refuses a second change of a release while the first goes on.
  const queue = createQueue();
  const upgrade = async (chart: Chart, more: string[], signal: AbortSignal) => {
    const release = learner ? `${learner}-${chart}` : chart;
    const names = `namespaces.bookstore=${namespaces.bookstore},namespaces.tracing=${namespaces.tracing}`;
    const args = ['upgrade', '--install', release, join(LABS, 'cluster', chart), '--namespace', RELEASES];
    args.push('--create-namespace', '--set', names, ...more);
    // A deployment of an edited service owns its image by then; this takes it back. Helm 3 asks nobody.
    serverSide ??= await isServerSide(signal);
    if (serverSide) args.push('--force-conflicts');
    await clearPending(connection.api, { namespace: RELEASES, release }, signal);
    const done = await run(toolCommand('helm', args, connection.kubeconfig), signal);
    outputOf(`helm upgrade --install ${release}`, done);
  };
  const image = (name: string, value: string) => ['--set-string', `${name}.image=${value}`];
  return {
    learner: (signal) =>
      queue(() => upgrade('learner', learner ? ['--set-string', `learner=${learner}`] : [], signal), signal),
    tracing: (wanted, signal) =>
      queue(async () => {
        const { images, optional, collectorFiles, scraped } = await wanted();
        const [complete, ...also] = collectorFiles;
        const more = [
          ...images.filter(({ name }) => isTool(name)).flatMap((one) => image(one.name, one.image)),
          ...[...optional].flatMap(([part, name]) => ['--set', `${part}.enabled=true`, ...image(part, name)]),
          ...['--set-file', `collector.config=${complete}`],
          ...also.flatMap((file) => ['--set-file', `collector.also.${basename(file, '.yaml')}=${file}`]),
          ...(scraped ? ['--set', 'collector.metricsHost=0.0.0.0'] : []),
        ];
        await upgrade('tracing', more, signal);
      }, signal),
    bookstore: (wanted, signal) =>
      queue(async () => {
        const { images, variables, scraped } = wanted();
        const more = [
          ...values.flatMap((file) => ['--values', resolve(file)]),
          ...images
            .filter(({ name }) => !isTool(name))
            .flatMap((one) => image(`services.${one.name}`, one.image)),
          // One that does not compile has no image to run; it comes when it does.
          ...SERVICES.filter((service) => !images.some(({ name }) => name === service)).flatMap((service) => [
            '--set',
            `services.${service}.replicas=0`,
          ]),
          ...SERVICES.flatMap((service) => [
            '--set-json',
            `services.${service}.variables=${JSON.stringify(variables[service])}`,
          ]),
          ...(await schemaFiles()).flatMap((file) => [
            '--set-file',
            `postgres.schema.${file.replaceAll('.', '\\.')}=${join(SCHEMA, file)}`,
          ]),
          ...(scraped ? ['--set', 'metrics.scraped=true'] : []),
        ];
        await upgrade('bookstore', more, signal);
      }, signal),
  };
}

function isTool(name: string): boolean {
  const { kind, optional } = specOf(name);
  return kind === 'tool' && !optional;
}

/** Helm 4 applies on the server's side, where every field has an owner. */
async function isServerSide(signal: AbortSignal): Promise<boolean> {
  const asked = await run(toolCommand('helm', ['version', '--template', '{{.Version}}']), signal);
  return Number(/v(\d+)/.exec(asked.stdout)?.[1] ?? 4) >= 4;
}

/** All of them, as the local runtime takes them: a file forgotten here would be a column missing on clusters only. */
async function schemaFiles(): Promise<string[]> {
  return (await readdir(SCHEMA)).filter((name) => name.endsWith('.sql')).sort();
}
