import type { FileState } from '../edited-files/open-file.ts';

/**
 * What is to be said aloud when the states of files have changed: that one is in trouble, and why; and that it is saved
 * after it was. Each pause in typing saves, which nobody wants to hear of.
 */
export function announceStates(): (states: ReadonlyMap<string, FileState>) => string | undefined {
  const troubled = new Map<string, string>();
  return (states) => {
    const said: string[] = [];
    for (const [path, state] of states) {
      const name = path.split('/').at(-1)!;
      const before = troubled.get(path);
      if ('words' in state) {
        if (before !== state.words) said.push(`${name} is not saved. ${state.words}`);
        troubled.set(path, state.words);
      } else if (state.kind === 'saved' && troubled.delete(path)) said.push(`${name} is saved.`);
    }
    return said.length > 0 ? said.join(' ') : undefined;
  };
}
