import type { Folders } from './folders.ts';
import type { Logs } from './logs.ts';
import type { Ports } from './ports.ts';
import type { ProcessRecords } from './processes.ts';

/** What every part of one running instance needs to know. */
export interface Context {
  folders: Folders;
  ports: Ports;
  instance: string;
  logs: Logs;
  records: ProcessRecords;
}
