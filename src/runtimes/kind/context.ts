import type { Target } from '../go/go-command.ts';
import type { Logs } from '../logs.ts';
import type { Folders } from '../state/folders.ts';
import type { ProcessRecords } from '../state/processes.ts';
import type { Namespaces } from './namespaces.ts';
import type { Ports } from './ports.ts';
import type { KindSettings } from './settings.ts';

/** What every part of one running instance needs to know. */
export interface Context {
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
