import { join } from 'node:path';
import type { BenchEvent } from '#api/events.ts';
import type { Bench } from '#bench/bench.ts';
import type { ProcessRecords } from '#runtimes/state/processes.ts';
import { buildSite } from '../site/build-site.ts';
import { prepareSite } from '../site/prepare-site.ts';
import { followCourse } from './follow-course.ts';

interface Serving {
  repository: string;
  stateFolder: string;
  bench: Bench;
  records: ProcessRecords;
  say: (text: string) => void;
}

/** The course behind a server: its pages, its labs on the bench, and what an author changes of them. */
export interface ServedCourse {
  /** Builds the pages where they are old, takes up changes from then on, and starts the bench. */
  bringUp(): Promise<void>;
  /** What a page that opens now has to know, such as a mistake in the course. */
  news(): BenchEvent[];
}

/** Makes it; nothing is built or started yet. */
export function serveCourse({ repository, stateFolder, bench, records, say }: Serving): ServedCourse {
  const { signal, progress, events, checks, reloadLabs } = bench;
  let news: () => BenchEvent[] = () => [];
  return {
    news: () => news(),
    async bringUp() {
      await prepareSite({ repository, stateFolder, records, progress, signal });
      news = followCourse({
        ...{ repository, reloadLabs, say, signal },
        idle: checks.idle,
        buildPages: () =>
          buildSite({
            repository,
            logFile: join(stateFolder, 'logs', 'site.log'),
            onStart: (pid) => records.add(pid, 'site build'),
            signal,
          }),
        emit: events.emit,
      });
      await bench.start();
    },
  };
}
