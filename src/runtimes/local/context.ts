import type { Logs } from '../logs/logs.ts';
import type { Folders } from '../state/folders.ts';
import type { ProcessRecords } from '../state/processes.ts';
import type { Ports } from './ports.ts';

/** What every part of one running instance needs to know. */
export interface LocalContext {
  folders: Folders;
  ports: Ports;
  instance: string;
  logs: Logs;
  records: ProcessRecords;
}
