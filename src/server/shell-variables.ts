import type { TerminalSession } from '#terminal/server/session.ts';

/** Remembers what shells were given of the bench, which may become another while they go on. */
export interface ShellVariables {
  given(session: TerminalSession, variables: Record<string, string>): void;
  /** The variables that a shell opened now has with another value, or only one of the two has. */
  outdated(session: TerminalSession): string[];
}

/** Makes the memory; `now` gives the variables of a shell that is opened now. */
export function createShellVariables(now: () => Record<string, string>): ShellVariables {
  const known = new WeakMap<TerminalSession, Record<string, string>>();
  return {
    given: (session, variables) => void known.set(session, variables),
    outdated(session) {
      const then = known.get(session);
      if (!then) return [];
      const current = now();
      const names = [...new Set([...Object.keys(then), ...Object.keys(current)])];
      return names.filter((name) => then[name] !== current[name]);
    },
  };
}
