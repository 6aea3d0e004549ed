import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assembleBench } from '#bench/assemble-bench.ts';
import type { OpenLab } from '#bench/labs/open-labs.ts';
import { labsInOrder } from '#course/load/labs-in-order.ts';
import { partsOf } from '#course/setup-of.ts';
import type { Runtime } from '#runtimes/runtime.ts';
import { claimState } from '#runtimes/state/claim.ts';
import { chooseFolders } from '#runtimes/state/folders.ts';
import { recordProcesses } from '#runtimes/state/processes.ts';
import { removeState } from '#runtimes/state/remove-state.ts';
import { untilStarted } from '#runtimes/until-started.ts';
import { createBearers } from '#server/access/bearer.ts';
import { createLinks } from '#server/access/links.ts';
import { newSecret } from '#server/access/secret.ts';
import { createSessions } from '#server/access/sessions.ts';
import { openRuntime } from '#server/runtime/open-runtime.ts';
import { serveBench } from '#server/serve-bench.ts';
import { readOptions, type StartOptions } from '#server/start/options.ts';
import { readVersion } from '#server/start/version.ts';
import { shellEnvironment } from '#terminal/server/environment.ts';
import { StackFailed } from '../prove/stack.ts';

/** A course that is served for this program alone: the bench, and the server behind the command `lab`. */
export interface OpenCourse {
  runtime: Runtime;
  lab(id: string): OpenLab;
  /** Brings the learner's place to a step, so that what builds from a terminal uses the setup of that step. */
  begin(lab: string, step: string): void;
  /** The environment of a terminal that is opened in this lab. */
  environment(lab: string): Record<string, string>;
  close(): Promise<void>;
}

interface Opening {
  repository: string;
  /** Labs whose parts have to run. */
  labs: readonly string[];
  state?: string;
  say: (text: string) => void;
  signal: AbortSignal;
}

/** Starts a bench and its server on free ports. Throws StackFailed with the reason where it cannot be brought up. */
export async function openCourse({ repository, labs, state, say, signal }: Opening): Promise<OpenCourse> {
  const folder = state ?? join(mkdtempSync(join(tmpdir(), 'spanwise-record-')), 'state');
  const folders = chooseFolders({ port: 0, state: folder });
  const claim = await claimState(folders);
  const options = readOptions(['--no-open', '--port', '0', '--state', folder]) as StartOptions;
  const ending = new AbortController();
  const until = AbortSignal.any([signal, ending.signal]);
  const { instance } = claim;
  const opened = await openRuntime({ options, folders, instance, say, signal: until });
  const bench = await assembleBench({
    ...{ ...opened, instance, say, signal: until, stateFolder: folders.state, started: () => {} },
    labsFolder: join(repository, 'labs'),
    order: await labsInOrder(join(repository, 'content/chapters')),
    choices: options.runtime.choices,
    optional: [],
  });
  bench.events.on((event) => {
    if (event.type === 'phase' && event.phase.state === 'done') say(`${event.phase.title}: done`);
  });
  const tokens = { admin: newSecret(), bench: newSecret() };
  const served = await serveBench({
    ...{ bench, instance, repository, port: 0, version: readVersion(repository) },
    ...{ stateFolder: folders.state, site: join(repository, 'dist'), courseNews: () => [] },
    records: recordProcesses(folders.state, instance),
    links: createLinks(),
    sessions: createSessions(bench.database),
    bearers: createBearers(tokens),
    benchToken: tokens.bench,
  });
  const close = async () => {
    ending.abort();
    await served.end();
    claim.release();
    if (state === undefined) await removeState(folders);
  };
  const lab = (id: string) => {
    const open = bench.labs.get(id);
    if (!open) throw new StackFailed(`There is no lab “${id}”. Labs: ${[...bench.labs.keys()].join(', ')}.`);
    return open;
  };
  try {
    const needs = labs.flatMap((id) => partsOf(lab(id).lab));
    await bench.start();
    const { ready, reason } = bench.lifecycle.state();
    if (!ready) throw new StackFailed(reason ?? 'The bench did not become ready.');
    bench.lifecycle.need(needs);
    await untilStarted(bench.runtime, signal);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    runtime: bench.runtime,
    lab,
    begin: (id, step) => bench.labProgress.record(lab(id).lab, { reason: 'open', step }, Date.now()),
    environment: (id) =>
      shellEnvironment({
        ...{ source: process.env, terminal: 'record', instance, commands: served.labCommand.folder },
        // As wide as a terminal beside a chapter; what a program prints should fit its place on the page.
        extra: { ...bench.runtime.env(), ...served.labCommand.env(id), COLUMNS: '96', NO_COLOR: '1' },
      }),
    close,
  };
}
