import { claimState } from '#runtimes/state/claim.ts';
import { chooseFolders, type Folders } from '#runtimes/state/folders.ts';
import { StateFolderTaken } from '#runtimes/state/lock.ts';
import { askForLink } from './ask-link.ts';
import { endAtOnce } from './end-at-once.ts';
import { fileProblem } from './file-problem.ts';
import { nextFreePort } from './free-port.ts';
import { alreadyRuns, heldButSilent, portForbidden, portTaken } from './messages.ts';
import { HELP, readOptions, type StartOptions } from './options.ts';
import { serveUntilEnded } from './serve-until-ended.ts';
import { untilEnded } from './until-ended.ts';

/** `npm start`: serves until it is asked to end. Gives the exit code. */
export async function start(argv: readonly string[], repository: string): Promise<number> {
  const options = readOptions(argv);
  if (typeof options === 'string') return fail(`${options}\n`, 2);
  if (options.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const folders = chooseFolders({ port: options.port, state: options.state });
  let instance: string | undefined;
  // Before anything is taken or ended: a start that is cut short there would forget whose processes were to be ended.
  const ended = untilEnded(() => endAtOnce(folders.state, instance, 130));
  try {
    const claim = await claimState(folders, options.port);
    instance = claim.instance;
    // docker, kind, helm, kubectl and the build of the pages carry it, so that the next start finds what a killed one left.
    process.env.SPANWISE_INSTANCE = instance;
    try {
      if (claim.reaped > 0)
        process.stdout.write(`  Ended ${claim.reaped} processes an earlier start had left.\n`);
      await serveUntilEnded({ options, folders, instance, repository, ended });
      return 0;
    } finally {
      claim.release();
    }
  } catch (error) {
    return explain(error, options, folders);
  }
}

async function explain(error: unknown, options: StartOptions, folders: Folders): Promise<number> {
  if (error instanceof StateFolderTaken) {
    const url = await askForLink(folders.state);
    if (url === undefined) return fail(heldButSilent(folders.state, error.holder.pid), 1);
    process.stdout.write(alreadyRuns(url, options));
    return 0;
  }
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (syscall === 'listen' && code === 'EACCES') return fail(portForbidden(options.port), 1);
  if (code === 'EADDRINUSE') {
    return fail(portTaken(options.port, await nextFreePort(options.port)), 1);
  }
  const files = fileProblem(error);
  if (files !== undefined) return fail(files, 1);
  const known = error instanceof Error && error.name === 'CourseError';
  return fail(`Spanwise could not start: ${known ? error.message : ((error as Error).stack ?? error)}\n`, 1);
}

function fail(text: string, code: number): number {
  process.stderr.write(text);
  return code;
}
