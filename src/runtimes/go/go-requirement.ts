import { run } from '../process/run.ts';
import type { Requirement } from '../runtime.ts';
import { goCommand } from './go-command.ts';

/** As in scripts/bootstrap/go.mjs, which asks before any package is there. */
const GO_NEEDED = [1, 26, 7] as const;

/** Whether a Go that can build the Bookstore and the tools is on the PATH. */
export async function goRequirement(signal: AbortSignal): Promise<Requirement> {
  const fix =
    process.platform === 'darwin'
      ? 'brew install go'
      : `install Go ${GO_NEEDED.join('.')} or newer from https://go.dev/dl`;
  const result = await run(goCommand(['env', 'GOVERSION'], '/'), signal);
  const version = /go(\d+)\.(\d+)(?:\.(\d+))?/.exec(result.stdout);
  if (!version) return { name: 'Go', ok: false, detail: 'go is not on the PATH', fix };
  const found = version.slice(1).map((part) => Number(part ?? 0));
  const differing = GO_NEEDED.findIndex((minimum, place) => found[place] !== minimum);
  const ok = differing === -1 || found[differing]! > GO_NEEDED[differing]!;
  if (ok) return { name: 'Go', ok, detail: version[0] };
  return { name: 'Go', ok, detail: `${version[0]} is too old, ${GO_NEEDED.join('.')} is needed`, fix };
}
