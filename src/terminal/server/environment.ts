import { noProxyFor } from '#system/no-proxy.ts';

/** What every program and the learner's set-up need, and the settings of Go, of proxies and of certificates: builds in a shell go as the server's own. What begins with GOOGLE is a key of somebody's cloud. */
const inherited =
  /^(PATH|HOME|LANG|LANGUAGE|LC_[A-Z]+|USER|LOGNAME|SHELL|TZ|TMPDIR|GO(?!OGLE)[A-Z0-9]*|CGO_[A-Z]+|(https?|all|no)_proxy|(HTTPS?|ALL|NO)_PROXY|SSL_CERT_(FILE|DIR)|CURL_CA_BUNDLE|GIT_SSL_CAINFO|EDITOR|VISUAL|PAGER|ZDOTDIR|XDG_(CONFIG|DATA|CACHE|STATE)_HOME)$/;

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
    ...withUtf8(env),
    // curl would ask a proxy for the bench's own addresses too.
    ...noProxyFor(env),
    ...options.extra,
    PATH: options.commands ? `${options.commands}:${path}` : path,
    ...(options.commands && { SPANWISE_COMMANDS: options.commands }),
    TERM: 'xterm-256color',
    COLORTERM: 'truecolor',
    SPANWISE_INSTANCE: options.instance,
    [TERMINAL_MARK]: options.terminal,
  };
}

/** The page sends UTF-8 alone; with another character set a shell rings the bell for each accent and shows octal numbers. */
function withUtf8(env: Record<string, string>): Record<string, string> {
  const { LC_ALL: all, ...rest } = env;
  if (/utf-?8/i.test(all || env['LC_CTYPE'] || env['LANG'] || '')) return env;
  const charset = { LC_CTYPE: process.platform === 'darwin' ? 'UTF-8' : 'C.UTF-8' };
  // LC_ALL would win over LC_CTYPE. What it says of all else stays.
  return { ...rest, ...(all && { LANG: all }), ...charset };
}
