import type { PartTable } from './part-spec.ts';
import { PARTS } from './parts.ts';
import { specOf } from './spec-of.ts';

/**
 * The file of the Bookstore in which requests or messages to a service get their context; for a service that nobody of
 * the Bookstore calls, the file in which it reads the context that came. Undefined for what is no service.
 */
export function callFile(service: string, table: PartTable = PARTS): string | undefined {
  for (const caller of Object.keys(table)) {
    const file = specOf(caller, table).sources?.calls?.[service];
    if (file) return file;
  }
  return entryFile(service, table);
}

/** The file of the Bookstore in which a service reads the context of a request or message. */
export function entryFile(service: string, table: PartTable = PARTS): string | undefined {
  return Object.hasOwn(table, service) ? specOf(service, table).sources?.entry : undefined;
}

/** Whether requests to a service come from outside the Bookstore alone. */
export function isEdge(service: string, table: PartTable = PARTS): boolean {
  if (!Object.hasOwn(table, service) || !specOf(service, table).sources) return false;
  return !Object.keys(table).some((caller) => specOf(caller, table).sources?.calls?.[service] !== undefined);
}
