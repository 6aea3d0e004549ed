import { engineVerdict } from '#bench/checks/engine-verdict.ts';
import { CourseError } from '#course/load/problem.ts';
import type { Evidence, Verdict } from '#course/verdict.ts';

/** The verdict on a step whose check is still to be written: never a pass, and it says what to write. */
export function checkMissing(lab: string, step: string): Verdict {
  return engineVerdict('check-missing', { lab, step });
}

/** The verdict where a check, its texts or the folder around it are not as they should be. */
export function checkFailed(lab: string, step: string, error: unknown): Verdict {
  const { message, stack = '' } = error as Error;
  // To programs that read the answer both are the check's defect; only the words differ.
  const finding = 'check-defect';
  if (error instanceof CourseError) return { ...engineVerdict('lab-unreadable', { lab, message }), finding };
  const place = stack.split('\n').find((line) => line.includes(`/labs/${lab}/`) || line.includes('/src/'));
  const evidence = place ? [placeOf(place.trim())] : [];
  return { ...engineVerdict('check-of-step-defect', { step, message }), finding, evidence };
}

/** The verdict where the requests of an answer cannot be sent, or what came of them does not fill its answers. */
export function answerNotSent(lab: string, requests: string, error: unknown): Verdict {
  const { message } = error as Error;
  const file = requests.slice(Math.max(0, requests.indexOf(`${lab}/`)));
  return { ...engineVerdict('answer-not-sent', { message, file }), finding: 'check-defect' };
}

/** A line of a stack as a place in a file; one in which no file is found names the check alone. */
function placeOf(note: string): Evidence {
  // Modules of a lab are imported with a stamp behind their path.
  const [, path, line, column] = /(\/[^()?]+)(?:\?[^:()]*)?:(\d+):(\d+)\)?$/.exec(note) ?? [];
  if (path === undefined) return { kind: 'backend', name: 'check', note };
  const file = path.replace(/^\/+/, '/');
  return { kind: 'config', file, line: Number(line), column: Number(column), note };
}
