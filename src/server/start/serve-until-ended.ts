import { join } from 'node:path';
import { assembleBench } from '#bench/assemble-bench.ts';
import type { StartOutcome } from '#bench/bench.ts';
import { labsInOrder } from '#course/load/labs-in-order.ts';
import type { Folders } from '#runtimes/state/folders.ts';
import { recordProcesses } from '#runtimes/state/processes.ts';
import { createBearers } from '../access/bearer.ts';
import { createLinks } from '../access/links.ts';
import { newSecret } from '../access/secret.ts';
import { createSessions } from '../access/sessions.ts';
import { serveCourse } from '../course/serve-course.ts';
import { openRuntime } from '../runtime/open-runtime.ts';
import { serveBench } from '../serve-bench.ts';
import { siteWaitPage } from '../site/prepare-site.ts';
import { writeAdminFile } from './admin-file.ts';
import { endAtOnce } from './end-at-once.ts';
import { onEnter } from './keys.ts';
import { linkLines, notReadyLine, readyLine } from './messages.ts';
import { openBrowser } from './open-browser.ts';
import type { StartOptions } from './options.ts';
import { createReporter } from './terminal-reporter.ts';
import { readVersion } from './version.ts';

interface Serving {
  options: StartOptions;
  folders: Folders;
  instance: string;
  repository: string;
  /** Resolves when this server is asked to end, which may be before it serves. */
  ended: Promise<unknown>;
}

/**
 * Milliseconds for the end of everything. The parts' own limits add up to 15 s in the worst case, when each has to be
 * killed; a slow machine gets as much again.
 */
const END_WITHIN = 30_000;

/** Listens first, then builds the site and starts the bench behind it; ends all of it at the first signal. */
export async function serveUntilEnded(serving: Serving): Promise<void> {
  const { options, folders, instance, repository, ended } = serving;
  const ending = new AbortController();
  const { signal } = ending;
  const reporter = createReporter(process.stdout);
  const say = reporter.line;
  const records = recordProcesses(folders.state, instance);
  const tokens = { admin: newSecret(), bench: newSecret() };
  const opened = await openRuntime({ options, folders, instance, say, signal });
  const bench = await assembleBench({
    ...{ ...opened, instance, say, signal },
    labsFolder: join(repository, 'labs'),
    stateFolder: folders.state,
    order: await labsInOrder(join(repository, 'content/chapters')),
    choices: options.runtime.choices,
    optional: options.with,
    started: (outcome) => say(outcomeLine(outcome)),
  });
  bench.events.on((event) => {
    if (event.type === 'phase') reporter.phase(event.phase);
    if (event.type === 'runtime' && event.runtime.changing) reporter.forget();
  });
  const course = serveCourse({ repository, stateFolder: folders.state, bench, records, say });
  const { server, end } = await serveBench({
    ...{ bench, instance, repository, records, port: options.port },
    version: readVersion(repository),
    stateFolder: folders.state,
    site: join(repository, 'dist'),
    waitPage: () => siteWaitPage(bench.phases.get('site'), repository),
    links: createLinks(),
    sessions: createSessions(bench.database),
    bearers: createBearers(tokens),
    benchToken: tokens.bench,
    courseNews: course.news,
  });
  const removeAdminFile = writeAdminFile(folders.state, { port: server.port, token: tokens.admin });
  const url = server.newLink();
  say(linkLines(url));
  const removeOpener = options.open ? openBrowser(folders.state, url) : undefined;
  onEnter(() => say(linkLines(server.newLink())), signal);
  const work = course.bringUp();
  await ended;
  say('\n  Ending everything that was started …');
  // Not kept from the end by what hangs, such as a tool that waits for an engine which does not answer.
  const late = () => {
    say(`  Not everything has ended within ${END_WITHIN / 1000} s; what is left is killed.`);
    endAtOnce(folders.state, instance, 1);
  };
  setTimeout(late, END_WITHIN).unref();
  ending.abort(new Error('Spanwise is ending'));
  removeAdminFile();
  removeOpener?.();
  await Promise.allSettled([end(), work]);
  const farewell = opened.farewell();
  if (farewell) say(farewell);
}

function outcomeLine({ ready, reason, phases, statuses, ...parts }: StartOutcome): string {
  return ready ? readyLine(parts, statuses) : notReadyLine(reason, phases);
}
