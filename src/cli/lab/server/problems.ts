import type { Problem } from '#api/problem.ts';
import { EXIT } from '../exit-codes.ts';

/** A call or a command that came to nothing: what happened, the next action, and the exit code for scripts. */
export interface Failure {
  ok: false;
  exit: number;
  problem: Problem;
}

/** Everything that can stand between the command and its server. */
export const problems = {
  /** Run in some other shell. */
  noBench: failure(EXIT.unavailable, {
    title: 'This shell is not a terminal of the bench.',
    next: 'Type lab in the Terminal tab of the course’s page.',
  }),
  serverGone: (url: string) =>
    failure(EXIT.unavailable, {
      title: `The Spanwise server at ${url} does not answer.`,
      next: `Start it again where it ran, with npm start -- --port ${new URL(url).port}, and open a new terminal in the page.`,
    }),
  serverSilent: (url: string, seconds: number) =>
    failure(EXIT.unavailable, {
      title: `The Spanwise server at ${url} has not answered for ${seconds} seconds.`,
      next: 'Try again. If it stays so, look at the terminal where npm start runs.',
    }),
  otherServer: (url: string) =>
    failure(EXIT.unavailable, {
      title: `Something answers at ${url}, but not as this version of Spanwise does.`,
      next: 'Open a new terminal in the course’s page and try again there.',
    }),
  tokenStale: failure(EXIT.refused, {
    title: 'The server does not accept this terminal’s token.',
    detail: 'Each start of the server makes a new one, and this shell belongs to another start.',
    next: 'Open a new terminal in the course’s page and try again there.',
  }),
  tokenUnreadable: (file: string, reason: string) =>
    failure(EXIT.refused, {
      title: `This terminal’s token cannot be read from ${file}.`,
      detail: reason,
      next: 'Open a new terminal in the course’s page and try again there.',
    }),
  noLab: failure(EXIT.missing, {
    title: 'No lab is open in this terminal.',
    next: 'Open a chapter with a lab in the page, and a new terminal there.',
  }),
  noTrace: (id: string) =>
    failure(EXIT.missing, {
      title: `Tempo holds no trace ${id}.`,
      next: 'A trace is there a moment after its spans have ended; one that was not sampled, or sent to an earlier start of the bench, is not.',
    }),
  noEvidence: failure(EXIT.missing, {
    title: 'There is nothing to draw yet: no request, and no verdict that rests on a trace.',
    next: 'Type lab checkout or lab check first, or lab trace <id> with an id from a log line or the Traces tab.',
  }),
  serviceSilent: (service: string, url: string, reason: string) =>
    failure(EXIT.broken, {
      title: `${service} does not answer at ${url}.`,
      detail: reason,
      next: `lab status shows how it is, lab logs ${service} what it wrote. A terminal that was opened before the bench was moved has old addresses: open a new one.`,
    }),
  notSendable: (reason: string) =>
    failure(EXIT.usage, {
      title: 'This request cannot be sent.',
      detail: reason,
      next: 'Look at the method, the path and the headers.',
    }),
  defect: (error: unknown) =>
    failure(EXIT.defect, {
      title: 'The command lab itself failed; this says nothing about your work.',
      detail: error instanceof Error ? error.stack : String(error),
      next: 'The page’s Checks tab does the same. If it stays so, report it with the text above.',
    }),
  interrupted: failure(EXIT.interrupted, { title: 'Interrupted.' }),
  usage: (title: string, next: string) => failure(EXIT.usage, { title, next }),
};

/** 502 is Tempo’s silence, 507 a full disk: trouble of the bench. */
const EXITS: Readonly<Record<number, number>> = {
  404: EXIT.missing,
  409: EXIT.busy,
  502: EXIT.broken,
  507: EXIT.broken,
};

/** What the server itself says is wrong. */
export function serverProblem(status: number, problem: Problem): Failure {
  return failure(EXITS[status] ?? EXIT.defect, problem);
}

function failure(exit: number, problem: Problem): Failure {
  return { ok: false, exit, problem };
}
