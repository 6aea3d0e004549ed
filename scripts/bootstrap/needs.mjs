/** The commands of package.json, each a file scripts/<command>.ts, with a hyphen for a colon. */
export const COMMANDS = [
  'start',
  'test',
  'build',
  'check',
  'answers',
  'lab:new',
  'prove',
  'observe',
  'record',
  'diagrams',
  'clean',
  'verify',
  'fix',
  'bench',
];

const ALL = { go: true, rabbitmq: true, chromium: true };
const NONE = { go: false, rabbitmq: false, chromium: false };
const GO = { ...NONE, go: true };
const STACK = { ...GO, rabbitmq: true };
// `start` looks for Go itself: without it the site is still served.
const BY_COMMAND = {
  start: { ...NONE, rabbitmq: true },
  prove: STACK,
  observe: STACK,
  record: STACK,
  diagrams: { ...NONE, chromium: true },

  verify: GO,
  fix: GO,
  test: ALL,
};
const BY_SUITE = {
  unit: NONE,
  server: NONE,
  static: GO,
  go: GO,
  faults: STACK,
  labs: STACK,
  kind: GO,
  e2e: ALL,
};

/** Which programs of the machine a command needs; `test` needs only what the suites named in `args` need. */
export function needsOf(command, args) {
  if (args.includes('--help') || args.includes('-h')) return NONE;
  const suites = command === 'test' ? args.filter((arg) => arg in BY_SUITE) : [];
  if (suites.length === 0) {
    const needs = BY_COMMAND[command] ?? NONE;
    // There the broker is a pod.
    return onCluster(args) ? { ...needs, rabbitmq: false } : needs;
  }
  return suites.map((suite) => BY_SUITE[suite]).reduce(either);
}

function onCluster(args) {
  return args.includes('--runtime=kind') || args[args.indexOf('--runtime') + 1] === 'kind';
}

function either(one, other) {
  return {
    go: one.go || other.go,
    rabbitmq: one.rabbitmq || other.rabbitmq,
    chromium: one.chromium || other.chromium,
  };
}
