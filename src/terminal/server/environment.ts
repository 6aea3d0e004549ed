const inherited = /^(PATH|HOME|LANG|LANGUAGE|LC_[A-Z]+|USER|LOGNAME|SHELL|TZ|TMPDIR)$/;

/** The variable by which a terminal's processes are found again, whatever they do to leave it. */
export const TERMINAL_MARK = 'SPANWISE_TERMINAL';

/**
 * The environment of a shell: a short list of the server's own variables, what the caller adds, and marks.
 * All else stays behind, so that tokens in the server's environment are not in every learner's shell.
 */
export function shellEnvironment(options: {
  /** Usually `process.env`. */
  source: Record<string, string | undefined>;
  /** Variables meant for the shell, such as the addresses of the bench. */
  extra: Record<string, string>;
  /** A folder of programs to come first on PATH. */
  commands?: string | undefined;
  terminal: string;
  /** Names the server that started it. */
  instance: string;
}): Record<string, string> {
  const env: Record<string, string> = {};
  for (const [name, value] of Object.entries(options.source)) {
    if (value !== undefined && inherited.test(name)) env[name] = value;
  }
  const path = options.extra['PATH'] ?? env['PATH'] ?? '/usr/local/bin:/usr/bin:/bin';
  return {
    ...env,
    ...options.extra,
    PATH: options.commands ? `${options.commands}:${path}` : path,
    ...(options.commands && { SPANWISE_COMMANDS: options.commands }),
    TERM: 'xterm-256color',
    COLORTERM: 'truecolor',
    SPANWISE_INSTANCE: options.instance,
    [TERMINAL_MARK]: options.terminal,
  };
}
