import { expect, it } from 'vitest';
import { type MoveEvent, type MoveState, nextMoveState } from '#bench/lifecycle/move-state.ts';

const idle: MoveState = { step: 'idle' };
const checking: MoveState = { step: 'checking', to: 'kind' };
const checkingInStart: MoveState = { step: 'checking', to: 'local', start: 1 };
const stopping: MoveState = { step: 'stopping', to: 'kind' };
const starting: MoveState = { step: 'starting', start: 1 };

const asked: MoveEvent = { type: 'asked', to: 'kind' };
const back: MoveEvent = { type: 'asked', to: 'local' };
const refused: MoveEvent = { type: 'refused' };
const stop: MoveEvent = { type: 'stop' };
const stopped: MoveEvent = { type: 'stopped', start: 1 };
const started: MoveEvent = { type: 'started', start: 1 };
const older: MoveEvent = { type: 'started', start: 0 };

const TABLE: [string, MoveState, MoveEvent, MoveState][] = [
  ['a move is asked for', idle, asked, checking],
  ['this machine lacks something', checking, refused, idle],
  ['this machine has what is needed', checking, stop, stopping],
  ['the old runtime has stopped', stopping, stopped, starting],
  ['the new one has started', starting, started, idle],
  ['a second move is asked for during the check', checking, back, checking],
  ['a second move is asked for while the old runtime stops', stopping, back, stopping],
  ['a move back is asked for during the start', starting, back, checkingInStart],
  ['that move is refused: the start goes on', checkingInStart, refused, starting],
  ['that move goes on: the start is overtaken', checkingInStart, stop, { step: 'stopping', to: 'local' }],
  ['the start ends before that is known', checkingInStart, started, { step: 'checking', to: 'local' }],
  ['a start that was overtaken ends while the old runtime stops', stopping, started, stopping],
  ['a start that was overtaken ends during a newer start', starting, older, starting],
  ['a start that was overtaken ends when all is done', idle, older, idle],
];

it.each(TABLE)('%s', (_, before, event, after) => {
  const next = nextMoveState(before, event);
  expect(next).toEqual(after);
  // Whoever asks knows by this whether anything came of the event.
  if (after === before) expect(next).toBe(before);
});

it('has every other event change nothing', () => {
  const states = [idle, checking, checkingInStart, stopping, starting];
  const events = [asked, refused, stop, stopped, started, older];
  const moved = states.flatMap((state) =>
    events
      .filter((event) => nextMoveState(state, event) !== state)
      .map((event) => `${state.step}: ${event.type}`),
  );
  expect([...new Set(moved)]).toEqual([
    'idle: asked',
    'checking: refused',
    'checking: stop',
    'checking: started',
    'stopping: stopped',
    'starting: asked',
    'starting: started',
  ]);
});
