import { choosePortsOf } from '../choose-ports.ts';
import type { Target } from '../go/go-command.ts';
import { type Logs, openLogs } from '../logs/logs.ts';
import type { Folders } from '../state/folders.ts';
import { type ProcessRecords, recordProcesses } from '../state/processes.ts';
import { type Namespaces, namespacesOf } from './namespaces/namespaces.ts';
import { PORT_NAMES, type Ports } from './ports.ts';
import type { KindSettings } from './settings.ts';

/** What every part of one running instance needs to know. */
export interface KindContext {
  folders: Folders;
  instance: string;
  ports: Ports;
  logs: Logs;
  records: ProcessRecords;
  settings: KindSettings;
  namespaces: Namespaces;
  /** What programs for the nodes are built for. */
  target?: Target;
}

/** Chooses the ports of an instance, opens its logs, and says whose namespaces it has. */
export async function openKindContext(
  { folders, instance, settings }: Pick<KindContext, 'folders' | 'instance' | 'settings'>,
  port: number | undefined,
): Promise<KindContext> {
  return {
    folders,
    instance,
    settings,
    namespaces: namespacesOf(settings.learner),
    ports: await choosePortsOf(PORT_NAMES, { stateFolder: folders.state, base: port }),
    logs: openLogs(folders.state),
    records: recordProcesses(folders.state, instance),
    ...(process.platform !== 'linux' && { target: { os: 'linux', arch: GOARCH[process.arch] ?? 'amd64' } }),
  };
}

const GOARCH: Record<string, string> = { x64: 'amd64', arm64: 'arm64' };
