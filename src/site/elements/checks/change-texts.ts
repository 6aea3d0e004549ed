import type { LabView } from '#api/lab-view.ts';

/** A change of the workspace that the learner asks for. */
export interface WantedChange {
  action: 'open' | 'reset' | 'solve' | 'skip' | 'reset-lab' | 'restore';
  step?: string | undefined;
  copy?: string;
  /** The learner has seen before what it does, as with Undo. */
  asked?: true;
}

/** How a change is asked about, looked at beforehand, and called. */
export interface ChangeTexts {
  title: string;
  text: string;
  confirm: string;
  /** Said when it is done. */
  done: string;
  /** Query of GET changes; absent when no file is changed. */
  look?: string;
  path: string;
  body: Record<string, unknown>;
}

/** The words and calls of a change of this lab. */
export function changeTexts(lab: LabView, { action, step = '', copy = '' }: WantedChange): ChangeTexts {
  const index = lab.steps.findIndex(({ id }) => id === step);
  const name = `step ${index + 1}`;
  const of = `steps/${step}`;
  const next = lab.steps[index + 1];
  switch (action) {
    case 'open':
    case 'reset':
      return {
        title: action === 'open' ? `Go to ${name}?` : `Begin ${name} again?`,
        text: `Your files become those at the start of ${name}.`,
        confirm: action === 'open' ? `Go to ${name}` : `Reset ${name}`,
        done: `You are at the start of ${name}.`,
        look: `to=start&step=${step}`,
        path: `${of}/${action}`,
        body: {},
      };
    case 'solve':
      return {
        title: `Have ${name} solved?`,
        text: lab.steps[index]?.passed
          ? 'Your files are replaced by the solution. You have passed this step yourself, and that stays.'
          : 'Your files are replaced by the solution. The step is then marked as solved, not as passed.',
        confirm: 'Replace my files',
        done: `Step ${index + 1} is solved.`,
        look: `to=solution&step=${step}`,
        path: `${of}/solve`,
        body: {},
      };
    case 'skip':
      return {
        title: `Skip ${name}?`,
        text: next ? `Your files become those at the start of step ${index + 2}.` : '',
        confirm: `Skip ${name}`,
        done: `Step ${index + 1} is skipped.`,
        ...(next && { look: `to=start&step=${next.id}` }),
        path: `${of}/skip`,
        body: {},
      };
    case 'reset-lab':
      return {
        title: 'Begin the whole lab again?',
        text: 'Your files become those at the start of step 1, and that is where you are then. What you have passed stays passed; attempts and verdicts stay too.',
        confirm: 'Reset the lab',
        done: 'The lab is at its start: you are at step 1, and what you have passed stays passed.',
        look: 'to=lab',
        path: 'reset',
        body: {},
      };
    case 'restore': {
      const kept = lab.copies.find(({ id }) => id === copy);
      const when = kept ? ` from ${new Date(kept.time).toLocaleString()}, ${kept.title}` : '';
      return {
        title: 'Restore these files?',
        text: `Your files become those${when}.`,
        confirm: 'Restore',
        done: 'The files are restored.',
        look: `to=copy&copy=${encodeURIComponent(copy)}`,
        path: 'restore',
        body: { copy },
      };
    }
  }
}
