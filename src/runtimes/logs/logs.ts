import { EventEmitter } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Part } from '#system/part-names.ts';
import type { LogLine } from '../runtime.ts';
import { type LogFile, openLogFile } from './log-file.ts';

/** The newest lines of every part in memory, all of them (up to a size) in files. */
export interface Logs {
  add(part: Part, text: string, from?: Pick<LogLine, 'generation' | 'written'>): void;
  of(part: Part): LogLine[];
  follow(listener: (line: LogLine) => void, signal: AbortSignal): void;
  close(): void;
}

const KEPT_LINES = 2000;

/** Opens the logs; files go to `<state>/logs/<part>.log`. */
export function openLogs(stateFolder: string): Logs {
  const folder = join(stateFolder, 'logs');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const rings = new Map<Part, LogLine[]>();
  const files = new Map<Part, LogFile>();
  const events = new EventEmitter().setMaxListeners(0);
  return {
    add(part, text, from = {}) {
      const line: LogLine = { part, time: Date.now(), text, ...from, ...fieldsOf(text) };
      const ring = rings.get(part) ?? [];
      rings.set(part, ring);
      ring.push(line);
      // Cut in big steps: shifting an array at every line costs more than a few lines too many.
      if (ring.length > KEPT_LINES * 1.25) ring.splice(0, ring.length - KEPT_LINES);
      const file = files.get(part) ?? openLogFile(join(folder, `${part}.log`));
      files.set(part, file);
      file.write(text);
      events.emit('line', line);
    },
    of: (part) => (rings.get(part) ?? []).slice(-KEPT_LINES),
    follow(listener, signal) {
      if (signal.aborted) return;
      events.on('line', listener);
      signal.addEventListener('abort', () => events.off('line', listener), { once: true });
    },
    close() {
      for (const file of files.values()) file.close();
      files.clear();
    },
  };
}

function fieldsOf(text: string): { fields?: Record<string, unknown> } {
  if (!text.startsWith('{')) return {};
  try {
    return { fields: JSON.parse(text) as Record<string, unknown> };
  } catch {
    return {};
  }
}
