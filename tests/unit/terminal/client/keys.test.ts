import { expect, test } from 'vitest';
import { type KeyState, keyAction, keyLines } from '#terminal/client/keys.ts';

const usual: KeyState = {
  ...{ mac: false, selected: false, fullScreen: false },
  ...{ ended: false, empty: false, escaping: false },
};

/** `ctrl shift C` as the browser tells it; a code follows after a slash. */
function press(keys: string, state: Partial<KeyState> = {}) {
  const words = keys.split(' ');
  const [key = '', code = ''] = words.pop()!.split('/');
  const held = (name: string) => words.includes(name);
  const modifiers = {
    ctrlKey: held('ctrl'),
    shiftKey: held('shift'),
    altKey: held('alt'),
    metaKey: held('meta'),
  };
  return keyAction({ key, code, ...modifiers }, { ...usual, ...state });
}

test.for([
  ['ctrl shift C', 'copy'],
  ['ctrl shift С/KeyC', 'copy'],
  ['ctrl Insert', 'copy'],
  ['ctrl shift V', 'pass'],
  ['ctrl v', 'pass'],
  ['ctrl м/KeyV', 'pass'],
  ['shift Insert', 'pass'],
  ['ctrl shift F', 'find'],
  ['ctrl shift Escape', 'leave'],
  ['ctrl shift Enter', 'leave'],
  ['ctrl shift Home', 'leave'],
  ['ctrl alt +', 'larger'],
  ['ctrl alt =/Equal', 'larger'],
  ['ctrl alt -/Minus', 'smaller'],
  ['ctrl alt 0/Digit0', 'usual-size'],
  ['Escape', 'hold'],
] as const)('%s: %s', ([keys, action]) => {
  expect(press(keys)).toBe(action);
});

test.for([
  'c',
  'ctrl c',
  'ctrl j/KeyC',
  'Tab',
  'Enter',
  'meta c',
  'ctrl +',
  'ctrl -',
  'ctrl s',
  'alt v',
  'ctrl f',
])('%s is typed, or the page’s', (keys) => {
  expect(press(keys)).toBeUndefined();
});

test('Ctrl+C copies where something is selected, and interrupts otherwise', () => {
  expect(press('ctrl c', { selected: true })).toBe('copy-once');
  expect(press('ctrl c', { selected: true, mac: true })).toBeUndefined();
});

test('on a Mac the command key copies, pastes and finds, and Ctrl is the shell’s', () => {
  expect(['meta c', 'meta v', 'meta f'].map((keys) => press(keys, { mac: true }))).toEqual([
    'copy',
    'pass',
    'find',
  ]);
  expect(press('ctrl v', { mac: true })).toBeUndefined();
});

test('a full-screen program gets Ctrl+V and each Escape, and is left all the same', () => {
  expect(press('ctrl v', { fullScreen: true })).toBeUndefined();
  expect(press('Escape', { fullScreen: true })).toBeUndefined();
  expect(press('ctrl shift Enter', { fullScreen: true })).toBe('leave');
  expect(press('ctrl shift Home', { fullScreen: true })).toBe('leave');
});

test('the second Escape leaves', () => {
  expect(press('Escape', { escaping: true })).toBe('leave');
});

test('a shell that has ended lets Tab on and begins anew at Enter', () => {
  expect(['Tab', 'shift Tab', 'Enter', 'Escape', 'a'].map((keys) => press(keys, { ended: true }))).toEqual([
    'pass',
    'pass',
    'restart',
    undefined,
    undefined,
  ]);
});

test('every key that is named does something', () => {
  const names: Record<string, string> = { Ctrl: 'ctrl', Shift: 'shift', Alt: 'alt', Esc: 'Escape', '−': '-' };
  const state = { selected: true };
  for (const { keys } of keyLines(false)) {
    for (const together of keys) {
      if (together.at(-1) === 'click' || together.length === 1 || together[0] === 'Esc') continue;
      const pressed = together.map((key) => names[key] ?? key).join(' ');
      expect([pressed, press(pressed, state)]).not.toContain(undefined);
    }
  }
});

test('Ctrl+S does nothing at an empty prompt, and is the program’s or the half-typed line’s otherwise', () => {
  expect(press('ctrl s', { empty: true })).toBe('nothing');
  expect(press('ctrl ы/KeyS', { empty: true })).toBe('nothing');
  expect(press('meta s', { empty: true, mac: true })).toBe('nothing');
  expect(press('ctrl s')).toBeUndefined();
  expect(press('s', { empty: true })).toBeUndefined();
});
