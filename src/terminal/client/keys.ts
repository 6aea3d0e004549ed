/** What a key does in a terminal besides being typed. */
export type KeyAction =
  /** Copies the selection. */
  | 'copy'
  /** Copies the selection and takes it away, so that the same key interrupts the next time. */
  | 'copy-once'
  /** Is the browser's own: it pastes, or moves on from a shell that has ended. */
  | 'pass'
  /** Does nothing at all. */
  | 'nothing'
  | 'find'
  | 'leave'
  /** May be the first Escape of the pair that leaves. */
  | 'hold'
  /** Begins a new shell in place of one that has ended. */
  | 'restart'
  | 'larger'
  | 'smaller'
  | 'usual-size';

/** What a key's meaning depends on. */
export interface KeyState {
  /** A Mac's keyboard. */
  mac: boolean;
  selected: boolean;
  /** A program such as vim has the whole screen. */
  fullScreen: boolean;
  ended: boolean;
  /** The shell waits at its prompt, and nothing is typed there. */
  empty: boolean;
  /** An Escape was pressed a moment ago. */
  escaping: boolean;
}

type Key = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'shiftKey' | 'altKey' | 'metaKey'>;

/** The meaning of a pressed key; undefined for what is simply typed. */
export function keyAction(key: Key, state: KeyState): KeyAction | undefined {
  return (
    leaving(key, state) ??
    afterTheEnd(key, state) ??
    clipboard(key, state) ??
    saving(key, state) ??
    looks(key, state)
  );
}

// Ctrl+Shift+Enter and Ctrl+Shift+Home are no system's own, in full-screen programs neither: Windows keeps Ctrl+Shift+Escape.
function leaving(key: Key, state: KeyState): KeyAction | undefined {
  const held = modifiers(key);
  if (held === 'ctrl shift' && ['Escape', 'Enter', 'Home'].includes(key.key)) return 'leave';
  if (key.key !== 'Escape' || held !== '') return undefined;
  if (state.escaping) return 'leave';
  return state.fullScreen || state.ended ? undefined : 'hold';
}

function afterTheEnd(key: Key, state: KeyState): KeyAction | undefined {
  if (!state.ended) return undefined;
  if (key.key === 'Tab') return 'pass';
  return key.key === 'Enter' && modifiers(key) === '' ? 'restart' : undefined;
}

function clipboard(key: Key, state: KeyState): KeyAction | undefined {
  const held = modifiers(key);
  if (held === 'ctrl shift' && isLetter(key, 'c')) return 'copy';
  if (held === 'ctrl' && key.key === 'Insert') return 'copy';
  if (held === 'meta' && state.mac && isLetter(key, 'c')) return 'copy';
  if (held === 'ctrl' && !state.mac && state.selected && isLetter(key, 'c')) return 'copy-once';
  if (held === 'ctrl shift' && isLetter(key, 'v')) return 'pass';
  if (held === 'shift' && key.key === 'Insert') return 'pass';
  if (held === 'meta' && state.mac && isLetter(key, 'v')) return 'pass';
  // A full-screen program has a use of its own for it, such as vim's blocks.
  if (held === 'ctrl' && !state.mac && !state.fullScreen && isLetter(key, 'v')) return 'pass';
  return undefined;
}

// Whoever comes from the editor presses it to save. At an empty prompt a shell would begin a search forwards, which can
// find nothing there and swallows the line typed next.
function saving(key: Key, state: KeyState): KeyAction | undefined {
  const held = modifiers(key);
  const saves = (held === 'ctrl' || (held === 'meta' && state.mac)) && isLetter(key, 's');
  return saves && state.empty ? 'nothing' : undefined;
}

function looks(key: Key, state: KeyState): KeyAction | undefined {
  const held = modifiers(key);
  if ((held === 'ctrl shift' || (held === 'meta' && state.mac)) && isLetter(key, 'f')) return 'find';
  // Without Alt they are the page's own zoom.
  if (!/^ctrl alt( shift)?$/.test(held)) return undefined;
  if (key.key === '+' || key.key === '=' || key.code === 'Equal') return 'larger';
  if (key.key === '-' || key.key === '_' || key.code === 'Minus') return 'smaller';
  return key.key === '0' || key.code === 'Digit0' ? 'usual-size' : undefined;
}

function modifiers({ ctrlKey, altKey, shiftKey, metaKey }: Key): string {
  const held = [ctrlKey && 'ctrl', altKey && 'alt', shiftKey && 'shift', metaKey && 'meta'];
  return held.filter(Boolean).join(' ');
}

/** By the letter where the keyboard has Latin ones, else by the place of the key. */
function isLetter({ key, code }: Key, letter: string): boolean {
  if (/^[a-z]$/i.test(key)) return key.toLowerCase() === letter;
  return code === `Key${letter.toUpperCase()}`;
}

/** A line of the list of keys: what they do, and each way to do it as keys pressed together. */
export interface KeyLine {
  does: string;
  keys: readonly (readonly string[])[];
}

/** The keys of a terminal, for people. */
export function keyLines(mac: boolean): readonly KeyLine[] {
  const [ctrl, alt] = mac ? ['⌃', '⌥'] : ['Ctrl', 'Alt'];
  const shift = mac ? '⇧' : 'Shift';
  const copies = mac
    ? [['⌘', 'C']]
    : [
        [ctrl, shift, 'C'],
        [ctrl, 'Insert'],
      ];
  const pastes = mac
    ? [['⌘', 'V']]
    : [
        [ctrl, shift, 'V'],
        [shift, 'Insert'],
        [ctrl, 'V'],
      ];
  return [
    { does: 'Copy what is selected', keys: copies },
    ...(mac
      ? []
      : [{ does: 'Copy, where something is selected; else interrupt the program', keys: [[ctrl, 'C']] }]),
    { does: 'Paste', keys: pastes },
    { does: 'Find in what was printed', keys: mac ? [['⌘', 'F']] : [[ctrl, shift, 'F']] },
    { does: 'Follow an address or a place in a file', keys: [[mac ? '⌘' : ctrl, 'click']] },
    {
      does: 'Leave the terminal, from everywhere',
      keys: [
        [ctrl, shift, 'Enter'],
        [ctrl, shift, 'Home'],
      ],
    },
    { does: 'Leave the terminal, from the shell’s prompt', keys: [['Esc', 'Esc']] },
    { does: 'Larger, smaller, usual letters', keys: ['+', '−', '0'].map((key) => [ctrl, alt, key]) },
    { does: 'When the shell has ended: begin a new one, or move on', keys: [['Enter'], ['Tab']] },
  ];
}
