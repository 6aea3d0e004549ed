import { randomBytes } from 'node:crypto';
import type { ShellExit } from '../messages.ts';
import { shellEnvironment } from './environment.ts';
import { createTerminalSession, type SessionOptions, type TerminalSession } from './session.ts';

/** All terminals of one server, by learner. */
export interface TerminalSessions {
  /** Opens a terminal; `refused` says why not, for the learner to read. */
  open(request: OpenRequest): { session: TerminalSession } | { refused: string };
  /** The learner’s terminals, oldest first. */
  list(learner: string): TerminalSession[];
  /** Only the learner’s own terminal: anybody else’s id is as unknown as a random one. */
  find(learner: string, id: string): TerminalSession | undefined;
  /** Ends a terminal; false when the learner has none with this id. */
  close(learner: string, id: string): Promise<boolean>;
  closeAll(): Promise<void>;
}

interface OpenRequest {
  learner: string;
  name: string;
  /** What the opener calls the folder; given back with the session. */
  place?: string | undefined;
  cwd: string;
  /** Variables for the shell beyond the allow-list, such as the addresses of the bench. */
  env: Record<string, string>;
  /** A folder of programs to come first on the shell's PATH. */
  commands?: string;
  size?: SessionOptions['size'];
  command?: SessionOptions['command'];
  onExit?: (exit: ShellExit) => void;
}

/** Makes the registry of a server’s terminals. */
export function createTerminalSessions(options: {
  /** Names the server in the environment of its shells. */
  instance: string;
  /** Where allowed variables are taken from; usually `process.env`. */
  environment: Record<string, string | undefined>;
  /** Terminals a learner may have at once. */
  limit?: number;
}): TerminalSessions {
  const limit = options.limit ?? 8;
  const owned = new Map<string, { learner: string; session: TerminalSession }>();
  const of = (learner: string) => [...owned.values()].filter((entry) => entry.learner === learner);

  async function remove(session: TerminalSession): Promise<void> {
    owned.delete(session.id);
    await session.close();
  }

  return {
    open(request) {
      const mine = of(request.learner);
      if (mine.length >= limit) {
        const ended = mine.find(({ session }) => session.exit);
        if (!ended)
          return {
            refused: `There are ${limit} terminals open, which is the most. Close one and try again.`,
          };
        void remove(ended.session);
      }
      const id = randomBytes(16).toString('hex');
      const env = shellEnvironment({
        source: options.environment,
        extra: request.env,
        commands: request.commands,
        terminal: id,
        instance: options.instance,
      });
      const { name, place, cwd, size, command, onExit } = request;
      try {
        const session = createTerminalSession({ id, name, place, cwd, env, size, command, onExit });
        owned.set(id, { learner: request.learner, session });
        return { session };
      } catch (error) {
        return {
          refused: `The system could not start a shell: ${(error as Error).message} Close some programs and try again.`,
        };
      }
    },
    list: (learner) => of(learner).map(({ session }) => session),
    find(learner, id) {
      const entry = owned.get(id);
      return entry?.learner === learner ? entry.session : undefined;
    },
    async close(learner, id) {
      const entry = owned.get(id);
      if (entry?.learner !== learner) return false;
      await remove(entry.session);
      return true;
    },
    async closeAll() {
      await Promise.all([...owned.values()].map(({ session }) => remove(session)));
    },
  };
}
