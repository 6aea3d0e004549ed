import { join, resolve } from 'node:path';
import { run } from '../process/run.ts';
import { clearPending } from './clear-pending.ts';
import type { Connection } from './cluster/connection.ts';
import type { BuiltImage } from './images/built-images.ts';
import type { Namespaces } from './namespaces.ts';
import { toolCommand } from './tool-command.ts';
import { outputOf } from './tool-failure.ts';

const LABS = resolve(import.meta.dirname, '../../../labs');
/** What Helm knows of releases lies where no learner can change it (labs/cluster/README.md). */
const RELEASES = 'spanwise';

type Chart = 'learner' | 'tracing' | 'bookstore';

/** Installs and upgrades the charts of one learner. */
export interface Charts {
  learner(signal: AbortSignal): Promise<void>;
  tracing(images: readonly BuiltImage[], config: string, signal: AbortSignal): Promise<void>;
  bookstore(images: readonly BuiltImage[], signal: AbortSignal): Promise<void>;
}

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
  const upgrade = async (chart: Chart, more: string[], signal: AbortSignal) => {
    const release = learner ? `${learner}-${chart}` : chart;
    const names = `namespaces.bookstore=${namespaces.bookstore},namespaces.tracing=${namespaces.tracing}`;
    const args = ['upgrade', '--install', release, join(LABS, 'cluster', chart), '--namespace', RELEASES];
    args.push('--create-namespace', '--set', names, ...more);
    // A deployment of an edited service owns its image by then; this takes it back. Helm 3 asks nobody.
    serverSide ??= await isServerSide(signal);
    if (serverSide) args.push('--force-conflicts');
    await clearPending({ kubeconfig: connection.kubeconfig, namespace: RELEASES, release }, signal);
    const done = await run(toolCommand('helm', args, connection.kubeconfig), signal);
    outputOf(`helm upgrade --install ${release}`, done);
  };
  return {
    learner: (signal) => upgrade('learner', learner ? ['--set-string', `learner=${learner}`] : [], signal),
    tracing: (images, config, signal) =>
      upgrade(
        'tracing',
        [
          ...images
            .filter(({ name }) => isTool(name))
            .flatMap(({ name, image }) => ['--set-string', `${name}.image=${image}`]),
          ...['--set-file', `collector.config=${config}`],
        ],
        signal,
      ),
    bookstore: (images, signal) =>
      upgrade(
        'bookstore',
        [
          ...values.flatMap((file) => ['--values', resolve(file)]),
          ...images
            .filter(({ name }) => !isTool(name))
            .flatMap(({ name, image }) => ['--set-string', `services.${name}.image=${image}`]),
          ...SCHEMA.flatMap((file) => [
            '--set-file',
            `postgres.schema.${file.replaceAll('.', '\\.')}=${join(LABS, 'stack/postgres', file)}`,
          ]),
        ],
        signal,
      ),
  };
}

function isTool(name: string): boolean {
  return name === 'tempo' || name === 'collector';
}

/** Helm 4 applies on the server's side, where every field has an owner. */
async function isServerSide(signal: AbortSignal): Promise<boolean> {
  const asked = await run(toolCommand('helm', ['version', '--template', '{{.Version}}']), signal);
  return Number(/v(\d+)/.exec(asked.stdout)?.[1] ?? 4) >= 4;
}

const SCHEMA = ['010-schema.sql', '020-seed.sql'];
